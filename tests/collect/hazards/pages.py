"""Hazards of articles' pages, and of the robots.txt before them."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable

from tests.collect.hazards.hazard import Family, Hazard, Outcome, Place, Says
from tests.collect.hazards.saying import (
    HTML,
    PROSE,
    at_page,
    first,
    http,
    page,
    teaser,
)


def _much(build: Callable[[], str]) -> Callable[[Place], bytes]:
    return lambda _place: http(build(), HTML)


def _linked(data: str) -> str:
    return page(head=f'<script type="application/ld+json">{data}</script>')


def _article(**said: object) -> str:
    return _linked(json.dumps({"@type": "NewsArticle", **said}))


def _meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


def _dated(date: str) -> str:
    return _meta("article:published_time", date)


def _is_read(name: str, said: Says, **more: str) -> Hazard:
    return at_page(name, said, holds=lambda came: PROSE[0] in first(came).text, **more)


async def _hanging(_place: Place) -> AsyncIterator[bytes]:
    await asyncio.Event().wait()
    yield b""


async def _endless(_place: Place) -> AsyncIterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nUser-agent: *\n"
    while True:
        yield b"Disallow: /a\n" * 5_000


def _robots(name: str, said: Says, *, says: str = "", **more: str) -> Hazard:
    return Hazard(
        name=name,
        answers={
            "/feed": lambda place: http(teaser(place)),
            "/page": http(page(), HTML),
            "/robots.txt": said,
        },
        outcome=Outcome.PAGE_FAILURE if says else Outcome.ARTICLE,
        says=says,
        guard="robots",
        **more,
    )


def _rules(text: str) -> bytes:
    return http(text, "Content-Type: text/plain")


_NESTED = '{"a":' * 20_000 + "1" + "}" * 20_000

PAGES = Family(
    name="pages",
    about="Articles' pages: too much, too deep, or no pages at all.",
    guard="bounds",
    unguarded="page extractors take 17 to 44 s for one tag with 100,000 attributes",
    at_once=20,
    hazards=(
        at_page(
            "a page of 50,000 nested <div>",
            _much(lambda: page(body="<div>" * 50_000)),
            says="elements",
        ),
        _is_read(
            "5,000 nested <div>",
            _much(lambda: page(body="<div>" * 5_000 + "x" + "</div>" * 5_000)),
        ),
        _is_read("7,000 nested <b>", _much(lambda: page(body="<b>" * 7_000 + "x"))),
        at_page(
            "a page with 100,000 attributes in one tag",
            _much(
                lambda: page(
                    body="<p " + " ".join(f"a{n}=1" for n in range(100_000)) + ">"
                )
            ),
            says="attributes",
        ),
        at_page(
            "100,000 empty elements",
            _much(lambda: page(body="<br>" * 100_000)),
            says="elements",
        ),
        at_page(
            "a table of 20,000 cells",
            _much(lambda: page(body="<table>" + "<tr><td>1<td>2" * 10_000)),
            says="elements",
        ),
        at_page(
            "a PDF instead of a page",
            http(
                b"%PDF-1.7\n" + bytes(range(256)) * 400, "Content-Type: application/pdf"
            ),
            says="nothing to read",
        ),
        at_page(
            "a picture instead of a page",
            http(
                b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 400,
                "Content-Type: image/png",
            ),
            says="nothing to read",
        ),
        at_page(
            "random bytes called HTML",
            http(bytes(range(256)) * 400, HTML),
            says="nothing to read",
        ),
        at_page("an empty page", http(b"", HTML), says="nothing to read"),
        at_page(
            "a page of nothing but spaces",
            http(b" " * 1_000_000, HTML),
            says="nothing to read",
        ),
        at_page(
            "a page of nothing but scripts",
            http("<script>" + "var a; " * 10_000 + "</script>", HTML),
            says="nothing to read",
        ),
        at_page(
            "a page of 400 kB of <!--",
            http("<!--" * 100_000, HTML),
            says="nothing to read",
        ),
        at_page(
            "a page of 1 MB of <",
            _much(lambda: "<" * 1_000_000),
            says="nothing to read",
        ),
        at_page("a page that hangs", _hanging, says="no answer within"),
        at_page("a page that is gone", http(b"", status="410 Gone"), says="410"),
        _is_read(
            "8 MB of page", _much(lambda: page(body="<!--" + "a" * 8_000_000 + "-->"))
        ),
        _is_read(
            "one paragraph of 3 MB",
            _much(lambda: page(body=f"<p>{'word ' * 600_000}</p>")),
        ),
        _is_read(
            "one word of 3 MB", _much(lambda: page(body=f"<p>{'a' * 3_000_000}</p>"))
        ),
        _is_read(
            "one attribute of 3 MB",
            _much(lambda: page(body=f'<p title="{"a" * 3_000_000}">x</p>')),
        ),
        _is_read(
            "a style of 3 MB",
            _much(lambda: page(head=f"<style>{'p { } ' * 500_000}</style>")),
        ),
        _is_read(
            "an inline picture of 3 MB",
            _much(
                lambda: page(
                    body=f'<img src="data:image/png;base64,{"A" * 3_000_000}">'
                )
            ),
        ),
        _is_read("JSON-LD nested 20,000 deep", _much(lambda: _linked(_NESTED))),
        _is_read(
            "JSON-LD nested 900 deep",
            _much(lambda: _linked('{"@graph":[' * 900 + "1" + "]}" * 900)),
        ),
        _is_read("JSON-LD of 3 MB", _much(lambda: _article(headline="a " * 1_500_000))),
        _is_read(
            "JSON-LD of 100,000 articles",
            _much(
                lambda: _linked(
                    json.dumps({"@graph": [{"@type": "Article"}] * 100_000})
                )
            ),
        ),
        _is_read(
            "JSON-LD of the wrong types",
            http(
                _article(
                    author=[7, None, [[]], {"name": {"a": 1}}],
                    headline=[1],
                    datePublished={"a": 1},
                    publisher=7,
                ),
                HTML,
            ),
        ),
        _is_read(
            "JSON-LD that is cut off",
            http(_linked('{"@type": "NewsArticle", "author": {"name": "Ja'), HTML),
        ),
        _is_read(
            "JSON-LD with numbers of 5,000 digits",
            http(_linked('{"@type": "Article", "a": ' + "9" * 5_000 + "}"), HTML),
        ),
        _is_read(
            "JSON-LD with scripts and controls",
            http(
                _article(
                    author={
                        "@type": "Person",
                        "name": "Jane\u202e <script>1</script>\r\nBcc: x",
                    }
                ),
                HTML,
            ),
        ),
        _is_read(
            "pictures that are javascript:, data: and huge",
            http(
                page(
                    head=_meta("og:image", "javascript:alert(1)")
                    + _meta("twitter:image", "data:image/png;base64,AAAA")
                    + _meta("og:image", "http://[::1")
                    + _meta("og:image:width", "9" * 5_000)
                    + _meta("og:image:alt", "A&#x202e; B&#10;C")
                ),
                HTML,
            ),
        ),
        _is_read(
            "a rubric with a script and controls",
            http(
                page(
                    head=_meta("article:section", "War&#x202e;<script>1</script>&#10;x")
                ),
                HTML,
            ),
        ),
        _is_read(
            "a date of the year 99999",
            http(
                page(head=_dated("99999-01-01")),
                HTML,
            ),
        ),
        _is_read(
            "a date of the year -1",
            http(
                page(head=_dated("-0001-01-01T00:00:00Z")),
                HTML,
            ),
        ),
        _is_read(
            "a date of 100,000 digits",
            http(
                page(head=_dated("1" * 100_000)),
                HTML,
            ),
        ),
        _is_read(
            "500 dates",
            http(
                page(
                    body="".join(
                        f"<time datetime=20{n % 100:02}-01-01>a</time>"
                        for n in range(500)
                    )
                ),
                HTML,
            ),
        ),
        _is_read(
            "a title of 1 MB",
            _much(lambda: page(head=f"<title>{'a ' * 500_000}</title>")),
        ),
        _is_read("7,000 links", _much(lambda: page(body="<a href=/a>a</a> " * 7_000))),
        _is_read(
            "NUL bytes and controls",
            http(page(body="<p>And \0this\x01 is\x1b all of it.</p>"), HTML),
        ),
        _is_read(
            "tags that close in the wrong order",
            http(page(body="<p><b><i>x</b></i></p></div></body></html><p>y"), HTML),
        ),
        _is_read(
            "an XML declaration with a wrong encoding",
            http('<?xml version="1.0" encoding="utf-16"?>' + page(), HTML),
        ),
    ),
)

ROBOTS = Family(
    name="robots.txt",
    about="What is asked before a page: read as far as 512 kB, and never for long.",
    guard="robots",
    unguarded="minutes for a file that names thousands of robots",
    hazards=(
        _robots("a robots.txt without end", _endless, says="robots.txt cannot be read"),
        _robots("a robots.txt that hangs", _hanging, says="robots.txt cannot be read"),
        _robots(
            "a robots.txt that fails",
            http(b"", status="500 Error"),
            says="robots.txt cannot be read",
        ),
        _robots(
            "a robots.txt that leads to file:",
            http(b"", "Location: file:///etc/passwd", status="302 Found"),
            says="robots.txt cannot be read",
        ),
        _robots(
            "a robots.txt that leads to itself",
            http(b"", "Location: /robots.txt", status="302 Found"),
        ),
        _robots(
            "a robots.txt of 5 MB",
            lambda _: _rules("User-agent: a\nDisallow: /b\n" * 190_000),
        ),
        _robots(
            "a pattern that backtracks",
            lambda _: _rules("User-agent: *\nDisallow: /" + "*a" * 5_000 + "$\n"),
        ),
        _robots(
            "a thousand patterns that backtrack",
            lambda _: _rules("User-agent: *\n" + "Disallow: /*p*a*g*e*x*$\n" * 20_000),
        ),
        _robots(
            "50,000 robots by name",
            lambda _: _rules(
                "".join(f"User-agent: bot{n}\n" for n in range(30_000))
                + "Disallow: /a\n"
            ),
        ),
        _robots("a robots.txt that is a page", http(page(), HTML)),
        _robots("a robots.txt that is a picture", http(bytes(range(256)) * 1_000)),
        _robots(
            "a robots.txt in UTF-16", http("User-agent: *\nAllow: /".encode("utf-16"))
        ),
        _robots(
            "a pause of a million years",
            _rules("User-agent: *\nCrawl-delay: 31557600000000\n"),
        ),
        _robots(
            "a pause of NaN and -1",
            _rules("User-agent: *\nCrawl-delay: NaN\nCrawl-delay: -1\n"),
        ),
        _robots(
            "one line of 500 kB",
            lambda _: _rules("User-agent: *\nDisallow: /" + "a" * 500_000),
        ),
        _robots(
            "a flood of sitemaps",
            lambda place: _rules(f"Sitemap: http://{place.trap}/a.xml\n" * 10_000),
            then="nobody asks there",
        ),
    ),
)
