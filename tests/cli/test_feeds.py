"""Subscriptions at the command line."""

import json
from pathlib import Path

import pytest

from digest.config import read
from tests.cli.conftest import Digest
from tests.cli.newsletters import NOW, entry, newsletter, rss, settings


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
    assert path.read_text() == before


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


def test_a_file_that_is_no_opml_is_wrong_usage(digest: Digest, tmp_path: Path):
    newsletter(tmp_path)
    (tmp_path / "list.opml").write_text("<html>")

    assert digest("feeds", "import", "list.opml").code == 2
    assert digest("feeds", "import", "none.opml").code == 2
