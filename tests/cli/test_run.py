"""The main job, as the scheduled run and the newcomer meet it."""

import email
import email.policy
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Digest
from tests.cli.newsletters import (
    NOW,
    SENTENCES,
    entry,
    newsletter,
    rss,
    settings,
    written,
)
from tests.servers import Server


def test_a_run_makes_manuscript_email_text_page_and_message(
    digest: Digest, tmp_path: Path
):
    newsletter(tmp_path)

    ran = digest("run", "--now", NOW)

    assert ran.code == 0, ran.err
    for made in ("editions/2025-W03.md", "editions/2025-W03.json"):
        assert (tmp_path / "out" / made).is_file()
    for made in ("email.html", "email.txt", "index.html"):
        assert "340 million euro" in (tmp_path / "out/2025-W03" / made).read_text()
    assert len(list(tmp_path.glob("out/2025-W03/outbox/*.eml"))) == 1


def test_results_go_to_stdout_and_messages_to_stderr(digest: Digest, tmp_path: Path):
    newsletter(tmp_path)

    ran = digest("run", "--now", NOW)

    assert ran.out.splitlines() == [
        "out/editions/2025-W03.md",
        "out/2025-W03/email.html",
        "out/2025-W03/email.txt",
        "out/2025-W03/index.html",
    ]
    assert "1 new article" in ran.err
    assert "1 of 1 quotation word for word" in ran.err


def test_the_message_is_a_text_and_a_page_of_the_same_edition(
    digest: Digest, tmp_path: Path
):
    newsletter(tmp_path)
    digest("run", "--now", NOW)
    (path,) = tmp_path.glob("out/2025-W03/outbox/*.eml")

    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)

    kinds = [part.get_content_type() for part in message.iter_parts()]
    assert kinds == ["text/plain", "text/html"]
    assert message["To"] == "letter@newsletter.example"
    assert "Boats from Paldiski" in message["Subject"]


def test_the_same_input_and_instant_give_the_same_bytes(digest: Digest, tmp_path: Path):
    newsletter(tmp_path, entry(1), entry(2, day=14))

    digest("run", "--now", NOW, "--store", "a.sqlite3", "--out", "a")
    digest("run", "--now", NOW, "--store", "b.sqlite3", "--out", "b")

    assert written(tmp_path / "a") == written(tmp_path / "b")
    assert len(written(tmp_path / "a")) == 7


def test_a_second_run_changes_nothing_and_says_so(digest: Digest, tmp_path: Path):
    newsletter(tmp_path)
    digest("run", "--now", NOW)
    before = written(tmp_path / "out")

    ran = digest("run", "--now", "2025-01-18T06:00:00Z")

    assert ran.code == 0
    assert "0 new articles" in ran.err
    assert "nothing new" in ran.err
    assert written(tmp_path / "out") == before


def test_what_is_new_after_sending_waits_for_the_next_edition(
    digest: Digest, tmp_path: Path
):
    newsletter(tmp_path, entry(1))
    digest("run", "--now", NOW)
    newsletter(tmp_path, entry(1), entry(2, day=17))

    digest("run", "--now", "2025-01-18T06:00:00Z")
    digest("run", "--now", "2025-01-21T06:00:00Z")

    third = (tmp_path / "out/editions/2025-W03.md").read_text()
    fourth = (tmp_path / "out/editions/2025-W04.md").read_text()
    assert "part 2" not in third
    assert "part 2" in fourth
    assert "part 1" not in fourth


def test_an_empty_feed_is_told_and_makes_no_edition(digest: Digest, tmp_path: Path):
    (tmp_path / "feed.xml").write_text(rss())
    settings(tmp_path, "feed.xml")

    ran = digest("run", "--now", NOW)

    assert ran.code == 1
    assert "Outlet 1: the feed has no entries" in ran.err
    assert "nothing new" in ran.err
    assert written(tmp_path / "out") == {}


def test_feeds_with_nothing_new_make_no_edition_in_the_next_period(
    digest: Digest, tmp_path: Path
):
    newsletter(tmp_path)
    digest("run", "--now", NOW)
    before = written(tmp_path / "out")

    ran = digest("run", "--now", "2025-01-21T06:00:00Z")

    assert ran.code == 0
    assert "2025-W04: nothing new, no edition made" in ran.err
    assert written(tmp_path / "out") == before


def test_an_unreachable_feed_is_one_line_and_the_rest_is_made(
    digest: Digest, tmp_path: Path
):
    (tmp_path / "feed.xml").write_text(rss(entry()))
    settings(tmp_path, "feed.xml", "gone.xml")

    ran = digest("run", "--now", NOW)

    assert ran.code == 0
    (line,) = [line for line in ran.err.splitlines() if "Outlet 2" in line]
    assert "no such file" in line.lower()
    assert (tmp_path / "out/2025-W03/email.html").is_file()


def test_a_strict_run_turns_red_for_one_failed_feed(digest: Digest, tmp_path: Path):
    (tmp_path / "feed.xml").write_text(rss(entry()))
    settings(tmp_path, "feed.xml", "gone.xml")

    assert digest("run", "--now", NOW, "--strict").code == 1


def test_a_run_turns_red_when_no_feed_answers(digest: Digest, tmp_path: Path):
    settings(tmp_path, "gone.xml", "lost.xml")

    ran = digest("run", "--now", NOW)

    assert ran.code == 1
    assert "Outlet 1" in ran.err
    assert "Outlet 2" in ran.err


def test_feeds_over_http_are_asked_only_for_what_changed(
    digest: Digest, tmp_path: Path
):
    with Server() as server:
        server.serve("/feed", rss(entry()), etag='"1"')
        allow = f'http:\n  allow: ["{server.place}"]\n'
        settings(tmp_path, server.url("/feed"), more=allow)
        first = digest("run", "--now", NOW)
        second = digest("run", "--now", "2025-01-18T06:00:00Z")

    assert (first.code, second.code) == (0, 0), first.err
    assert [r.headers.get("if-none-match") for r in server.requests] == [None, '"1"']


def test_a_page_in_two_feeds_is_checked_against_the_copy_it_was_told_from(
    digest: Digest, tmp_path: Path
):
    (tmp_path / "zz.xml").write_text(rss(entry()))
    other = tuple(sentence.replace("340", "999") for sentence in SENTENCES)
    (tmp_path / "aa.xml").write_text(rss(entry(sentences=other)))
    settings(tmp_path, "zz.xml", "aa.xml")

    ran = digest("run", "--now", NOW)

    assert ran.code == 0, ran.err
    text = (tmp_path / "out/2025-W03/email.txt").read_text()
    assert text.count("340 million") == 1
    assert "999" not in text


def test_a_private_address_is_not_fetched_unless_allowed(
    digest: Digest, tmp_path: Path
):
    with Server() as server:
        server.serve("/feed", rss(entry()))
        settings(tmp_path, server.url("/feed"))
        ran = digest("run", "--now", NOW)

    assert ran.code == 1
    assert server.requests == []


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "empty"),
        (b"<!doctype html><html><body>Not found</body></html>", "html"),
        (b"<rss><channel><item><title>cut", "cut"),
    ],
)
def test_a_broken_feed_is_told_in_words(
    digest: Digest, tmp_path: Path, body: bytes, reason: str
):
    (tmp_path / "feed.xml").write_bytes(body)
    settings(tmp_path, "feed.xml")

    ran = digest("run", "--now", NOW)

    assert ran.code == 1
    assert reason in ran.err.lower()
    assert "Traceback" not in ran.err


def test_every_mistake_in_the_settings_is_told_at_once(digest: Digest, tmp_path: Path):
    path = settings(tmp_path, "feed.xml")
    path.write_text(path.read_text().replace("title: Harbour", "heading: Harbour"))
    path.write_text(path.read_text() + "http:\n  retries: many\n")

    ran = digest("run")

    assert ran.code == 2
    assert "heading" in ran.err
    assert "retries" in ran.err
    assert "line 2" in ran.err


@pytest.mark.parametrize(
    "instant", ["yesterday", "2025-01-17", "0001-01-01T00:00:00Z", "9999-12-31T23:59Z"]
)
def test_a_wrong_instant_is_refused(digest: Digest, tmp_path: Path, instant: str):
    newsletter(tmp_path)

    ran = digest("run", "--now", instant)

    assert ran.code == 2
    assert "2025-01-17T06:00:00Z" in ran.err


def test_mistakes_in_the_list_of_subscribers_are_told_before_any_work(
    digest: Digest, tmp_path: Path
):
    newsletter(tmp_path)
    with (tmp_path / "feeds.yaml").open("a") as file:
        file.write("deliver:\n  subscribers: people.csv\n")
    (tmp_path / "people.csv").write_text("email\nreader@example.org\nnobody\n")

    ran = digest("run", "--now", NOW)

    assert ran.code == 2
    assert "line 3" in ran.err
    assert not (tmp_path / "out").exists()


def test_subscribers_may_come_from_the_environment(
    digest: Digest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    newsletter(tmp_path)
    monkeypatch.setenv("DIGEST_SUBSCRIBERS", "email\na@example.org\nb@example.org\n")

    ran = digest("run", "--now", NOW)

    assert ran.code == 0, ran.err
    assert len(list(tmp_path.glob("out/2025-W03/outbox/*.eml"))) == 2
    assert "example.org" not in ran.err + ran.out


def test_a_broken_template_is_told_with_its_name_and_line(
    digest: Digest, tmp_path: Path
):
    newsletter(tmp_path)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "email.mjml.j2").write_text(
        "<mjml>\n{{ nothing.like.this }}\n"
    )

    ran = digest("run", "--now", NOW, "--templates", "mine")

    assert ran.code == 2
    assert "email.mjml.j2, line 2" in ran.err


def test_what_was_thrown_away_is_made_again(digest: Digest, tmp_path: Path):
    newsletter(tmp_path)
    digest("run", "--now", NOW)
    before = written(tmp_path / "out")
    shutil.rmtree(tmp_path / "out")

    ran = digest("run", "--now", NOW)

    assert ran.code == 0, ran.err
    assert written(tmp_path / "out") == before


def test_another_folder_gets_all_of_the_edition_too(digest: Digest, tmp_path: Path):
    newsletter(tmp_path)
    digest("run", "--now", NOW, "--out", "one")

    digest("run", "--now", NOW, "--out", "two")

    assert written(tmp_path / "one") == written(tmp_path / "two")


@pytest.mark.parametrize("option", ["--out", "--editions"])
def test_a_place_that_cannot_be_written_is_told_in_one_line(
    digest: Digest, tmp_path: Path, option: str
):
    newsletter(tmp_path)
    (tmp_path / "taken").write_text("mine")

    ran = digest("run", "--now", NOW, option, "taken")

    assert ran.code == 1
    assert "taken" in ran.err
    assert "Traceback" not in ran.err
    assert (tmp_path / "taken").read_text() == "mine"


def test_another_newsletter_in_the_same_folder_is_not_sent_this_ones_edition(
    digest: Digest, tmp_path: Path
):
    first = newsletter(tmp_path)
    other = tmp_path / "other.yaml"
    other.write_text(first.read_text().replace("Harbour Letter", "Mountain Letter"))
    digest("run", "--now", NOW)

    ran = digest("run", "--now", NOW, "--config", "other.yaml")

    assert ran.code == 2
    assert "Harbour Letter" in ran.err
    assert "--out" in ran.err


def test_a_feed_that_moves_keeps_its_articles_of_this_period(
    digest: Digest, tmp_path: Path
):
    newsletter(tmp_path)
    digest("collect", "--now", NOW)
    (tmp_path / "feed.xml").rename(tmp_path / "moved.xml")
    settings(tmp_path, "moved.xml")

    ran = digest("run", "--now", NOW)

    assert "2025-W03: written" in ran.err


def test_a_feed_renamed_in_the_settings_is_renamed_in_the_edition(
    digest: Digest, tmp_path: Path
):
    path = newsletter(tmp_path)
    digest("collect", "--now", NOW)
    path.write_text(path.read_text().replace("title: Outlet 1", "title: The Gulf"))

    ran = digest("run", "--now", NOW)

    assert ran.code == 0, ran.err
    assert "*The Gulf · 15" in (tmp_path / "out/editions/2025-W03.md").read_text()


def test_a_store_of_something_else_is_left_alone(digest: Digest, tmp_path: Path):
    newsletter(tmp_path)
    (tmp_path / "mine.sqlite3").write_text("my diary")

    ran = digest("run", "--now", NOW, "--store", "mine.sqlite3")

    assert ran.code == 1
    assert "mine.sqlite3" in ran.err
    assert (tmp_path / "mine.sqlite3").read_text() == "my diary"
