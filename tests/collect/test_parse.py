import json
import time
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.collect.parse import parsed
from digest.errors import FeedError
from tests.collect.builders import NOW, an_item, rss

URL = "https://outlet.example/feed"


def read(body, **options):
    content = body.encode() if isinstance(body, str) else body
    return parsed(content, url=URL, now=NOW, **options)


def outcome(body):
    """What is read, or what the error says; any other error fails the test."""
    try:
        return read(body)
    except FeedError as error:
        return str(error)


def atom(*entries):
    return (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="uk"><title>T</title>'
        f"{''.join(entries)}</feed>"
    )


def test_rss_gives_its_entries_newest_first():
    feed = read(
        rss(
            an_item("https://outlet.example/old", days_old=3),
            an_item("https://outlet.example/undated", days_old=None),
            an_item("https://outlet.example/new", days_old=1, author="Jane Doe"),
        )
    )

    assert (feed.title, feed.kind, feed.language) == ("Example Outlet", "RSS 2.0", "en")
    assert [entry.url.rpartition("/")[2] for entry in feed.entries] == [
        "new",
        "old",
        "undated",
    ]
    assert feed.entries[0].authors == ("Jane Doe",)
    assert feed.entries[0].published == NOW - timedelta(days=1)


def test_atom_is_read_too():
    feed = read(
        atom(
            "<entry><id>tag:1</id><title type='html'>A &amp;lt;b&amp;gt; &lt;i>x&lt;/i>"
            "</title><link href='/a'/><updated>2025-01-10T10:00:00+02:00</updated>"
            "<author><name>Jane Doe</name></author><category term='war'/>"
            "<content type='html'>&lt;p>Text&lt;/p></content></entry>"
        )
    )

    (entry,) = feed.entries
    assert feed.kind == "Atom 1.0"
    assert entry.id == "tag:1"
    assert entry.url == "https://outlet.example/a"
    assert entry.title == "A <b> x"
    assert entry.published == datetime(2025, 1, 10, 8, tzinfo=UTC)
    assert entry.tags == ("war",)
    assert entry.content == "<p>Text</p>"


def test_rdf_and_the_oldest_rss_are_read_too():
    rdf = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns="http://purl.org/rss/1.0/"><channel><title>T</title></channel>'
        "<item><title>A</title><link>https://e.example/a</link></item></rdf:RDF>"
    )
    old = (
        '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "x.dtd">'
        '<rss version="0.91"><channel><title>T</title>'
        "<item><title>A</title><link>https://e.example/a</link></item></channel></rss>"
    )

    assert read(rdf).kind == "RSS 1.0"
    assert read(old).kind == "RSS 0.91"
    assert len(read(rdf).entries) == len(read(old).entries) == 1


def test_json_feed_is_read_too():
    feed = read(
        json.dumps(
            {
                "version": "https://jsonfeed.org/version/1.1",
                "title": "T",
                "language": "en-GB",
                "items": [
                    {
                        "id": "1",
                        "url": "/a?utm_source=feed",
                        "title": "A & B",
                        "content_text": "One <b>.\n\nTwo.",
                        "date_published": "2025-01-10T08:00:00Z",
                        "authors": [{"name": "Jane Doe"}],
                        "tags": ["war", 7, ""],
                    },
                    {"id": "no page", "content_html": "x"},
                    "not an object",
                ],
            }
        )
    )

    (entry,) = feed.entries
    assert (feed.kind, feed.language) == ("JSON Feed 1.1", "en")
    assert entry.url == "https://outlet.example/a"
    assert entry.content == "<p>One &lt;b&gt;.</p><p>Two.</p>"
    assert (entry.authors, entry.tags) == (("Jane Doe",), ("war",))


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "empty answer"),
        (b" \n\t ", "empty answer"),
        (b"<!DOCTYPE html><html><body>Hi</body></html>", "no feed: an HTML page"),
        (b"\xef\xbb\xbf <!-- hi --> <HTML lang=en>", "no feed: an HTML page"),
        (b"just words", "no feed: neither XML nor JSON"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "no feed: neither XML nor JSON"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "no feed: XML of another kind"),
        (b'{"a": 1}', "no feed: JSON of another kind"),
        (b'{"version": ', "cut off / not well-formed"),
        (b"[" * 100_000, "no feed"),
        (b'{"a":' * 100_000, "cut off / not well-formed"),
        (b"<rss version='2.0'><channel><item><ti", "the feed is cut off: </rss>"),
        (
            b'<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><rss>&c;</rss>',
            "entities",
        ),
        (
            '<!DOCTYPE x [<!ENTITY a "b">]><rss>&a;</rss>'.encode("utf-16"),
            "entities",
        ),
        (
            b'<?xml version="1.0"?><!-- <rss> --><!doctype x [<!entity a SYSTEM "f">]>',
            "entities",
        ),
    ],
)
def test_what_is_no_feed_is_an_error_that_says_what_it_is(body, reason):
    with pytest.raises(FeedError, match=reason):
        read(body)


WHOLE = rss(
    an_item("https://e.example/a", content="<p>One.</p>"),
    an_item("https://e.example/b", content="<p>Two.</p>"),
)


@given(st.integers(0, len(WHOLE) - len("</rss>")))
def test_a_feed_cut_off_anywhere_gives_nothing(at):
    with pytest.raises(FeedError, match=r"cut off|empty|no feed"):
        read(WHOLE[: len(WHOLE) - len("</rss>") - at])


@pytest.mark.parametrize("after", ["", "\n", "<!-- cached -->", "\0\0", "</html>"])
def test_what_follows_a_whole_feed_does_no_harm(after):
    assert len(read(WHOLE + after).entries) == 2


@pytest.mark.parametrize(
    "date", ["Thu, 01 Jan 1970 00:00:00 GMT", "Fri, 01 Jan 2038 00:00:00 GMT", "soon"]
)
def test_a_date_that_cannot_be_believed_is_none(date):
    item = an_item("https://e.example/a", days_old=None)
    dated = item.replace("</item>", f"<pubDate>{date}</pubDate></item>")

    assert read(rss(dated)).entries[0].published is None


CHANGED = "2025-01-12T09:30:00Z"
OF_ATOM = "<entry><id>1</id><link href='/a'/>{}</entry>"
OF_RSS = "<item><link>https://e.example/a</link>{}</item>"


def with_terms(item):
    terms = '<rss xmlns:dcterms="http://purl.org/dc/terms/" '
    return rss(item).replace("<rss ", terms)


def as_json(**dates):
    item = {"id": "1", "url": "/a", "date_published": "2025-01-10T08:00:00Z", **dates}
    version = "https://jsonfeed.org/version/1.1"
    return json.dumps({"version": version, "items": [item]})


@pytest.mark.parametrize(
    "feed",
    [
        atom(OF_ATOM.format(f"<updated>{CHANGED}</updated>")),
        with_terms(
            OF_RSS.format(f"<dcterms:modified>{CHANGED}</dcterms:modified>"),
        ),
        as_json(date_modified=CHANGED),
    ],
)
def test_when_an_entry_was_changed_is_read_in_every_format(feed):
    (entry,) = read(feed).entries

    assert entry.updated == datetime(2025, 1, 12, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "feed",
    [
        rss(an_item("https://e.example/a")),
        as_json(),
        as_json(date_modified="2038-01-01T00:00:00Z"),
        as_json(date_modified="soon"),
    ],
)
def test_a_change_that_is_not_dated_or_cannot_be_believed_is_none(feed):
    (entry,) = read(feed).entries

    assert entry.published
    assert entry.updated is None


def test_an_entry_without_a_page_of_the_web_is_left_out():
    feed = read(
        rss(
            an_item("javascript:alert(1)"),
            an_item("", guid="2EC9D062"),
            an_item("https://user:secret@e.example/a"),
            an_item("https://e.example/ok"),
        )
    )

    assert [entry.url for entry in feed.entries] == ["https://e.example/ok"]


def test_entries_that_share_one_id_are_told_apart_by_their_pages():
    feed = read(
        rss(*(an_item(f"https://e.example/{n}", guid="same") for n in range(3)))
    )

    assert len({entry.id for entry in feed.entries}) == 3


def test_one_page_is_one_entry():
    feed = read(
        rss(
            an_item("https://e.example/a?utm_source=x", guid="1"),
            an_item("https://e.example/a#more", guid="2"),
        )
    )

    assert [entry.id for entry in feed.entries] == ["1"]
    assert [entry.id for entry in feed.doubles] == ["2"]


def test_of_one_page_the_newest_entry_counts_and_keeps_its_address():
    feed = read(
        rss(
            an_item("http://e.example/a", guid="old", days_old=2),
            an_item("https://e.example/a", guid="new", days_old=1),
            an_item("https://e.example/b", guid="same"),
            an_item("http://e.example/b", guid="same"),
        )
    )

    assert [(entry.id, entry.url) for entry in feed.entries] == [
        ("new", "https://e.example/a"),
        ("same", "https://e.example/b"),
    ]


def test_no_more_than_500_entries_are_read():
    feed = read(rss(*(an_item(f"https://e.example/{n}") for n in range(600))))

    assert len(feed.entries) == 500


def test_a_title_is_plain_text_on_one_line():
    item = an_item("https://e.example/a", title="A <b>bold</b>\n\u202e&amp; long title")

    assert read(rss(item)).entries[0].title == "A bold & long title"


def test_the_encoding_of_the_header_counts_where_the_feed_has_none():
    body = rss(an_item("https://e.example/a", title="Новини"))
    body = body.replace(' encoding="UTF-8"', "")

    feed = read(
        body.encode("windows-1251"), content_type="text/xml; charset=windows-1251"
    )

    assert feed.entries[0].title == "Новини"


@given(st.binary(max_size=300))
def test_any_bytes_are_a_feed_or_a_feed_error(body):
    assert outcome(body)


@given(st.binary(max_size=60), st.integers(0, 700))
def test_damage_anywhere_is_a_feed_or_a_feed_error(damage, at):
    whole = rss(an_item("https://e.example/a", content="<p>Text</p>")).encode()
    assert outcome(whole[:at] + damage + whole[at + len(damage) :])


@pytest.mark.parametrize(
    "body",
    [
        "<rss version='2.0'><channel>" + "<item>" * 50_000,
        "<rss version='2.0'><channel><item><description>" + "&lt;div>" * 50_000,
        "<!--" * 50_000,
        "<feeds>" + "<![CDATA[" * 160_000,
        "<?" * 100_000,
        "<rss " + " ".join(f'a{n}="1"' for n in range(20_000)) + ">",
        "<rss version='2.0'><channel>" + "<a x='1'>" * 200_000,
        "<rss version='2.0'><channel><title>" + "&" * 200_000,
        rss(*([an_item("https://e.example/a")] * 20_000)),
        " " * 200_000 + "<rss>",
    ],
)
def test_nasty_feeds_are_read_quickly(body):
    started = time.process_time()

    outcome(body)

    assert time.process_time() - started < 5
