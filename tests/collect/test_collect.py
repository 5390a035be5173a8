import asyncio
import json
import operator
import socket
import sys
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import pytest

from digest.collect import collect
from digest.collect.drafts import drafts
from digest.collect.fetch import Web
from digest.collect.pages import Pages
from digest.collect.readers import WORKERS, Readers
from digest.errors import StoreError
from digest.model import Entry, FeedMemory
from tests.collect.builders import (
    NOW,
    Remembered,
    a_feed,
    a_page,
    an_http,
    an_item,
    harvested,
    html,
    one,
    prose,
    rss,
    sentence,
    texts,
)
from tests.servers import Server

FEEDS = Path(__file__).parents[3] / "shared" / "data" / "feeds"


@pytest.fixture
def server():
    with Server() as running:
        yield running


@pytest.fixture
def dead():
    """A place where nobody listens."""
    with socket.socket() as reserved:
        reserved.bind(("127.0.0.1", 0))
        yield f"127.0.0.1:{reserved.getsockname()[1]}"


def whole(link, seed, **options):
    return an_item(link, content=html(prose(seed)), **options)


def endings(harvest):
    return [article.entry.url[-1] for article in harvest.articles]


def served(server, *items, path="/feed", **said):
    server.serve(path, rss(*items), **said)
    return a_feed(server.url(path))


def test_a_feed_with_whole_texts_needs_no_page(server):
    feed = served(server, whole("https://e.example/a", 1, author="Jane Doe"))

    came = one(feed, http=an_http(server.place))

    (article,) = came.articles
    assert article.text == "\n\n".join(prose(1))
    assert (article.outlet, article.section) == ("Example Outlet", "News")
    assert article.authors == ("Jane Doe",)
    assert article.language == "en"
    assert article.first_seen == NOW
    assert (article.entry.content, article.entry.summary) == ("", "")
    assert came.memory.entry_ids == {"https://e.example/a"}
    assert [request.path for request in server.requests] == ["/feed"]


def test_a_teaser_sends_to_the_page(server):
    server.serve("/a", a_page(prose(1)), content_type="text/html")
    feed = served(server, an_item(server.url("/a"), summary="A teaser […]"))

    (article,) = one(feed, http=an_http(server.place)).articles

    assert article.text == "\n\n".join(prose(1))


def test_a_text_that_is_cut_off_sends_to_the_page_however_long_it_is(server):
    server.serve("/a", a_page(prose(1, paragraphs=6)), content_type="text/html")
    cut = html([*prose(1), "And then […]", "The post A appeared first on B."])
    feed = served(server, an_item(server.url("/a"), content=cut))

    (article,) = one(feed, http=an_http(server.place)).articles

    assert article.text == "\n\n".join(prose(1, paragraphs=6))


def test_the_settings_can_insist_on_feed_or_page(server):
    server.serve("/a", a_page(prose(2)), content_type="text/html")
    server.serve("/feed", rss(whole(server.url("/a"), 1)))
    server.serve("/teasers", rss(an_item(server.url("/a"), summary=sentence(3))))

    page = a_feed(server.url("/feed"), full_text="page")
    feed = a_feed(server.url("/teasers"), full_text="feed")
    came = harvested(page, feed, http=an_http(server.place))

    assert texts(came[page.location].articles) == ["\n\n".join(prose(2))]
    assert texts(came[feed.location].articles) == [sentence(3)]


def test_a_page_that_fails_is_tried_again_next_time(server):
    http = an_http(server.place, retries=0)
    feed = served(server, an_item(server.url("/a"), summary="A teaser"), etag='"1"')
    server.serve("/a", status=500)
    first = one(feed, http=http)
    server.serve("/a", a_page(prose(1)), content_type="text/html")

    second = one(feed, http=http, memories={feed.location: first.memory})

    assert [failure.subject for failure in first.page_failures] == [server.url("/a")]
    assert first.memory.entry_ids == frozenset()
    assert first.failure is None
    assert len(second.articles) == 1
    assert second.memory.entry_ids == {server.url("/a")}


@pytest.mark.parametrize("status", [401, 403, 404, 410])
@pytest.mark.parametrize("full_text", ["auto", "page"])
def test_a_long_teaser_stands_in_for_a_page_that_is_gone(server, status, full_text):
    server.serve("/a", status=status)
    served(server, an_item(server.url("/a"), summary=html(prose(1)[:2])))
    feed = a_feed(server.url("/feed"), full_text=full_text)

    came = one(feed, http=an_http(server.place))

    assert texts(came.articles) == ["\n\n".join(prose(1)[:2])]
    assert came.page_failures == ()


def test_a_long_teaser_stands_in_for_a_page_with_nothing_to_read(server):
    server.serve("/a", "<!doctype html><body></body>", content_type="text/html")
    items = [
        an_item(link, summary=html(prose(seed)[:2]))
        for seed, link in enumerate((server.url("/a"), "http://10.0.0.1/refused"))
    ]

    came = one(served(server, *items), http=an_http(server.place))

    assert len(came.articles) == 2
    assert came.page_failures == ()


@pytest.mark.parametrize(
    "passing",
    [
        {"status": 500},
        {"status": 522},
        {"status": 429},
        {"status": 429, "headers": {"Retry-After": "3600"}},
        {"status": 408},
        {"body": "half", "cut": True},
        {"body": "late", "seconds": 30},
    ],
)
def test_a_long_teaser_waits_for_a_page_whose_trouble_may_pass(server, passing):
    http = an_http(server.place, retries=0, timeout_seconds=0.5)
    server.serve("/a", **passing)
    feed = served(server, an_item(server.url("/a"), summary=html(prose(1)[:2])))
    first = one(feed, http=http)
    server.serve("/a", a_page(prose(1)), content_type="text/html")

    second = one(feed, http=http, memories={feed.location: first.memory})

    assert first.articles == ()
    assert [failure.subject for failure in first.page_failures] == [server.url("/a")]
    assert texts(second.articles) == ["\n\n".join(prose(1))]


def test_a_long_teaser_waits_for_a_host_that_does_not_listen(server, dead):
    links = [f"http://{dead}/a", f"http://{dead}/b", "http://no-such-host.invalid/"]
    items = [
        an_item(link, summary=html(prose(seed)[:2])) for seed, link in enumerate(links)
    ]

    came = one(served(server, *items), http=an_http(server.place, dead, retries=0))

    assert came.articles == ()
    assert {failure.subject for failure in came.page_failures} == set(links)
    assert came.memory.entry_ids == frozenset()


def test_an_unchanged_feed_is_not_read_again(server):
    http = an_http(server.place)
    feed = served(server, whole("https://e.example/a", 1), etag='"1"')
    first = one(feed, http=http)

    second = one(feed, http=http, memories={feed.location: first.memory})

    assert second.unchanged
    assert second.memory == first.memory
    assert server.requests[1].headers["if-none-match"] == '"1"'


def test_the_same_bytes_are_not_read_again_where_a_server_knows_no_validators(server):
    http = an_http(server.place)
    feed = served(server, whole("https://e.example/a", 1))
    first = one(feed, http=http)

    second = one(feed, http=http, memories={feed.location: first.memory})

    assert second.unchanged
    assert second.articles == ()


def test_only_new_entries_become_articles(server):
    http = an_http(server.place)
    feed = served(server, whole("https://e.example/a", 1))
    first = one(feed, http=http)
    served(server, whole("https://e.example/b", 2), whole("https://e.example/a", 1))

    second = one(feed, http=http, memories={feed.location: first.memory})

    assert [article.entry.url for article in second.articles] == ["https://e.example/b"]
    assert len(second.memory.entry_ids) == 2


def test_old_entries_are_remembered_and_nothing_more(server):
    feed = served(
        server,
        whole("https://e.example/new", 1),
        whole("https://e.example/old", 2, days_old=30),
    )

    came = one(feed, http=an_http(server.place))

    assert [article.entry.url for article in came.articles] == ["https://e.example/new"]
    assert len(came.memory.entry_ids) == 2


def test_a_first_visit_to_a_feed_with_nothing_fresh_gives_its_newest_three(server):
    items = [whole(f"https://e.example/{n}", n, days_old=30 + n) for n in range(5)]
    feed = served(server, *items)

    came = one(feed, http=an_http(server.place))

    assert [article.entry.url[-1] for article in came.articles] == ["0", "1", "2"]
    assert len(came.memory.entry_ids) == 5


def test_no_more_entries_than_wanted_become_articles(server):
    items = [whole(f"https://e.example/{n}", n, days_old=n / 10) for n in range(6)]
    served(server, *items)

    came = one(a_feed(server.url("/feed"), max_entries=2), http=an_http(server.place))

    assert endings(came) == ["0", "1"]


def test_fresh_entries_that_did_not_fit_are_read_next_time(server):
    items = [whole(f"https://e.example/{n}", n, days_old=n / 10) for n in range(5)]
    served(server, *items, whole("https://e.example/old", 9, days_old=30), etag='"1"')
    feed = a_feed(server.url("/feed"), max_entries=2)
    http = an_http(server.place)
    runs = [one(feed, http=http)]

    for _ in range(3):
        runs.append(one(feed, http=http, memories={feed.location: runs[-1].memory}))

    assert [endings(run) for run in runs] == [["0", "1"], ["2", "3"], ["4"], []]
    assert "https://e.example/old" in runs[0].memory.entry_ids
    assert [run.unchanged for run in runs] == [False, False, False, True]


def test_the_undated_backlog_of_a_first_visit_is_no_news(server):
    http = an_http(server.place)
    items = [whole(f"https://e.example/{n}", n, days_old=None) for n in range(4)]
    served(server, *items)
    feed = a_feed(server.url("/feed"), max_entries=2)
    first = one(feed, http=http)
    new = [whole(f"https://e.example/{n}", n, days_old=None) for n in range(5, 8)]
    served(server, *new, *items)

    second = one(feed, http=http, memories={feed.location: first.memory})
    third = one(feed, http=http, memories={feed.location: second.memory})

    assert endings(first) == ["0", "1"]
    assert endings(second) == ["5", "6"]
    assert endings(third) == ["7"]


def test_a_first_visit_that_could_read_nothing_stays_the_first(server):
    http = an_http(server.place, retries=0)
    items = [
        an_item(server.url(f"/{n}"), summary="A teaser", days_old=30 + n)
        for n in range(5)
    ]
    for number in range(3):
        server.serve(f"/{number}", status=503)
    feed = served(server, *items)
    first = one(feed, http=http)
    for number in range(3):
        server.serve(f"/{number}", a_page(prose(number)), content_type="text/html")

    second = one(feed, http=http, memories={feed.location: first.memory})

    assert len(first.page_failures) == 3
    assert endings(second) == ["0", "1", "2"]


def test_pages_that_are_known_take_no_place_from_others(server):
    items = [whole(f"https://e.example/{n}", n, days_old=n / 10) for n in range(3)]
    served(server, *items)
    feed = a_feed(server.url("/feed"), max_entries=2)
    known = frozenset({"https://e.example/0"})

    came = one(feed, http=an_http(server.place), known=Remembered(pages=known))

    assert endings(came) == ["1", "2"]
    assert len(came.memory.entry_ids) == 3


def test_of_entries_that_share_one_address_the_newest_is_read(server):
    titles = ("Old", "Older", "Newest")
    items = [
        whole("https://e.example/", n, guid=title, title=title, days_old=days)
        for n, (title, days) in enumerate(zip(titles, (2, 3, 1), strict=True))
    ]
    feed = served(server, *items, etag='"1"')
    http = an_http(server.place)

    first = one(feed, http=http)
    second = one(feed, http=http, memories={feed.location: first.memory})

    assert [article.entry.title for article in first.articles] == ["Newest"]
    (left_out,) = first.page_failures
    assert left_out.subject == "Example Outlet"
    assert left_out.reason == (
        "2 entries left out: they share their address with another, "
        "https://e.example/ for one"
    )
    assert first.memory.entry_ids >= {"Old", "Older", "Newest"}
    assert second.unchanged
    assert second.page_failures == ()


def test_a_later_entry_at_an_address_that_is_taken_is_reported(server):
    http = an_http(server.place)
    link = "https://e.example/"
    before = whole(link, 1, guid="a", title="A", days_old=2)
    feed = served(server, before)
    first = one(feed, http=http)
    served(server, whole(link, 2, guid="b", title="B"), before)

    second = one(
        feed,
        http=http,
        memories={feed.location: first.memory},
        known=Remembered(pages=[link]),
    )

    assert second.articles == ()
    (left_out,) = second.page_failures
    assert left_out.reason.startswith("1 entry left out: ")
    assert second.memory.entry_ids >= {"a", "b"}


def test_an_entry_that_is_given_twice_is_no_loss(server):
    link = "https://e.example/a"
    feed = served(server, whole(link, 1, guid="1"), whole(link, 2, guid="2"))
    other = served(
        server,
        an_item(server.url("/b"), guid="1", title="One"),
        an_item(server.url("/b"), guid="2", title="Two"),
        path="/without-texts",
    )
    server.serve("/b", a_page(prose(3)), content_type="text/html")

    came = harvested(feed, other, http=an_http(server.place))

    assert [len(harvest.articles) for harvest in came.values()] == [1, 1]
    assert [harvest.page_failures for harvest in came.values()] == [(), ()]


def test_old_entries_at_one_address_are_no_loss(server):
    items = [
        whole("https://e.example/", n, guid=f"{n}", title=f"{n}", days_old=1 + 30 * n)
        for n in range(3)
    ]

    came = one(served(server, *items), http=an_http(server.place))

    assert [article.entry.title for article in came.articles] == ["0"]
    assert came.page_failures == ()


def test_a_page_is_known_again_whether_http_or_https(server):
    feed = served(
        server,
        whole("http://e.example/a", 1),
        whole("https://e.example/b", 2),
        whole("http://e.example/c", 3, guid="1"),
        whole("https://e.example/c", 4, guid="2"),
    )
    known = frozenset({"https://e.example/a", "http://e.example/b"})

    came = one(feed, http=an_http(server.place), known=Remembered(pages=known))

    assert [article.entry.url for article in came.articles] == ["http://e.example/c"]
    assert came.memory.entry_ids >= {"1", "2"}


def test_an_entry_that_changes_its_id_but_not_its_page_is_not_new_again(server):
    http = an_http(server.place)
    links = [f"https://e.example/{n}" for n in range(6)]
    feed = served(server, *(_renamed(link, 1) for link in links))
    first = one(feed, http=http)
    served(server, *(_renamed(link, 2) for link in links))

    second = one(feed, http=http, memories={feed.location: first.memory})

    assert len(first.articles) == 6
    assert second.articles == ()
    assert not second.unchanged


def _renamed(link: str, run: int) -> str:
    number = int(link[-1])
    return whole(link, number, guid=f"{number}-{run}", days_old=None)


def test_a_known_page_is_remembered_and_not_asked_for(server):
    feed = served(server, an_item(server.url("/a"), summary="A teaser"))
    known = frozenset({server.url("/a")})

    came = one(feed, http=an_http(server.place), known=Remembered(pages=known))

    assert came.articles == ()
    assert came.memory.entry_ids == {server.url("/a")}
    assert server.asked("/a") == []


def test_a_page_that_two_feeds_link_to_is_fetched_once(server):
    server.serve("/a", a_page(prose(1)), content_type="text/html", seconds=0.05)
    one_feed = served(server, an_item(server.url("/a?utm_source=x")), path="/one")
    other = served(server, an_item(server.url("/a")), path="/other")

    came = harvested(one_feed, other, http=an_http(server.place))

    assert len(server.asked("/a")) == 1
    assert {len(harvest.articles) for harvest in came.values()} == {1}


def test_what_recurs_across_articles_is_furniture_now_and_later(server):
    box = "Our members make this possible in the valley and far beyond its towns."
    http = an_http(server.place)
    items = [
        an_item(f"https://e.example/{n}", content=html([*prose(n), box]))
        for n in range(3)
    ]
    feed = served(server, *items)
    first = one(feed, http=http)
    served(
        server, an_item("https://e.example/9", content=html([*prose(9), box])), *items
    )

    second = one(feed, http=http, memories={feed.location: first.memory})

    assert len(first.articles) == 3
    assert len(second.articles) == 1
    assert not any(box in text for text in texts(first.articles + second.articles))
    assert texts(second.articles) == ["\n\n".join(prose(9))]


def rss_with_one_adrift(*links):
    items = [whole(link, at) for at, link in enumerate(links)]
    return rss(*items, "<item><title>Adrift</title></item>")


def json_with_one_adrift(*links):
    items = [
        {"id": link, "url": link, "content_html": html(prose(at))}
        for at, link in enumerate(links)
    ]
    version = "https://jsonfeed.org/version/1.1"
    return json.dumps({"version": version, "items": [*items, {"title": "Adrift"}]})


@pytest.mark.parametrize("given", [rss_with_one_adrift, json_with_one_adrift])
def test_entries_without_a_link_are_left_out_and_told_once(server, given):
    feed, http = a_feed(server.url("/feed")), an_http(server.place)
    server.serve("/feed", given("https://e.example/a"))
    first = one(feed, http=http)
    server.serve("/feed", given("https://e.example/a", "https://e.example/b"))

    second = one(feed, http=http, memories={feed.location: first.memory})

    assert [endings(came) for came in (first, second)] == [["a"], ["b"]]
    assert [failure.reason for failure in first.page_failures] == [
        "1 entry left out: there is no link to a page"
    ]
    assert second.page_failures == ()


def test_a_feed_may_drop_paragraphs_of_its_own(server):
    served(server, whole("https://e.example/a", 1))
    dropping = a_feed(server.url("/feed"), drop=(r"^The harvest number 1000\b",))
    broken = a_feed(server.url("/feed?2"), drop=("(unclosed",))

    came = harvested(dropping, broken, http=an_http(server.place))

    assert texts(came[dropping.location].articles) == ["\n\n".join(prose(1)[1:])]
    assert "not a regular expression" in came[broken.location].failure.reason


def test_one_bad_feed_does_not_stop_the_others(server):
    good = served(server, whole("https://e.example/a", 1))
    server.serve("/html", "<!doctype html><p>Hi", content_type="text/html")
    server.serve("/slow", "", seconds=30)
    bad = [a_feed(server.url(path)) for path in ("/html", "/none", "/slow", "/\x00")]
    bad += [
        a_feed(place) for place in ("ftp://e.example/", "no-such-file.xml", "http://")
    ]
    http = an_http(server.place, timeout_seconds=0.3, retries=0)

    came = harvested(good, *bad, http=http)

    assert len(came[good.location].articles) == 1
    assert all(came[feed.location].failure for feed in bad)
    assert came[server.url("/html")].failure.reason == "no feed: an HTML page"


def test_a_feed_without_entries_is_reported(server):
    feed = served(server)

    assert "no entries" in one(feed, http=an_http(server.place)).failure.reason


def test_pages_that_hang_do_not_hold_the_run(server):
    items = [an_item(server.url(f"/{n}"), summary="A teaser") for n in range(6)]
    for number in range(6):
        server.serve(f"/{number}", "late", seconds=30)
    feed = served(server, *items)
    http = an_http(server.place, timeout_seconds=0.1, retries=1)

    came = one(feed, http=http)

    assert len(came.page_failures) == 6


def test_a_feed_may_be_a_file(tmp_path):
    (tmp_path / "feeds").mkdir()
    (tmp_path / "feeds" / "a.xml").write_text(rss(whole("https://e.example/a", 1)))
    feed = a_feed("feeds/a.xml")

    first = one(feed, folder=tmp_path)
    second = one(feed, folder=tmp_path, memories={feed.location: first.memory})

    assert len(first.articles) == 1
    assert second.unchanged


def test_a_file_that_cannot_be_had_is_a_failure(tmp_path):
    (tmp_path / "large.xml").write_bytes(b"x" * 2_000)
    places = ["none.xml", ".", "large.xml", "a\0b"]

    came = harvested(
        *map(a_feed, places), folder=tmp_path, http=an_http(max_bytes=1_000)
    )

    assert "no such file: none.xml" in came["none.xml"].failure.reason
    assert "larger than 1,000 bytes" in came["large.xml"].failure.reason
    assert all(came[place].failure for place in places)


def test_an_undated_entry_whose_page_is_old_becomes_no_article(server):
    old = f"<meta property=article:published_time content={NOW - timedelta(days=400)}>"
    page = a_page(prose(1)).replace("<head>", f"<head>{old.replace(' 12', 'T12')}")
    server.serve("/a", page, content_type="text/html")
    feed = served(server, an_item(server.url("/a"), days_old=None))

    came = one(feed, http=an_http(server.place))

    assert came.articles == ()
    assert came.memory.entry_ids == {server.url("/a")}


def test_two_runs_on_the_same_answers_give_the_same(server):
    for number in range(4):
        server.serve(f"/{number}", a_page(prose(number)), content_type="text/html")
    items = [an_item(server.url(f"/{n}"), days_old=n % 2) for n in range(4)]
    feed = served(server, *items)
    http = an_http(server.place)

    first, second = one(feed, http=http), one(feed, http=http)

    assert first == second
    assert [article.entry.url[-1] for article in first.articles] == ["0", "2", "1", "3"]


def test_pages_that_come_too_late_for_a_feed_are_tried_again(server):
    server.serve("/slow", "late", seconds=30)
    entry = Entry(id="a", url=server.url("/slow"), title="A")

    async def without_time():
        async with (
            Readers() as readers,
            Web(an_http(server.place), now=NOW) as web,
            Pages(web, readers=readers, now=NOW) as pages,
        ):
            ends = asyncio.get_running_loop().time() + 0.1
            return await drafts(
                [entry], feed=a_feed(), pages=pages, readers=readers, ends=ends
            )

    (outcome,) = asyncio.run(without_time())

    assert "time was up" in str(outcome)


def test_a_run_that_is_given_up_leaves_nothing_behind(server):
    feed = served(server, whole("https://e.example/a", 1))
    server.serve("/slow", "", seconds=30)

    async def first_only():
        run = collect(
            [feed, a_feed(server.url("/slow"))],
            {},
            http=an_http(server.place),
            now=NOW,
            since=NOW,
            folder=Path(),
        )
        try:
            return await anext(run)
        finally:
            await run.aclose()

    assert asyncio.run(first_only()).feed == feed


def test_what_was_taken_from_a_run_is_not_held_by_it(tmp_path):
    for number in range(30):
        link = f"https://e.example/{number}"
        (tmp_path / f"{number}.xml").write_text(rss(whole(link, number)))
    feeds = [a_feed(f"{number}.xml") for number in range(30)]
    http = an_http(max_connections=3)

    def references():
        return [sys.getrefcount(feed) for feed in feeds]  # a harvest holds its feed

    before = references()

    async def held():
        run = collect(feeds, {}, http=http, now=NOW, since=NOW, folder=tmp_path)
        async for harvest in run:
            assert harvest.articles
            del harvest
            await asyncio.sleep(0)  # a slow reader must not be overrun
            now = references()
            yield sum(map(operator.gt, now, before))

    async def all_held():
        return [number async for number in held()]

    numbers = asyncio.run(all_held())

    assert len(numbers) == 30
    in_hand = WORKERS  # whose threads let go of what was read a little later
    assert max(numbers) <= 3 + in_hand
    assert numbers[-1] <= in_hand


def test_a_memory_is_looked_up_once_when_it_is_the_feeds_turn(server):
    class Memories(Mapping):
        def __init__(self):
            self.asked = []

        def __getitem__(self, location):
            self.asked.append((location, len(server.requests)))
            raise KeyError(location)

        def __iter__(self):
            raise AssertionError

        def __len__(self):
            raise AssertionError

    feeds = [
        served(server, whole(f"https://e.example/{n}", n), path=f"/{n}")
        for n in range(4)
    ]
    memories = Memories()

    harvested(*feeds, http=an_http(server.place, max_connections=1), memories=memories)

    assert memories.asked == [(feed.location, n) for n, feed in enumerate(feeds)]


def test_a_store_that_fails_at_a_feeds_turn_ends_the_run_with_its_own_error(server):
    class Memories(dict):
        def get(self, location, _default):
            if location.endswith("/2"):
                raise StoreError(location)
            return FeedMemory()

    feeds = [
        served(server, whole(f"https://e.example/{n}", n), path=f"/{n}")
        for n in range(4)
    ]

    with pytest.raises(StoreError):
        harvested(*feeds, http=an_http(server.place), memories=Memories())


@pytest.mark.parametrize(("characters", "times"), [(100_000, 1), (10, 2)])
def test_a_page_is_kept_as_long_as_there_is_room(server, characters, times):
    server.serve("/a", a_page(prose(1)), content_type="text/html")

    async def twice():
        async with (
            Readers() as readers,
            Web(an_http(server.place), now=NOW) as web,
            Pages(web, readers=readers, now=NOW, max_characters=characters) as pages,
        ):
            return [await pages.page(server.url("/a")) for _ in range(2)]

    first, second = asyncio.run(twice())

    assert first == second
    assert len(server.asked("/a")) == times


@pytest.mark.skipif(not FEEDS.exists(), reason="the real feeds are not here")
def test_real_feeds_are_collected_without_their_pages():
    files = sorted(FEEDS.iterdir())
    feeds = [a_feed(file.name, full_text="feed", max_entries=5) for file in files]

    came = harvested(*feeds, folder=FEEDS, http=an_http(retries=0))

    assert len(came) == len(feeds)
    failures = [harvest.failure for harvest in came.values() if harvest.failure]
    assert len(failures) <= 31  # playlists and the like: no entry has an address
    assert sum(1 for harvest in came.values() if harvest.articles) >= 180
