"""How hazards are written down: answers of HTTP, feeds, entries and pages."""

from collections.abc import Callable

from digest.model import Article, Harvest
from tests.collect.builders import a_page, an_item, html, prose, rss
from tests.collect.hazards.hazard import Hazard, Outcome, Place, Says

PROSE = prose(1)
TEXT = html(PROSE)
LINK = "https://outlet.example/story"
XML = "Content-Type: application/xml"
HTML = "Content-Type: text/html"
JSON = "Content-Type: application/feed+json"


def http(
    body: bytes | str = b"",
    *headers: str,
    status: str = "200 OK",
    length: int | None = None,
) -> bytes:
    """An answer with the length it has, or the one it is said to have."""
    content = body.encode() if isinstance(body, str) else body
    told = len(content) if length is None else length
    lines = [f"HTTP/1.1 {status}", *headers, f"Content-Length: {told}"]
    if not any(line.lower().startswith("content-type") for line in headers):
        lines.insert(1, XML)
    head = "\r\n".join([*lines, "Connection: close", "", ""])
    return head.encode("utf-8", "surrogateescape") + content


def moved(location: str, status: str = "302 Found") -> bytes:
    return http(b"", f"Location: {location}", status=status)


def item(title: str = "A headline", *, link: str = LINK, more: str = "") -> str:
    """An entry with its whole text; `more` is put into it as it is."""
    made = an_item(link, title=title, content=TEXT)
    return made.replace("</item>", f"{more}</item>")


def raw_item(markup: str) -> str:
    """An entry with its whole text, whose title, link and the like are given."""
    content = f"<content:encoded><![CDATA[{TEXT}]]></content:encoded>"
    return f"<item>{markup}{content}</item>"


def cdata(markup: str) -> str:
    """A feed whose one entry has more markup behind its text."""
    content = f"<content:encoded><![CDATA[{TEXT}{markup}]]></content:encoded>"
    return feed(f"<item><title>A</title><link>{LINK}</link>{content}</item>")


def feed(*items: str) -> str:
    return rss(*items or (item(),))


def teaser(place: Place, path: str = "/page") -> str:
    """A feed whose one entry sends to a page of the same server."""
    return rss(an_item(place.url(path), summary="A teaser of a few words only."))


def page(*, title: str = "A headline", head: str = "", body: str = "") -> str:
    made = a_page(PROSE, title=title)
    made = made.replace("</head>", f"{head}</head>")
    return made.replace("</article>", f"{body}</article>")


# ── hazards ───────────────────────────────────────────────────────────────────────


def reads(
    name: str,
    body: bytes | str | Callable[[Place], bytes],
    *headers: str,
    holds: Callable[[Harvest], bool] = lambda _: True,
    **said: str,
) -> Hazard:
    """A feed with a hazard in it that is read all the same."""
    told = body if callable(body) else http(body, *headers)
    return Hazard(name=name, answers={"/feed": told}, holds=holds, **said)


def fails(
    name: str, body: bytes | str | Says, *headers: str, says: str, **said: str
) -> Hazard:
    """A feed that cannot be read, and why it says that it cannot."""
    told = body if callable(body) else http(body, *headers)
    return Hazard(
        name=name,
        answers={"/feed": told},
        outcome=Outcome.FAILURE,
        says=says,
        **said,
    )


def answers(name: str, said: Says, *, says: str, **more: str) -> Hazard:
    """A server whose very answer is wrong: bytes as they are."""
    return Hazard(
        name=name, answers={"/feed": said}, outcome=Outcome.FAILURE, says=says, **more
    )


def at_page(
    name: str,
    said: Says,
    *,
    says: str = "",
    holds: Callable[[Harvest], bool] = lambda _: True,
    **more: str,
) -> Hazard:
    """A feed that sends to a page, and the page is the hazard; `says`: it fails."""
    return Hazard(
        name=name,
        answers={"/feed": lambda place: http(teaser(place)), "/page": said},
        outcome=Outcome.PAGE_FAILURE if says else Outcome.ARTICLE,
        says=says,
        holds=holds,
        **more,
    )


# ── what holds of what came ───────────────────────────────────────────────────────


def first(came: Harvest) -> Article:
    return came.articles[0]


def titled(expected: str) -> Callable[[Harvest], bool]:
    return lambda came: first(came).entry.title == expected


def whole(came: Harvest) -> bool:
    """Whether all of the text came."""
    return first(came).text == "\n\n".join(PROSE)
