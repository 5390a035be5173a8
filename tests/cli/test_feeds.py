"""Subscriptions at the command line."""

import json
from pathlib import Path

import pytest

from digest.config import read
from tests.cli.conftest import Digest
from tests.cli.newsletters import NOW, entry, newsletter, rss, settings
from tests.servers import Server


def test_feeds_are_listed_with_how_they_were(digest: Digest, tmp_path: Path):
    (tmp_path / "feed.xml").write_text(rss(entry()))
    settings(tmp_path, "feed.xml", "gone.xml")

    before = digest("feeds", "list").out
    digest("collect", "--now", NOW)
    first, second = digest("feeds", "list").out.splitlines()

    assert before.count("not asked yet") == 2
    assert "fine on 17 January 2025" in first
    assert "failed 1×" in second


def test_feeds_are_listed_as_json(digest: Digest, tmp_path: Path):
    newsletter(tmp_path)
    digest("collect", "--now", NOW)

    (feed,) = json.loads(digest("feeds", "list", "--json").out)

    assert feed["location"] == "feed.xml"
    assert feed["last_success"] == "2025-01-17T06:00:00+00:00"


def test_a_feed_is_described_in_words(digest: Digest, tmp_path: Path):
    newsletter(tmp_path)

    out = digest("feeds", "check", "feed.xml", "--now", NOW).out

    assert "Outlet" in out
    assert "1 entry" in out
    assert "15 January 2025" in out


def test_a_look_ends_with_what_to_write(digest: Digest, tmp_path: Path):
    path = newsletter(tmp_path)
    more = (entry(day) for day in range(1, 9))
    (tmp_path / "more.xml").write_text(rss(*more, title="More: News"))

    ran = digest("feeds", "check", "more.xml", "--now", NOW)

    assert ran.code == 0, ran.err
    lines = ran.out[ran.out.index("  - title:") :]
    feeds = read(path.read_text() + lines, name="feeds.yaml").feeds
    assert (feeds[-1].path, feeds[-1].title) == ("more.xml", "More: News")


def test_a_look_that_finds_trouble_calls_for_a_person(digest: Digest, tmp_path: Path):
    newsletter(tmp_path)
    broken = rss(entry(), entry(2)).replace("<guid>boats-2<", "<guid>boats-1<")
    (tmp_path / "more.xml").write_text(broken)

    ran = digest("feeds", "check", "more.xml", "--now", NOW)

    assert ran.code == 1
    assert "2 of 2 entries are with an id that another has" in ran.out
    assert ran.err == ""


def test_a_look_is_there_for_programs(digest: Digest, tmp_path: Path):
    newsletter(tmp_path)

    ran = digest("feeds", "check", "feed.xml", "--now", NOW, "--json")

    told = json.loads(ran.out)
    assert ran.code == 0
    assert (told["title"], told["entries"], told["troubles"]) == ("Outlet", 1, [])
    assert told["newest"] == "2025-01-15T08:00:00+00:00"
    assert told["feeds_yaml"] == "  - title: Outlet\n    path: feed.xml\n"


def test_a_hostile_feed_can_do_nothing_to_a_terminal(digest: Digest, tmp_path: Path):
    newsletter(tmp_path)
    title = "News &#x1b;[31m&#x202e;&lt;b&gt;"
    (tmp_path / "more.xml").write_text(rss(entry(), title=title))

    out = digest("feeds", "check", "more.xml", "--now", NOW).out

    assert "News" in out
    assert "\x1b" not in out
    assert "\u202e" not in out


def test_a_file_that_is_no_feed_is_said_to_be_none(digest: Digest, tmp_path: Path):
    (tmp_path / "page.html").write_text("<!doctype html><title>Page</title>")

    ran = digest("feeds", "check", "page.html")

    assert ran.code == 1
    assert "html" in ran.err.lower()


def test_a_feed_that_answers_is_added(digest: Digest, tmp_path: Path):
    path = newsletter(tmp_path)
    path.write_text("# my letter\n" + path.read_text())
    (tmp_path / "more.xml").write_text(rss(entry(), title="More News"))

    ran = digest("feeds", "add", "more.xml", "--section", "World", "--now", NOW)

    assert ran.code == 0, ran.err
    text = path.read_text()
    added = read(text, name="feeds.yaml").feeds[-1]
    assert (added.path, added.title, added.section) == (
        "more.xml",
        "More News",
        "World",
    )
    assert text.startswith("# my letter\n")


def a_site(server: Server, folder: Path, *feeds: str) -> Path:
    """Serve a home page that names these feeds, and allow the settings to ask it."""
    links = "".join(
        f"<link rel=alternate type=application/rss+xml href=/{name}>" for name in feeds
    )
    server.serve("/", f"<!doctype html><head>{links}", content_type="text/html")
    for number, name in enumerate(feeds):
        feed = rss(entry(number), title=f"{name.title()} news")
        server.serve(f"/{name}", feed)
    allowed = f"http: {{allow: ['{server.place}']}}\n"
    return settings(folder, "feed.xml", more=allowed)


def test_a_sites_feed_is_found_and_added(digest: Digest, tmp_path: Path):
    with Server() as server:
        path = a_site(server, tmp_path, "world")

        ran = digest("feeds", "add", server.place, "--section", "World", "--now", NOW)

        found = server.url("/world")
    assert ran.code == 0, ran.err
    feed = read(path.read_text(), name="feeds.yaml").feeds[-1]
    assert (feed.url, feed.title, feed.section) == (found, "World news", "World")
    assert found in ran.err


def test_of_several_feeds_a_person_chooses(digest: Digest, tmp_path: Path):
    with Server() as server:
        path = a_site(server, tmp_path, "world", "sport")
        before = path.read_text()

        ran = digest("feeds", "add", server.url("/"), "--now", NOW)
        unchanged = path.read_text() == before
        first = digest("feeds", "add", server.url("/"), "--first", "--now", NOW)

        sport = server.url("/sport")
    assert (ran.code, unchanged, first.code) == (1, True, 0)
    assert "2 feeds" in ran.out
    assert f"digest feeds add {sport}" in ran.out
    assert "World news" in first.err


def test_a_site_without_feeds_is_told_with_what_was_tried(
    digest: Digest, tmp_path: Path
):
    with Server() as server:
        path = a_site(server, tmp_path)
        before = path.read_text()

        ran = digest("feeds", "add", server.url("/"), "--now", NOW)

    assert ran.code == 1
    assert path.read_text() == before
    assert "no feed found" in ran.err
    assert f"{server.url('/feed/')}: the server answers 404" in ran.err


def test_a_feed_that_does_not_answer_is_not_added(digest: Digest, tmp_path: Path):
    path = newsletter(tmp_path)
    before = path.read_text()

    ran = digest("feeds", "add", "none.xml")

    assert ran.code == 1
    assert path.read_text() == before


@pytest.mark.parametrize(
    ("option", "value"), [("--section", ""), ("--title", " "), ("--title", "a\nb")]
)
def test_a_name_that_cannot_be_is_told(
    digest: Digest, tmp_path: Path, option: str, value: str
):
    path = newsletter(tmp_path)
    before = path.read_text()
    (tmp_path / "more.xml").write_text(rss(entry()))

    ran = digest("feeds", "add", "more.xml", option, value, "--now", NOW)

    assert ran.code == 2
    assert "Traceback" not in ran.err
    assert path.read_text() == before


def test_a_feed_that_is_there_already_is_not_added_again(
    digest: Digest, tmp_path: Path
):
    path = newsletter(tmp_path)
    before = path.read_text()

    ran = digest("feeds", "add", "feed.xml", "--now", NOW)

    assert ran.code == 2
    assert ran.err == "feed.xml: it is in feeds.yaml already, as “Outlet 1”\n"
    assert path.read_text() == before


def test_a_feed_whose_title_is_taken_is_added_under_its_own_name(
    digest: Digest, tmp_path: Path
):
    path = newsletter(tmp_path)
    (tmp_path / "other.xml").write_text(
        rss(entry(), title="Outlet 1"), encoding="utf-8"
    )

    ran = digest("feeds", "add", "other.xml", "--now", NOW)

    assert ran.code == 0, ran.err
    titles = [feed.title for feed in read(path.read_text(), name="feeds.yaml").feeds]
    assert titles == ["Outlet 1", "Outlet 1 (other)"]


def test_feeds_travel_as_opml(digest: Digest, tmp_path: Path):
    one = settings(tmp_path, "https://a.example/feed", "https://b.example/feed")
    (tmp_path / "list.opml").write_text(digest("feeds", "export").out)
    other = settings(tmp_path, "https://b.example/feed")

    ran = digest("feeds", "import", "list.opml")

    assert ran.code == 0, ran.err
    assert "1 added, 1 there already" in ran.err
    urls = [feed.url for feed in read(other.read_text(), name="feeds.yaml").feeds]
    assert urls == ["https://b.example/feed", "https://a.example/feed"]
    assert one == other


def test_opml_with_addresses_that_are_none_is_added_in_part_if_told(
    digest: Digest, tmp_path: Path
):
    path = settings(tmp_path, "https://www.a.example/feed/")
    before = path.read_text()
    (tmp_path / "list.opml").write_text(
        "<opml><body>\n<outline text='Relative' xmlUrl='/feed'/>"
        "<outline text='Known' xmlUrl='http://a.example/feed'/>"
        "<outline text='OUTLET 1' xmlUrl='https://b.example/feed'/></body></opml>"
    )

    refused = digest("feeds", "import", "list.opml")
    unchanged = path.read_text() == before
    partly = digest("feeds", "import", "list.opml", "--partly")

    assert (refused.code, unchanged, partly.code) == (2, True, 0)
    assert "line 2: Relative" in refused.err
    assert "1 added, 1 there already, 1 left out" in partly.err
    feed = read(path.read_text(), name="feeds.yaml").feeds[-1]
    assert (feed.url, feed.title) == ("https://b.example/feed", "OUTLET 1 (b.example)")


def test_a_file_that_is_no_opml_is_wrong_usage(digest: Digest, tmp_path: Path):
    newsletter(tmp_path)
    (tmp_path / "list.opml").write_text("<html>")

    assert digest("feeds", "import", "list.opml").code == 2
    assert digest("feeds", "import", "none.opml").code == 2
