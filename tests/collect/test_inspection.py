"""What `digest feeds check` learns of a feed, from a real server."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from digest.collect import Inspection, inspected
from digest.collect.soundness import unsound
from digest.errors import FeedError
from tests.collect.builders import NOW, a_page, an_http, an_item, html, prose, rss
from tests.servers import Server


def inspect(location, *, http, folder=Path(), rules=()) -> Inspection:
    return asyncio.run(
        inspected(location, http=http, now=NOW, folder=folder, rules=rules)
    )


def whole(number: int, *, days_old: float = 1) -> str:
    link = f"https://outlet.example/{number}"
    return an_item(link, content=html(prose(number)), days_old=days_old)


def test_a_good_feed_has_no_trouble():
    items = [whole(n, days_old=2 * n) for n in range(8)]
    with Server() as server:
        server.serve(
            "/feed",
            rss(*items),
            etag='"1"',
            headers={"Cache-Control": "max-age=3600"},
        )

        made = inspect(server.url("/feed"), http=an_http(server.place))

    assert (made.offer.title, made.offer.kind) == ("Example Outlet", "RSS 2.0")
    assert (made.offer.entries, made.offer.whole_texts) == (8, 8)
    assert (made.offer.newest, made.offer.oldest) == (NOW, NOW - timedelta(days=14))
    assert made.per_week == pytest.approx(4)
    assert made.rhythm
    assert (made.rhythm.usual_days, made.rhythm.longest_days) == (2, 2)
    assert (made.conditional, made.fresh_for) == (True, timedelta(hours=1))
    assert (made.page, made.full_text, made.troubles) == (None, "auto", ())
    assert len(server.asked("/feed")) == 2


def test_of_a_feed_of_teasers_one_page_is_asked():
    with Server() as server:
        items = [an_item(server.url(f"/{n}"), summary="Some words") for n in "ab"]
        server.serve("/feed", rss(*items))
        server.serve("/a", a_page(prose(1)), content_type="text/html")

        made = inspect(server.url("/feed"), http=an_http(server.place))

    assert made.page
    assert (made.page.url, made.page.trouble) == (server.url("/a"), None)
    assert made.page.words > 200
    assert (made.offer.teaser_words, made.full_text) == (2, "auto")
    assert made.conditional is None
    assert len(server.asked("/b")) == 0


@pytest.mark.parametrize(
    ("page", "robots", "words", "full_text"),
    [
        ("<html><title>Just a moment...</title>", "", "checks for robots", "auto"),
        ("<html><body class=paywall>Pay", "", "behind a paywall", "feed"),
        ("", "User-agent: *\nDisallow: /", "robots.txt", "feed"),
        ("", "", "empty", "auto"),
    ],
)
def test_a_page_that_cannot_be_had_is_trouble_and_the_feed_may_have_to_do(
    page, robots, words, full_text
):
    with Server() as server:
        server.serve("/feed", rss(an_item(server.url("/a"), summary="Some words")))
        server.serve("/a", page, content_type="text/html")
        server.serve("/robots.txt", robots, content_type="text/plain")

        made = inspect(server.url("/feed"), http=an_http(server.place))

    (trouble,) = made.troubles
    assert words in trouble
    assert made.full_text == full_text


def test_a_feed_of_half_texts_is_better_read_from_its_pages():
    with Server() as server:
        half = html(prose(0))
        items = [an_item(server.url(f"/{n}"), content=half) for n in range(1, 9)]
        teaser = an_item(server.url("/0"), content=html(prose(0, paragraphs=1)))
        server.serve("/feed", rss(teaser, *items))
        server.serve("/0", a_page(prose(0, paragraphs=6)), content_type="text/html")

        made = inspect(server.url("/feed"), http=an_http(server.place))

    assert made.full_text == "page"


def test_a_feed_that_moved_is_told_with_its_address():
    with Server() as server:
        server.serve("/old", status=301, headers={"Location": "/new"})
        server.serve("/new", rss(whole(1)))

        made = inspect(server.url("/old"), http=an_http(server.place))

    assert made.troubles == (f"it has moved for good to {server.url('/new')}",)
    assert made.location == server.url("/new")


def test_a_server_that_breaks_its_word_is_found_out():
    with Server() as server:
        server.serve("/feed", rss(whole(1)), headers={"ETag": '"1"'})

        made = inspect(server.url("/feed"), http=an_http(server.place))

    assert made.conditional is False


def test_a_file_is_only_read(tmp_path):
    (tmp_path / "a.xml").write_text(rss(whole(1)))

    made = inspect("a.xml", http=an_http(), folder=tmp_path)

    assert (made.conditional, made.secure, made.page) == (None, None, None)
    assert made.troubles == ()


def test_a_silent_feed_is_trouble(tmp_path):
    items = [whole(n, days_old=60 + n) for n in range(6)]
    (tmp_path / "a.xml").write_text(rss(*items))

    (trouble,) = inspect("a.xml", http=an_http(), folder=tmp_path).troubles

    assert trouble.startswith("silent for 60 days")


def test_undated_entries_are_trouble(tmp_path):
    undated = an_item("https://e.example/b", content=html(prose(2)), days_old=None)
    (tmp_path / "a.xml").write_text(rss(whole(1), undated))

    (trouble,) = inspect("a.xml", http=an_http(), folder=tmp_path).troubles

    assert trouble == "1 of 2 entries is without a date that can be believed"


def test_a_page_is_no_feed(tmp_path):
    (tmp_path / "a.html").write_text("<!doctype html><p>Hi")

    with pytest.raises(FeedError, match="an HTML page"):
        inspect("a.html", http=an_http(), folder=tmp_path)


# ── the bytes ─────────────────────────────────────────────────────────────────────

ITEM = "<item><title>A</title><link>https://e.example/{}</link><guid>{}</guid></item>"


def feed_of(*items: str, encoding: str = "utf-8") -> str:
    return (
        f'<?xml version="1.0" encoding="{encoding}"?><rss version="2.0"><channel>'
        f"<title>Новини</title>{''.join(items)}</channel></rss>"
    )


UNSOUND = {
    "sound": (feed_of(ITEM.format(1, 1)).encode(), "", ()),
    "json": (b'{"version": "https://jsonfeed.org/version/1"}', "", ()),
    "ascii in another name": (b"<rss/>", "text/xml; charset=iso-8859-1", ()),
    "another name for the same": (
        feed_of(encoding="UTF8").encode(),
        "text/xml; charset=utf-8",
        (),
    ),
    "cut off": (
        feed_of(ITEM.format(1, 1)).encode()[:-20],
        "",
        ("its XML is broken in line 1:",),
    ),
    "a bare ampersand": (
        feed_of(
            "\n<item><title>A & B</title><link>https://e.example/</link></item>"
        ).encode(),
        "",
        ("its XML is broken in line 2:",),
    ),
    "two charsets": (
        feed_of(encoding="windows-1251").encode("cp1251"),
        "text/xml; charset=UTF-8",
        ("its server says its letters are utf-8, the feed itself cp1251",),
    ),
    "the wrong charset": (
        feed_of().encode("cp1251"),
        "",
        ("its XML is broken", "not all of its letters are utf-8"),
    ),
    "a codec that is none of letters": (
        feed_of(encoding="zlib").encode(),
        "text/xml; charset=unicode_escape",
        ("its XML is broken in line 1: Unsupported encoding: zlib",),
    ),
    "no links": (
        feed_of("<item><title>A</title></item>", ITEM.format(1, 1)).encode(),
        "",
        ("1 of 2 entries is without a link",),
    ),
    "a guid for a link": (
        feed_of("<item><guid>https://e.example/a</guid></item>").encode(),
        "",
        (),
    ),
    "a guid that is none": (
        feed_of(
            '<item><guid isPermaLink="false">https://e.example/a</guid></item>'
        ).encode(),
        "",
        ("1 of 1 entries is without a link",),
    ),
    "shared ids": (
        feed_of(ITEM.format(1, 7), ITEM.format(2, 7), ITEM.format(3, 8)).encode(),
        "",
        ("2 of 3 entries are with an id that another has, too",),
    ),
    "atom": (
        b'<a:feed xmlns:a="a"><a:entry><a:link href="/"/></a:entry></a:feed>',
        "",
        (),
    ),
}


@pytest.mark.parametrize(
    ("body", "content_type", "told"), UNSOUND.values(), ids=UNSOUND
)
def test_what_is_wrong_with_the_bytes_is_told(body, content_type, told):
    found = unsound(body, content_type=content_type)

    assert len(found) == len(told)
    assert all(said.startswith(start) for said, start in zip(found, told, strict=True))
