import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from digest.collect import collect
from digest.collect.drafts import drafts
from digest.collect.fetch import Web
from digest.collect.pages import Pages
from digest.model import Entry
from tests.collect.builders import (
    NOW,
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


def whole(link, seed, **options):
    return an_item(link, content=html(prose(seed)), **options)


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


def test_a_long_teaser_stands_in_for_a_page_that_fails(server):
    feed = served(server, an_item(server.url("/a"), summary=html(prose(1)[:2])))

    came = one(feed, http=an_http(server.place))

    assert texts(came.articles) == ["\n\n".join(prose(1)[:2])]
    assert came.page_failures == ()


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

    assert [article.entry.url[-1] for article in came.articles] == ["0", "1"]
    assert len(came.memory.entry_ids) == 6


def test_a_known_page_is_remembered_and_not_asked_for(server):
    feed = served(server, an_item(server.url("/a"), summary="A teaser"))
    known = frozenset({server.url("/a")})

    came = one(feed, http=an_http(server.place), known_pages=known)

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
        with ThreadPoolExecutor() as reader:
            async with Web(an_http(server.place), now=NOW) as web:
                pages = Pages(web, reader=reader, now=NOW)
                ends = asyncio.get_running_loop().time() + 0.1
                found = await drafts([entry], feed=a_feed(), pages=pages, ends=ends)
                await pages.close()
                return found

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


@pytest.mark.skipif(not FEEDS.exists(), reason="the real feeds are not here")
def test_real_feeds_are_collected_without_their_pages():
    files = sorted(FEEDS.iterdir())
    feeds = [a_feed(file.name, full_text="feed", max_entries=5) for file in files]

    came = harvested(*feeds, folder=FEEDS, http=an_http(retries=0))

    assert len(came) == len(feeds)
    failures = [harvest.failure for harvest in came.values() if harvest.failure]
    assert len(failures) <= 31  # playlists and the like: no entry has an address
    assert sum(1 for harvest in came.values() if harvest.articles) >= 180
