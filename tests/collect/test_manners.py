"""What a feed's publisher wants, kept over many runs: asked of a real server."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from digest.collect.retry import rest
from digest.model import Feed, FeedMemory, Harvest
from tests.collect.builders import NOW, a_feed, an_http, an_item, html, one, prose, rss
from tests.servers import Server

OFTEN = "<sy:updateFrequency>{}</sy:updateFrequency>"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as running:
        yield running


@pytest.fixture
def other() -> Iterator[Server]:
    """Return a server at another place."""
    with Server() as running:
        yield running


class Runs:
    """One run after the other over the same feed, each with what it remembers."""

    def __init__(self, feed: Feed, *servers: Server) -> None:
        self.feed = feed
        self.memory = FeedMemory()
        self._http = an_http(*(server.place for server in servers), retries=0)

    def at(self, now: datetime, *, ask_all: bool = False) -> Harvest:
        memories: Mapping[str, FeedMemory] = {self.feed.location: self.memory}
        came = one(
            self.feed, http=self._http, memories=memories, now=now, ask_all=ask_all
        )
        self.memory = came.memory
        return came


def a_body(number: int = 1) -> str:
    link = f"https://e.example/{number}"
    return rss(an_item(link, content=html(prose(number))))


def notices(came: Harvest) -> list[str]:
    return [notice.text for notice in came.notices]


# ── feeds that move ─────────────────────────────────────────────────────────────


@pytest.mark.parametrize("status", [301, 308])
def test_a_feed_that_moved_for_good_is_asked_at_its_new_address(server, status):
    server.serve("/old", status=status, headers={"Location": "/new#top"})
    server.serve("/new", a_body(), etag='"1"')
    runs = Runs(a_feed(server.url("/old")), server)

    first, second = runs.at(NOW), runs.at(NOW + DAY)

    assert [request.path for request in server.requests] == ["/old", "/new", "/new"]
    assert (len(first.articles), second.unchanged) == (1, True)
    assert notices(first) == [
        f"has moved for good: in feeds.yaml write  url: {server.url('/new')}"
    ]
    assert not first.notices[0].urgent
    assert notices(second) == []


@pytest.mark.parametrize("status", [302, 303, 307])
def test_a_feed_that_moved_for_a_while_is_asked_where_it_was(server, status):
    server.serve("/old", status=status, headers={"Location": "/new"})
    server.serve("/new", a_body())
    runs = Runs(a_feed(server.url("/old")), server)

    first = runs.at(NOW)
    runs.at(NOW + DAY)

    assert first.memory.moved_to is None
    assert len(server.asked("/old")) == 2


def test_of_a_chain_only_its_lasting_beginning_is_remembered(server):
    for number, status in enumerate((301, 308, 302, 301)):
        location = {"Location": f"/{number + 1}"}
        server.serve(f"/{number}", status=status, headers=location)
    server.serve("/4", a_body())

    came = Runs(a_feed(server.url("/0")), server).at(NOW)

    assert came.memory.moved_to == server.url("/2")


def test_an_address_that_gave_no_feed_is_not_remembered(server):
    server.serve("/old", status=301, headers={"Location": "/page"})
    server.serve("/page", "<!doctype html><p>Log in", content_type="text/html")

    came = Runs(a_feed(server.url("/old")), server).at(NOW)

    assert came.failure
    assert (came.memory.moved_to, came.notices) == (None, ())


def test_a_new_address_that_fails_for_good_is_forgotten(server):
    server.serve("/old", status=301, headers={"Location": "/new"})
    server.then("/old", a_body(2))
    server.serve("/new", a_body())
    server.then("/new", status=410)
    runs = Runs(a_feed(server.url("/old")), server)

    came = [runs.at(NOW + days * DAY) for days in range(3)]

    assert [harvest.memory.moved_to for harvest in came] == [
        server.url("/new"),
        None,
        None,
    ]
    assert came[1].memory.gone_since is None
    assert [article.entry.url for article in came[2].articles] == [
        "https://e.example/2"
    ]


def test_a_new_address_that_fails_again_and_again_is_forgotten(server):
    server.serve("/old", status=301, headers={"Location": "/new"})
    server.serve("/new", a_body())
    server.then("/new", status=503)
    runs = Runs(a_feed(server.url("/old")), server)

    came = [runs.at(NOW + days * DAY) for days in range(5)]

    kept = [harvest.memory.moved_to is not None for harvest in came]
    assert kept == [True, True, True, False, False]
    assert len(server.asked("/old")) == 2


def test_a_feed_that_moves_back_is_asked_where_the_settings_say(server):
    server.serve("/old", status=301, headers={"Location": "/new"})
    server.then("/old", a_body(2))
    server.serve("/new", a_body(1))
    server.then("/new", status=301, headers={"Location": "/old"})
    runs = Runs(a_feed(server.url("/old")), server)

    first, second = runs.at(NOW), runs.at(NOW + DAY)

    assert first.memory.moved_to == server.url("/new")
    assert (second.memory.moved_to, second.notices) == (None, ())


# ── feeds that end ──────────────────────────────────────────────────────────────


def test_a_feed_that_is_gone_is_not_asked_again_and_said_to_be_gone(server):
    server.serve("/feed", status=410)
    runs = Runs(a_feed(server.url("/feed")), server)

    first = runs.at(NOW)
    later = [runs.at(NOW + days * DAY, ask_all=True) for days in (1, 30)]

    assert len(server.requests) == 1
    assert first.failure.reason == "the server answers 410 Gone"
    assert [notice.urgent for notice in first.notices] == [True]
    assert [harvest.failure for harvest in later] == [None, None]
    for harvest in later:
        (notice,) = harvest.notices
        assert notice.text == (
            "ended by its publisher on 16 January 2025, and not asked again until "
            "feeds.yaml has another address for it"
        )
        assert not notice.urgent


def test_a_feed_that_is_not_found_is_a_failure_and_asked_again(server):
    server.serve("/feed", status=404)
    server.then("/feed", a_body())
    runs = Runs(a_feed(server.url("/feed")), server)

    first, second = runs.at(NOW), runs.at(NOW)

    assert first.failure
    assert first.memory.gone_since is None
    assert len(second.articles) == 1


# ── feeds that fail ─────────────────────────────────────────────────────────────


def test_a_feed_that_keeps_failing_rests_longer_each_time(server):
    server.serve("/feed", status=500)
    runs = Runs(a_feed(server.url("/feed")), server)

    hours = [hour for hour in range(14) if runs.at(NOW + hour * HOUR).asked]

    assert hours == [0, 1, 2, 4, 8]


def test_a_feed_that_is_down_is_asked_every_day(server):
    server.serve("/feed", status=500)
    runs = Runs(a_feed(server.url("/feed")), server)
    minute_early = DAY - timedelta(minutes=1)

    for day in range(20):
        assert runs.at(NOW + day * minute_early).asked


def test_one_failure_is_no_reason_to_rest_and_a_success_ends_it(server):
    server.serve("/feed", status=500)
    server.then("/feed", status=500)
    server.then("/feed", a_body())
    server.then("/feed", status=500)
    runs = Runs(a_feed(server.url("/feed")), server)

    first, second = runs.at(NOW), runs.at(NOW)
    rested, asked = runs.at(NOW), runs.at(NOW, ask_all=True)
    again = runs.at(NOW + 3 * DAY)

    assert (first.memory.due, second.memory.failures) == (None, 2)
    assert (rested.asked, rested.failure, rested.unchanged) == (False, None, True)
    assert (asked.memory.failures, asked.memory.due) == (0, None)
    assert asked.memory.failing_since is None
    assert (again.memory.failures, again.memory.failing_since) == (1, NOW + 3 * DAY)


def test_rests_double_up_to_a_day_and_are_the_same_in_each_run():
    url = "https://e.example/feed"
    rests = [rest(url, failures) for failures in range(30)]

    assert rests == [rest(url, failures) for failures in range(30)]
    assert rests[:2] == [None, None]
    for failures, length in enumerate(rests[2:], start=2):
        most = min(HOUR * 2 ** (failures - 2), DAY)
        assert 0.8 * most <= length <= 0.9 * most
    assert len({rest(f"https://{n}.example/", 4) for n in range(50)}) > 25


def test_a_file_never_rests(tmp_path):
    feed = a_feed("none.xml")
    memory = FeedMemory()
    for _ in range(5):
        came = one(feed, folder=tmp_path, memories={feed.location: memory})
        memory = came.memory
        assert came.failure

    (tmp_path / "none.xml").write_text(
        a_body().replace("<language>", "<ttl>60</ttl><language>")
    )
    came = one(feed, folder=tmp_path, memories={feed.location: memory})

    assert memory.failures == 5
    assert (came.memory.failures, came.memory.due) == (0, None)


# ── feeds that ask for patience ─────────────────────────────────────────────────


@pytest.mark.parametrize("status", [429, 503])
def test_whoever_asks_to_wait_is_left_alone_whatever_we_want(server, status):
    after = {"Retry-After": "Fri, 17 Jan 2025 12:00:00 GMT"}
    server.serve("/feed", status=status, headers=after)
    server.then("/feed", a_body())
    runs = Runs(a_feed(server.url("/feed")), server)

    first = runs.at(NOW)
    waiting = runs.at(NOW + 23 * HOUR, ask_all=True)
    asked = runs.at(NOW + DAY)

    assert first.memory.not_before == NOW + DAY
    assert (waiting.asked, waiting.failure) == (False, None)
    assert len(asked.articles) == 1
    assert asked.memory.not_before is None


def test_a_clock_that_went_wrong_stops_no_feed(server):
    server.serve("/feed", a_body())
    runs = Runs(a_feed(server.url("/feed")), server)
    ahead = NOW + 400 * DAY
    runs.memory = FeedMemory(not_before=ahead, due=ahead)

    assert runs.at(NOW).asked


# ── feeds that are fresh ────────────────────────────────────────────────────────


def test_a_fresh_feed_is_not_asked_and_that_is_no_failure(server):
    server.serve("/feed", a_body(), headers={"Cache-Control": "max-age=7200"})
    runs = Runs(a_feed(server.url("/feed")), server)

    first, fresh = runs.at(NOW), runs.at(NOW + HOUR)
    anyway, stale = runs.at(NOW + HOUR, ask_all=True), runs.at(NOW + 3 * HOUR)

    assert len(first.articles) == 1
    assert (fresh.asked, fresh.unchanged, fresh.failure) == (False, True, None)
    assert fresh.memory == first.memory
    assert anyway.asked
    assert stale.asked


def test_an_answer_of_nothing_new_may_stay_fresh_too(server):
    headers = {"Cache-Control": "max-age=3600"}
    server.serve("/feed", a_body(), etag='"1"', headers=headers)
    runs = Runs(a_feed(server.url("/feed")), server)

    asked = [runs.at(NOW + hours * HOUR).asked for hours in (0, 0.5, 1, 1.5, 2)]

    assert asked == [True, False, True, False, True]


@pytest.mark.parametrize(
    ("said", "hours"),
    [
        ("<ttl>120</ttl>", 2),
        ("<sy:updatePeriod>daily</sy:updatePeriod>", 24),
        (f"<sy:updatePeriod> hourly </sy:updatePeriod>{OFTEN.format(1)}", 1),
        (f"<sy:updatePeriod>daily</sy:updatePeriod>{OFTEN.format(4)}", 6),
        ("<sy:updatePeriod>yearly</sy:updatePeriod>", 24),
        ("<ttl>999999999</ttl>", 24),
        ("<ttl>0</ttl>", 0),
        ("<ttl>-5</ttl>", 0),
        ("<ttl>often</ttl><sy:updatePeriod>often</sy:updatePeriod>", 0),
    ],
)
def test_a_feed_may_say_itself_how_long_it_stays_fresh(server, said, hours):
    syndication = 'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"'
    body = a_body().replace("<rss ", f"<rss {syndication} ")
    server.serve("/feed", body.replace("<language>", f"{said}<language>"), etag='"1"')
    runs = Runs(a_feed(server.url("/feed")), server)

    first = runs.at(NOW)
    second = runs.at(NOW, ask_all=True)

    expected = NOW + hours * HOUR * 0.9 if hours else None
    assert (first.memory.due, second.memory.due) == (expected, expected)
    assert second.unchanged


def test_a_daily_run_that_begins_a_little_early_misses_no_day(server):
    server.serve("/feed", a_body(), headers={"Cache-Control": "max-age=99999999"})
    runs = Runs(a_feed(server.url("/feed")), server)

    for day in range(5):
        early = timedelta(minutes=7 * (day % 2))
        assert runs.at(NOW + day * DAY - early).asked


def test_what_did_not_work_or_fit_is_asked_for_however_fresh(server):
    fresh = {"Cache-Control": "max-age=7200"}
    items = [
        an_item(f"https://e.example/{n}", content=html(prose(n))) for n in range(3)
    ]
    server.serve("/feed", rss(*items), headers=fresh)
    feed = replace(a_feed(server.url("/feed")), max_entries=2)
    runs = Runs(feed, server)

    first, second = runs.at(NOW), runs.at(NOW)

    assert (len(first.articles), len(second.articles)) == (2, 1)
