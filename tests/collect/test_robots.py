"""What a site's robots.txt asks of us, and that we do it."""

import time
from collections.abc import Iterator
from datetime import timedelta

import pytest

from digest.collect.introduction import robot
from digest.collect.robots import LONGEST_DELAY, rules
from digest.config import Http
from tests.collect.builders import (
    a_feed,
    a_page,
    an_http,
    an_item,
    harvested,
    html,
    one,
    prose,
    rss,
    texts,
)
from tests.servers import Server

KEPT_OUT = "User-agent: *\nDisallow: /private/"
OURS = robot(Http())


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as running:
        yield running


def said(text: str, path: str = "/a", *, names: str = OURS) -> bool:
    return rules(text.encode(), robot=names).allow(f"https://e.example{path}")


def served(server, *paths, robots=None, summary="A teaser", **reply):
    """Serve a feed with a page at each path, and a robots.txt."""
    if robots is not None:
        server.serve("/robots.txt", robots, content_type="text/plain", **reply)
    for seed, path in enumerate(paths):
        server.serve(path, a_page(prose(seed)), content_type="text/html")
    items = [an_item(server.url(path), summary=summary) for path in paths]
    server.serve("/feed", rss(*items))
    return a_feed(server.url("/feed"))


def test_a_page_that_robots_may_not_ask_for_is_told_by_the_feed_alone(server):
    own = "What the feed says of it in a dozen words, all its own."
    feed = served(server, "/private/a", "/b", robots=KEPT_OUT, summary=own)

    came = one(feed, http=an_http(server.place))

    assert sorted(texts(came.articles)) == sorted([own, "\n\n".join(prose(1))])
    assert (came.failure, came.page_failures) == (None, ())
    assert len(came.memory.entry_ids) == 2
    (notice,) = came.notices
    assert notice.text == (
        f"robots.txt keeps us from 1 page, {server.url('/private/a')} for one: "
        "the feed's own text is taken"
    )
    assert not notice.urgent
    assert server.asked("/private/a") == []


def test_an_entry_with_neither_page_nor_text_is_left_out_for_good(server):
    feed = served(server, "/private/a", robots=KEPT_OUT, summary="")
    first = one(feed, http=an_http(server.place))

    second = one(
        feed, http=an_http(server.place), memories={feed.location: first.memory}
    )

    assert (first.articles, first.page_failures) == ((), ())
    assert first.notices[0].text.endswith(": left out")
    assert (second.unchanged, second.notices) == (True, ())


def test_a_site_is_asked_once_a_run_and_under_our_name(server):
    feed = served(server, *(f"/{n}" for n in range(6)), robots="")
    other = a_feed(server.url("/feed?2"))
    server.serve("/feed?2", rss(an_item(server.url("/0"), summary="A teaser")))

    harvested(feed, other, http=an_http(server.place))

    (asked,) = server.asked("/robots.txt")
    assert asked.headers["user-agent"].startswith("verbatim-digest/")


def test_a_feed_with_whole_texts_asks_for_no_robots_txt(server):
    server.serve("/robots.txt", "User-agent: *\nDisallow: /")
    item = an_item("https://e.example/a", content=html(prose(1)))
    server.serve("/feed", rss(item))

    came = one(a_feed(server.url("/feed")), http=an_http(server.place))

    assert len(came.articles) == 1
    assert server.asked("/robots.txt") == []


def test_the_settings_may_ask_pages_all_the_same(server):
    feed = served(server, "/private/a", robots=KEPT_OUT)

    came = one(feed, http=an_http(server.place, robots=False))

    assert texts(came.articles) == ["\n\n".join(prose(0))]
    assert server.asked("/robots.txt") == []


def test_a_redirect_does_not_lead_where_robots_may_not_go(server):
    feed = served(server, "/private/a", robots=KEPT_OUT)
    server.serve("/b", status=302, headers={"Location": "/private/a"})
    server.serve("/feed", rss(an_item(server.url("/b"), summary="A teaser")))

    came = one(feed, http=an_http(server.place))

    assert "keeps us from 1 page" in came.notices[0].text
    assert server.asked("/private/a") == []


@pytest.mark.parametrize("status", [204, 304, 400, 401, 403, 404, 410])
def test_a_server_that_has_no_robots_txt_lets_us_in(server, status):
    feed = served(server, "/a", robots="Disallow: /", status=status)

    assert len(one(feed, http=an_http(server.place)).articles) == 1


@pytest.mark.parametrize("status", [429, 500, 502, 503])
def test_a_server_that_fails_at_it_is_left_alone_until_the_next_run(server, status):
    http = an_http(server.place, retries=0)
    feed = served(server, "/a", robots="", status=status)
    first = one(feed, http=http)
    server.serve("/robots.txt", "")

    second = one(feed, http=http, memories={feed.location: first.memory})

    (failure,) = first.page_failures
    assert "its robots.txt cannot be read: the server answers" in failure.reason
    assert len(second.articles) == len(server.asked("/a")) == 1


def test_too_many_redirects_mean_that_there_is_none(server):
    feed = served(
        server, "/a", robots="", status=301, headers={"Location": "/robots.txt"}
    )

    assert len(one(feed, http=an_http(server.place)).articles) == 1


def test_a_robots_txt_may_be_elsewhere_and_speaks_for_its_site(server):
    feed = served(
        server, "/private/a", robots="", status=301, headers={"Location": "/other.txt"}
    )
    server.serve("/other.txt", KEPT_OUT)

    assert one(feed, http=an_http(server.place)).notices


def test_a_redirect_to_a_private_address_forbids_all(server):
    moved = {"Location": "http://169.254.169.254/robots.txt"}
    feed = served(server, "/a", robots="", status=302, headers=moved)

    (failure,) = one(feed, http=an_http(server.place)).page_failures

    assert "169.254.169.254:80 is not a public address" in failure.reason


def test_a_site_that_wants_a_pause_between_pages_gets_it(server):
    paths = [f"/{n}" for n in range(4)]
    feed = served(server, *paths, robots="User-agent: *\nCrawl-delay: 0.1")
    started = time.perf_counter()

    came = one(feed, http=an_http(server.place))

    assert len(came.articles) == 4
    assert time.perf_counter() - started >= 0.3


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2", timedelta(seconds=2)),
        ("0.5", timedelta(seconds=0.5)),
        ("86400", LONGEST_DELAY),
        ("1e999", timedelta()),
        ("nan", timedelta()),
        ("-1", timedelta()),
        ("soon", timedelta()),
    ],
)
def test_no_pause_is_endless(value, expected):
    found = rules(f"User-agent: *\nCrawl-delay: {value}".encode(), robot=OURS)

    assert found.delay == expected


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("", "/a"),
        ("Disallow: /", "/a"),
        ("User-agent: *\nDisallow:", "/a"),
        ("User-agent: *\nDisallow: /b", "/a"),
        ("User-agent: *\nDisallow: /\nAllow: /a", "/a"),
        ("User-agent: *\nDisallow: /*.pdf$", "/a.pdf?x"),
        ("User-agent: GPTBot\nDisallow: /", "/a"),
        ("User-agent: digest\nDisallow: /", "/a"),
        ("User-agent: GPTBot\nUser-agent: CCBot\nDisallow: /\n", "/a"),
        ("User-agent: *\nDisallow: /\n\nUser-agent: Verbatim-Digest/2\nAllow: /", "/a"),
        ("<!doctype html><p>User-agent: * Disallow: /", "/a"),
    ],
)
def test_what_is_not_forbidden_is_allowed(text, path):
    assert said(text, path)


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("User-agent: *\nDisallow: /", "/a"),
        ("\ufeffuser-AGENT : * # all\r\ndisallow:/a", "/a"),
        ("User-agent: *\nDisallow: /*.pdf$", "/a.pdf"),
        ("User-agent: *\nAllow: /a\nDisallow: /a/b", "/a/b/c"),
        ("User-agent: *\nAllow: /\n\nUser-agent: verbatim-digest\nDisallow: /", "/a"),
        ("User-agent: GPTBot\nUser-agent: *\nDisallow: /", "/a"),
        ("User-agent: *\nDisallow: /ü", "/%C3%BCber"),
        ("User-agent: *\nDisallow: /a?b", "/a?b=c"),
    ],
)
def test_what_is_forbidden_is_forbidden(text, path):
    assert not said(text, path)


def test_a_name_of_its_own_goes_by_its_own_rules():
    agent = (
        "Mozilla/5.0 (compatible; HarbourBot/1; +https://gptbot.example/ me@ccbot.org)"
    )
    names = robot(Http(user_agent=agent))

    assert not said("User-agent: harbourbot\nDisallow: /", names=names)
    assert said("User-agent: gptbot\nUser-agent: ccbot\nDisallow: /", names=names)


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"User-agent: a{n}\n" for n in range(20_000)) + "Allow: /b\n" * 20_000,
        "".join(f"User-agent: *\nDisallow: /{n}\n" for n in range(20_000)),
        "User-agent: *\nDisallow: /" + "*a" * 250_000,
        "User-agent: *\n" + "Disallow: /*a*a*a*a*b$\n" * 25_000,
        "User-agent: *\nDisallow: /" + "%41" * 160_000,
        "User-agent:" * 60_000,
        "user " * 100_000,
        " " * 500_000 + "User-agent",
        "\x00\x1c\x85\u2028" * 100_000,
    ],
)
def test_no_robots_txt_takes_long(text):
    started = time.process_time()

    found = rules(text.encode(), robot=OURS)
    found.allow("https://e.example/" + "a" * 1_900)

    assert time.process_time() - started < 3
    assert found.size <= 512_000


def test_what_is_no_address_is_not_forbidden():
    assert rules(KEPT_OUT.encode(), robot=OURS).allow("http://[::1/")
