"""Hazards of links and ids: to nowhere, to traps, missing, or all the same."""

from collections.abc import Callable

from digest.model import Harvest
from tests.collect.builders import an_item, html, prose, rss
from tests.collect.hazards.hazard import Family, Hazard, Outcome, Place, Says
from tests.collect.hazards.saying import (
    HTML,
    LINK,
    TEXT,
    feed,
    first,
    http,
    item,
    moved,
    page,
    raw_item,
    reads,
    whole,
)

_NOWHERE = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "vbscript:msgbox(1)",
    "data:text/html,<script>alert(1)</script>",
    "file:///etc/passwd",
    "ftp://outlet.example/a",
    "mailto:jane@outlet.example",
    "feed:https://outlet.example/a",
    "https://jane:secret@outlet.example/a",
    "https://",
    "http://[::1",
    "http://[fe80::1%25eth0]/a",
    "https://outlet.example:99999/a",
    "https://outlet.example\\@evil.example/a",
    "https://exa mple.example/a",
    "https://out\u202elet.example/a",
    "https://" + "a" * 3_000 + ".example/",
    "https://outlet.example/" + "a" * 10_000,
)
# What is written, and where it leads.
_SOMEWHERE = (
    ("a link without a scheme", "//outlet.example/a", "http://outlet.example/a"),
    (
        "a link with line breaks",
        "\n https://outlet.example/a \r\n",
        "https://outlet.example/a",
    ),
    ("a link with a fragment", f"{LINK}#:~:text=a", LINK),
    ("a link with tracking", f"{LINK}?utm_source=x&amp;fbclid=y", LINK),
    (
        "a link in capitals",
        "HTTPS://OUTLET.EXAMPLE/Story",
        "https://outlet.example/Story",
    ),
    (
        "a link with a script in it",
        f"{LINK}?q=&lt;script&gt;",
        f"{LINK}?q=%3Cscript%3E",
    ),
    ("a link with quotation marks", f'{LINK}?q="a"', f"{LINK}?q=%22a%22"),
    (
        "a link of another alphabet",
        "https://раураl.example/a",
        "https://xn--l-7sba6dbr.example/a",
    ),
    (
        "a link with letters of all kinds",
        f"{LINK}/Київ",
        f"{LINK}/%D0%9A%D0%B8%D1%97%D0%B2",
    ),
    ("a link with a NUL by number", f"{LINK}&#0;b", f"{LINK}%EF%BF%BDb"),
    ("a link with a line break by number", f"{LINK}&#13;&#10;b", None),
)


def _beside(link: str) -> Hazard:
    """An entry that leads nowhere, beside one that leads to a page."""
    lost = raw_item(f"<title>Lost</title><link><![CDATA[{link}]]></link>")
    return reads(
        f"a link to `{link if len(link) < 60 else link[:40] + '…'}`".replace("\t", "⇥"),
        feed(lost, item()),
        holds=lambda came: _urls(came) == [LINK] or "%" in _urls(came)[0],
        then="that entry is left out",
    )


def _urls(came: Harvest) -> list[str]:
    return [article.entry.url for article in came.articles]


def _leads(name: str, link: str, expected: str | None) -> Hazard:
    return reads(
        name,
        feed(raw_item(f"<title>A</title><link>{link}</link>")),
        holds=lambda came: expected is None or _urls(came) == [expected],
        then=expected or "one address without it",
    )


def _trapped(name: str, link: Callable[[Place], str]) -> Hazard:
    """An entry whose page is at an address refused."""

    def said(place: Place) -> bytes:
        return http(rss(an_item(link(place), summary="A teaser.")))

    return Hazard(
        name=name,
        answers={"/feed": said},
        outcome=Outcome.PAGE_FAILURE,
        guard="connections",
        unguarded="the machine inside is asked",
    )


def _led(name: str, page_says: Says, **more: Says) -> Hazard:
    """An entry whose page is read, and names the trap somewhere."""
    return Hazard(
        name=name,
        answers={
            "/feed": lambda place: http(
                rss(an_item(place.url("/page"), summary="A teaser."))
            ),
            "/page": page_says,
            **{f"/{path.replace('_', '.')}": said for path, said in more.items()},
        },
        guard="connections",
        then="nobody asks there",
    )


def _pictured(place: Place) -> bytes:
    trap = f"http://{place.trap}/a.jpg"
    more = (
        f'<enclosure url="{trap}" type="image/jpeg" length="1"/>'
        f'<media:content xmlns:media="http://search.yahoo.com/mrss/" url="{trap}"/>'
        f"<comments>{trap}</comments><source url='{trap}'>a</source>"
    )
    return http(
        feed(item(more=more)).replace(
            "<channel>",
            f"<channel><image><url>{trap}</url></image>"
            f"<cloud domain='{place.trap}' path='/'/>",
            1,
        )
    )


def _hub(place: Place) -> bytes:
    links = "".join(
        f'<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="{rel}" href="http://{place.trap}/"/>'
        for rel in ("hub", "self", "next", "alternate", "replies")
    )
    return http(feed().replace("<channel>", f"<channel>{links}", 1))


def _page_of(head: str = "", body: str = "") -> Callable[[Place], bytes]:
    return lambda place: http(
        page(
            head=head.format(trap=place.trap),
            body=body.format(trap=place.trap),
        ),
        HTML,
    )


def _same_page(number: int) -> str:
    return an_item(f"{LINK}/{number}", guid="same", content=html(prose(number)))


FAMILY = Family(
    name="links and ids",
    about="Only http and https lead anywhere, and nobody asks the machines inside.",
    guard="urls",
    unguarded="feedparser hands out javascript: as a link",
    hazards=(
        *(_beside(link) for link in _NOWHERE),
        *(_leads(*each) for each in _SOMEWHERE),
        _trapped(
            "a page at another loopback address", lambda place: f"http://{place.trap}/a"
        ),
        _trapped(
            "a page at IPv6 loopback", lambda place: f"http://[::1]:{place.port}/a"
        ),
        _trapped(
            "a page at an IPv4 address in IPv6",
            lambda place: f"http://[::ffff:127.0.0.2]:{place.port}/a",
        ),
        _trapped(
            "a page at a decimal address",
            lambda place: f"http://2130706434:{place.port}/a",
        ),
        _trapped(
            "a page at a hexadecimal address",
            lambda place: f"http://0x7f000002:{place.port}/a",
        ),
        _trapped(
            "a page at an octal address",
            lambda place: f"http://0177.0.0.2:{place.port}/a",
        ),
        _trapped(
            "a page at a port that is not allowed",
            lambda place: f"http://{place.neighbour}/a",
        ),
        _trapped(
            "a page at the metadata of a cloud",
            lambda _: "http://169.254.169.254/latest/",
        ),
        reads(
            "pictures, enclosures and comments at the trap",
            _pictured,
            holds=whole,
            then="nobody asks there",
        ),
        reads(
            "hubs and next pages at the trap",
            _hub,
            holds=whole,
            then="nobody asks there",
        ),
        _led(
            "a page that refreshes to the trap",
            _page_of('<meta http-equiv=refresh content="0; url=http://{trap}/">'),
        ),
        _led(
            "a page with frames, pictures and scripts at the trap",
            _page_of(
                body='<iframe src="http://{trap}/"></iframe><img src="http://{trap}/">'
                '<script src="http://{trap}/"></script>'
            ),
        ),
        _led(
            "a page whose base and canonical address is the trap",
            _page_of(
                '<base href="http://{trap}/"><link rel=canonical href="http://{trap}/">'
                '<link rel=amphtml href="http://{trap}/">'
            ),
        ),
        Hazard(
            name="a robots.txt that leads to the trap",
            answers={
                "/feed": lambda place: http(
                    rss(an_item(place.url("/page"), summary="A teaser."))
                ),
                "/page": http(page(), HTML),
                "/robots.txt": lambda place: moved(f"http://{place.trap}/robots.txt"),
            },
            outcome=Outcome.PAGE_FAILURE,
            says="not a public address",
            guard="connections",
        ),
        reads(
            "entries without ids",
            feed(item().replace("<guid", "<none").replace("</guid>", "</none>")),
            holds=lambda came: first(came).entry.id == LINK,
            then="the page is the id",
        ),
        reads(
            "entries that all have one id",
            feed(*(_same_page(n) for n in range(3))),
            holds=lambda came: len({each.entry.id for each in came.articles}) == 3,
            then="told apart by their pages",
        ),
        reads(
            "an id of 1 MB",
            lambda _: http(feed(an_item(LINK, guid="a" * 1_000_000, content=TEXT))),
            holds=lambda came: len(first(came).entry.id) <= 500,
            then="its fingerprint is the id",
        ),
        reads(
            "an id with controls and bidi overrides",
            feed(an_item(LINK, guid="a\u202eb", content=TEXT)),
            holds=lambda came: first(came).entry.id == "ab",
        ),
        Hazard(
            name="entries without a link or an id",
            answers={"/feed": http(feed(raw_item("<title>A</title>")))},
            outcome=Outcome.FAILURE,
            says="no entries that lead to a page",
        ),
        reads(
            "a feed whose own address is javascript:",
            feed(item(link="/a")).replace(
                "https://outlet.example/<", "javascript:alert(1)<", 1
            ),
            holds=lambda came: _urls(came)[0].startswith("http://127.0.0.1"),
        ),
        reads(
            "a relative link",
            feed(item(link="/a")),
            holds=lambda came: _urls(came)[0].startswith("http://127.0.0.1"),
            then="absolute, from the feed's own address",
        ),
        reads(
            "a picture that is javascript:",
            feed(item(more='<enclosure url="javascript:alert(1)" type="image/png"/>')),
            holds=lambda came: first(came).entry.image is None,
        ),
        reads(
            "a base that is javascript:",
            feed().replace("<rss ", '<rss xml:base="javascript:alert(1)/" ', 1),
            holds=whole,
        ),
    ),
)
