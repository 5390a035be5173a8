"""What a person is told of feeds that rest, move, end, stay down or fall silent."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Digest
from tests.cli.newsletters import NOW, entry, rss, settings
from tests.servers import Server

SOON, NEXT = "2025-01-17T06:30:00Z", "2025-01-18T06:00:00Z"


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as running:
        yield running


def subscribed(folder: Path, server: Server, *paths: str) -> None:
    urls = [server.url(path) for path in paths]
    settings(folder, *urls, more=f'http: {{allow: ["{server.place}"], retries: 0}}\n')


def test_a_fresh_feed_has_nothing_new_unless_all_are_asked(
    digest: Digest, tmp_path: Path, server: Server
):
    server.serve("/feed", rss(entry()), headers={"Cache-Control": "max-age=3600"})
    subscribed(tmp_path, server, "/feed")
    digest("collect", "--now", NOW)

    fresh = digest("run", "--now", SOON)
    asked = digest("collect", "--now", SOON, "--all")

    assert fresh.code == 0, fresh.err
    assert "0 new articles; 0 feeds answered, 1 still fresh" in fresh.err
    assert "0 new articles; 1 feed answered\n" in asked.err
    assert len(server.requests) == 2


def test_a_feed_that_moved_is_told_once_with_the_line_to_write(
    digest: Digest, tmp_path: Path, server: Server
):
    server.serve("/old", status=301, headers={"Location": "/new"})
    server.serve("/new", rss(entry()))
    subscribed(tmp_path, server, "/old")

    first = digest("collect", "--now", NOW)
    second = digest("collect", "--now", NEXT)

    line = f"url: {server.url('/new')}"
    assert (first.code, second.code) == (0, 0)
    assert line in first.err
    assert "moved" not in second.err
    assert f"now at {server.url('/new')}" in digest("feeds", "list").out
    path = tmp_path / "feeds.yaml"
    path.write_text(path.read_text().replace(f"url: {server.url('/old')}", line))
    assert digest("collect", "--now", NEXT).code == 0


def test_a_feed_that_ended_calls_for_a_person_once_and_is_listed(
    digest: Digest, tmp_path: Path, server: Server
):
    server.serve("/feed", rss(entry()))
    server.serve("/gone", status=410)
    subscribed(tmp_path, server, "/feed", "/gone")

    first = digest("collect", "--now", NOW)
    second = digest("collect", "--now", NEXT, "--all")
    listed = digest("feeds", "list").out.splitlines()[1]

    assert (first.code, second.code) == (1, 0)
    assert "1 feed answered, 1 gone" in second.err
    assert second.err.count("Outlet 2: ended by its publisher on 17 January") == 1
    assert "ended by its publisher on 17 January 2025, never fine" in listed
    assert listed.endswith("not asked again")


def test_a_feed_that_stays_down_calls_for_a_person_and_a_hiccup_does_not(
    digest: Digest, tmp_path: Path, server: Server
):
    server.serve("/feed", rss(entry()))
    server.serve("/down", status=500)
    subscribed(tmp_path, server, "/feed", "/down")

    ran = [digest("run", "--now", f"2025-01-{day}T06:00:00Z") for day in range(17, 22)]

    assert [each.code for each in ran] == [0, 0, 1, 0, 0], ran[2].err
    assert "Outlet 2: down since 17 January 2025, asked 3 times" in ran[2].err


def test_a_feed_that_falls_silent_is_told_in_words(
    digest: Digest, tmp_path: Path, server: Server
):
    items = [entry(number, day=number) for number in range(8, 16)]
    server.serve("/feed", rss(*items))
    subscribed(tmp_path, server, "/feed")
    digest("collect", "--now", NOW)

    quiet = digest("collect", "--now", "2025-01-19T06:00:00Z")
    silent = digest("collect", "--now", "2025-01-21T06:00:00Z")

    assert (quiet.code, silent.code) == (0, 1)
    assert "silent for 5 days: its newest entry is of 15 January 2025" in silent.err
    assert "something new every day" in silent.err


def test_the_list_tells_rhythm_last_success_last_error_and_when_next(
    digest: Digest, tmp_path: Path, server: Server
):
    headers = {"Cache-Control": "max-age=7200"}
    items = [entry(number, day=number) for number in (1, 8, 15)]
    server.serve("/weekly", rss(*items), headers=headers)
    server.serve("/down", rss(entry()))
    server.then("/down", status=404)
    server.then("/down", status=404)
    subscribed(tmp_path, server, "/weekly", "/down")
    for now in (NOW, NEXT, NEXT):
        digest("collect", "--now", now)

    weekly, down = digest("feeds", "list", "--now", NEXT).out.splitlines()
    later = digest("feeds", "list", "--now", "2025-01-20T06:00:00Z").out
    listed = json.loads(digest("feeds", "list", "--json").out)

    assert "fine on 18 January 2025" in weekly
    assert "something new every 7 days" in weekly
    assert weekly.endswith("asked from 18 January 2025 at 07:48 UTC")
    assert "failed 2×: the server answers 404 Not Found, fine on 17 January" in down
    assert "no rhythm yet" in down
    assert "asked from 18 January 2025 at 06:" in down
    assert later.count("asked in the next run") == 2
    assert [feed["usual_days"] for feed in listed] == [7, None]
    assert listed[0]["asked_from"] == "2025-01-18T07:48:00+00:00"


def test_where_every_feed_rests_somebody_has_to_look(
    digest: Digest, tmp_path: Path, server: Server
):
    server.serve("/down", status=500)
    subscribed(tmp_path, server, "/down")
    codes = [digest("collect", "--now", NOW).code for _ in range(3)]

    last = digest("collect", "--now", NOW)

    assert codes == [1, 1, 1]
    assert last.code == 1
    assert "0 feeds answered, 1 resting" in last.err
    assert len(server.requests) == 2
