"""A site's feed is found from any of its pages, with few requests."""

import asyncio
import time
from pathlib import Path

import pytest

from digest.collect import Finding, found_feeds
from digest.collect.finding import MAX_REQUESTS, addresses
from digest.collect.links import feed_links
from digest.errors import FeedError
from tests.collect.builders import NOW, an_http, an_item, html, prose, rss
from tests.servers import Server

ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>World</title><id>a</id>'
    '<entry><id>b</id><title>B</title><link href="{}"/></entry></feed>'
)


def find(place, *, http, folder=Path()) -> Finding:
    return asyncio.run(found_feeds(place, http=http, now=NOW, folder=folder))


def a_home(*links: str, body: str = "") -> str:
    return f"<!doctype html><html><head>{''.join(links)}</head><body>{body}</body>"


def alternate(href: str, *, kind: str = "rss", title: str = "") -> str:
    return (
        f'<link rel="alternate" type="application/{kind}+xml" href="{href}"'
        f' title="{title}">'
    )


def a_feed_of(path: str, title: str = "Example Outlet") -> str:
    return rss(an_item(f"https://outlet.example/{path}"), title=title)


def test_a_feeds_own_address_is_the_feed():
    with Server() as server:
        server.serve("/feed", a_feed_of("a"))

        found = find(server.url("/feed"), http=an_http(server.place))

    assert found.winner
    assert found.winner.location == server.url("/feed")
    assert (found.winner.title, found.winner.entries) == ("Example Outlet", 1)
    assert len(server.requests) == 1


def test_a_file_may_be_the_feed(tmp_path):
    (tmp_path / "a.xml").write_text(rss(an_item("https://e.example/a")))

    found = find("a.xml", http=an_http(), folder=tmp_path)

    assert found.winner
    assert found.winner.location == "a.xml"


def test_a_page_names_its_feed():
    with Server() as server:
        server.serve(
            "/news/a",
            a_home('<base href="/world/">', alternate("feed.xml")),
            content_type="text/html",
        )
        server.serve("/world/feed.xml", a_feed_of("a"))

        found = find(server.url("/news/a"), http=an_http(server.place))

    assert found.winner
    assert found.winner.location == server.url("/world/feed.xml")
    assert len(server.requests) == 2


def test_comments_and_other_formats_are_no_choice():
    with Server() as server:
        page = "https://outlet.example/a"
        links = (
            alternate("/comments/feed/", title="Example » Comments"),
            alternate("/rss"),
            alternate("/atom", kind="atom"),
        )
        server.serve("/", a_home(*links), content_type="text/html")
        server.serve("/comments/feed/", a_feed_of("c", title="Comments on Example"))
        server.serve("/rss", a_feed_of("a"))
        server.serve("/atom", ATOM.format(page))

        found = find(server.url("/"), http=an_http(server.place))

    assert found.winner
    assert found.winner.location == server.url("/rss")
    assert [offer.of_comments for offer in found.offers] == [False, True]


def test_several_feeds_are_a_persons_choice():
    with Server() as server:
        links = (alternate("/world"), alternate("/gone"), alternate("/sport"))
        server.serve("/", a_home(*links), content_type="text/html")
        server.serve("/world", a_feed_of("w", title="World"))
        server.serve("/sport", a_feed_of("s", title="Sport"))

        found = find(server.url("/"), http=an_http(server.place))

    assert found.winner is None
    assert [offer.title for offer in found.offers] == ["World", "Sport"]
    assert [failure.subject for failure in found.tried] == [server.url("/gone")]


def test_a_link_for_people_serves_where_programs_are_told_nothing():
    with Server() as server:
        body = "<a href=/about>About</a><a href='/rss/all.xml'>RSS</a>"
        server.serve("/", a_home(body=body), content_type="text/html")
        server.serve("/rss/all.xml", a_feed_of("a"))

        found = find(server.url("/"), http=an_http(server.place))

    assert found.winner
    assert found.winner.location == server.url("/rss/all.xml")


def test_a_page_that_names_none_has_it_where_feeds_usually_are():
    with Server() as server:
        server.serve("/blog/", a_home(), content_type="text/html")
        server.serve("/blog/feed/", a_home(), content_type="text/html")
        server.serve("/rss.xml", a_feed_of("a"))

        found = find(server.url("/blog/"), http=an_http(server.place))

    assert found.winner
    assert found.winner.location == server.url("/rss.xml")


def test_a_site_without_feeds_is_asked_a_few_times_only():
    with Server() as server:
        links = [alternate(f"/{n}") for n in range(50)]
        body = "".join(f"<a href='/rss/{n}.xml'>x</a>" for n in range(50))
        server.serve("/", a_home(*links, body=body), content_type="text/html")

        found = find(server.url("/"), http=an_http(server.place))

    assert (found.offers, found.winner) == ((), None)
    assert len(server.requests) == MAX_REQUESTS
    assert "404" in found.tried[0].reason


def test_a_feed_that_has_moved_is_subscribed_to_where_it_is_now():
    with Server() as server:
        server.serve("/", a_home(alternate("/old")), content_type="text/html")
        server.serve("/old", status=301, headers={"Location": "/new"})
        server.serve("/new", a_feed_of("a"))

        found = find(server.url("/"), http=an_http(server.place))

    assert found.winner
    assert found.winner.location == server.url("/new")


def test_a_host_alone_is_asked_by_https_and_then_by_http():
    with Server() as server:
        server.serve("/", a_home(alternate("/feed")), content_type="text/html")
        server.serve("/feed", a_feed_of("a"))

        found = find(server.place, http=an_http(server.place))

    assert found.winner
    assert found.winner.location == server.url("/feed")


def test_private_addresses_are_refused_wherever_they_are_named():
    with Server() as trap, Server() as server:
        server.serve(
            "/", a_home(alternate(trap.url("/feed"))), content_type="text/html"
        )
        trap.serve("/feed", a_feed_of("a"))

        found = find(server.url("/"), http=an_http(server.place))
        with pytest.raises(FeedError):
            find(trap.url("/feed"), http=an_http(server.place))

    assert found.offers == ()
    assert trap.requests == []


@pytest.mark.parametrize(
    ("place", "meant"),
    [
        ("https://a.example/x", ("https://a.example/x",)),
        ("feed://a.example/x", ("https://a.example/x",)),
        ("feed:https://a.example/x", ("https://a.example/x",)),
        ("a.example", ("https://a.example", "http://a.example")),
        (
            "www.a.example/b?c",
            ("https://www.a.example/b?c", "http://www.a.example/b?c"),
        ),
        ("feed.xml", ("feed.xml",)),
        ("feeds/outlet", ("feeds/outlet",)),
        ("there.dat", ("there.dat",)),
        ("", ("",)),
    ],
)
def test_what_a_person_writes_is_understood(place, meant, tmp_path):
    (tmp_path / "there.dat").write_text("")

    assert addresses(place, folder=tmp_path) == meant


def test_what_is_neither_feed_nor_page_is_an_error():
    with Server() as server:
        server.serve("/a.png", b"\x89PNG\r\n", content_type="image/png")

        with pytest.raises(FeedError):
            find(server.url("/a.png"), http=an_http(server.place))


@pytest.mark.parametrize(
    "nasty",
    [
        "<link rel=alternate type=application/rss+xml href=javascript:alert(1)>",
        "<link rel=alternate type=application/rss+xml href='http://a:b@c.example/'>",
        "<link rel=alternate type=application/rss+xml>",
        "<a href='data:text/xml,/rss'>",
        "<a href='http://[::1/feed'>",
    ],
)
def test_what_is_no_address_is_no_link(nasty):
    found = feed_links(nasty, url="https://outlet.example/")

    assert (found.declared, found.linked) == ((), ())


@pytest.mark.parametrize(
    "nasty",
    [
        "<div>" * 100_000,
        "<a href=/rss/" + "a/" * 100_000 + ">",
        "<a href=/feed>" * 50_000,
        "<link " + " ".join(f"a{n}=1" for n in range(50_000)) + ">",
        f"<p>{html(prose(1))}" * 100,
    ],
)
def test_a_nasty_page_is_looked_through_quickly(nasty):
    started = time.process_time()

    feed_links(nasty, url="https://outlet.example/")

    assert time.process_time() - started < 3
