"""Hazards of entities: references to no character, and declarations that unfold."""

from tests.collect.hazards.hazard import Family, Hazard, Place
from tests.collect.hazards.saying import (
    HTML,
    TEXT,
    at_page,
    fails,
    feed,
    first,
    http,
    page,
    raw_item,
    reads,
    titled,
)

_LINK = "<link>https://outlet.example/story</link>"
_REFUSED = "declares entities"


def _titled(markup: str) -> str:
    return feed(raw_item(f"<title>{markup}</title>{_LINK}"))


def _typed(declarations: str, title: str = "A") -> str:
    start, _, rest = _titled(title).partition("?>")
    return f"{start}?><!DOCTYPE rss [{declarations}]>{rest}"


def _reference(markup: str, expected: str, unguarded: str = "") -> Hazard:
    return reads(
        f"`{markup}` in a title",
        _titled(f"A {markup} B"),
        holds=titled(f"A {expected} B"),
        then=f"`A {expected} B`",
        unguarded=unguarded,
        guard="mending",
    )


def _bomb(levels: int = 10) -> str:
    lines = '<!ENTITY l0 "lol">' + "".join(
        f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, levels)
    )
    return _typed(lines, f"&l{levels - 1};")


def _external(place: Place) -> bytes:
    return http(_typed(f'<!ENTITY x SYSTEM "http://{place.trap}/x">', "&x;"))


def _parameter(place: Place) -> bytes:
    return http(_typed(f'<!ENTITY % x SYSTEM "http://{place.trap}/x"> %x;'))


def _subset(place: Place) -> bytes:
    start, _, rest = _titled("A headline").partition("?>")
    kind = f'<!DOCTYPE rss SYSTEM "http://{place.trap}/rss.dtd">'
    return http(f"{start}?>{kind}{rest}")


def _included(place: Place) -> bytes:
    include = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="http://{place.trap}/"/>'
    style = f'<?xml-stylesheet href="http://{place.trap}/a.xsl" type="text/xsl"?>'
    start, _, rest = feed(
        raw_item(f"<title>A headline</title>{_LINK}{include}")
    ).partition("?>")
    return http(f"{start}?>{style}{rest}")


_ATTLIST = f'<!ATTLIST item a CDATA "{"x" * 100_000}">'

FAMILY = Family(
    name="entities",
    about="References to characters that are none, and declarations that unfold.",
    guard="prolog",
    unguarded="110 kB unfold to 2.9 GB",
    hazards=(
        _reference("&#xD83D;", "\ufffd", "feedparser raises UnicodeEncodeError"),
        _reference("&#55357;", "\ufffd", "feedparser raises UnicodeEncodeError"),
        _reference("&#xD83D;&#xDE00;", "😀", "feedparser raises UnicodeEncodeError"),
        _reference("&#99999999999;", "\ufffd", "feedparser raises OverflowError"),
        _reference("&#x110000;", "\ufffd", "feedparser raises ValueError"),
        _reference("&#0;", "\ufffd"),
        _reference("&#x1b;", "\ufffd"),
        _reference("&#x;", "\ufffd"),
        _reference("&#xFFFF;", "\ufffd"),
        _reference("&eacute;", "é"),
        _reference("&nbsp;&mdash;&nbsp;", "—"),
        _reference("&NotEqualTilde;", "≂̸"),
        _reference("&unheardof;", "&unheardof;"),
        _reference("&amp;lt;b&amp;gt;", "<b>"),
        _reference("&amp;#xD83D;", "\ufffd"),
        _reference("&#38;#99999999999;", "\ufffd"),
        reads(
            "a digit of 100,000 zeros in a reference",
            _titled(f"A &#{'0' * 100_000}65; B"),
            holds=titled("A A B"),
        ),
        reads(
            "a reference of 100,000 digits",
            _titled(f"A &#{'9' * 100_000}; B"),
            holds=titled("A \ufffd B"),
        ),
        reads(
            "100,000 references to no character",
            _titled("A").replace(
                TEXT, TEXT + "<p>" + "&amp;#xD800;" * 100_000 + "</p>"
            ),
            holds=titled("A"),
        ),
        fails("a billion laughs", _bomb(), says=_REFUSED),
        fails(
            "quadratic blow-up",
            lambda _: http(_typed(f'<!ENTITY a "{"a" * 60_000}">', "&a;" * 10_000)),
            says=_REFUSED,
        ),
        fails(
            "an entity in an attribute",
            _typed('<!ENTITY a "b">').replace("<rss ", '<rss x="&a;" '),
            says=_REFUSED,
        ),
        fails(
            "an external entity: a file",
            _typed('<!ENTITY x SYSTEM "file:///etc/passwd">', "&x;"),
            says=_REFUSED,
        ),
        fails("an external entity: another server", _external, says=_REFUSED),
        fails("a parameter entity", _parameter, says=_REFUSED),
        fails("an entity in lower case", _typed('<!entity a "b">'), says=_REFUSED),
        fails(
            "an entity behind a comment with >",
            _typed('<!-- > ]> --><!ENTITY a "b">'),
            says=_REFUSED,
        ),
        fails(
            "an entity in UTF-16",
            _typed('<!ENTITY a "b">').encode("utf-16"),
            says=_REFUSED,
        ),
        fails(
            "an entity in UTF-16 without a mark",
            _typed('<!ENTITY a "b">').encode("utf-16-le"),
            says=_REFUSED,
        ),
        fails(
            "an entity in a second document type",
            _typed("").replace("]>", ']><!DOCTYPE y [<!ENTITY a "b">]>', 1),
            says=_REFUSED,
        ),
        fails(
            "an entity behind stray words",
            "PHP Notice: x\n" + _typed('<!ENTITY a "b">'),
            says=_REFUSED,
        ),
        fails("an entity in NUL bytes", _typed('<!E\0NTI\0TY a "b">'), says=_REFUSED),
        reads(
            "a document type of another server",
            _subset,
            holds=titled("A headline"),
            then="nobody asks there",
        ),
        reads(
            "a stylesheet and an inclusion of another server",
            _included,
            holds=titled("A headline"),
            then="nobody asks there",
        ),
        reads(
            "a default attribute of 100 kB",
            _typed(_ATTLIST),
            holds=titled("A"),
            then="the document type is left out",
        ),
        reads(
            "a document type without entities",
            _typed("<!ELEMENT rss ANY>"),
            holds=titled("A"),
        ),
        reads(
            "<!ENTITY in an article's text",
            feed(
                raw_item(f"<title>A</title>{_LINK}").replace(
                    TEXT, TEXT + "<p>&lt;!ENTITY a>, and more of it.</p>"
                )
            ),
            holds=lambda came: "<!ENTITY" in first(came).text,
        ),
        at_page(
            "a page with references to no character",
            http(
                page(
                    body="<p>"
                    + "The &#xD83D; and &#99999999999; of it, and &#x110000; too. " * 3
                    + "</p>"
                ),
                HTML,
            ),
            holds=lambda came: "The \ufffd and" in first(came).text,
        ),
        at_page(
            "a page that declares entities",
            http(
                '<!DOCTYPE html [<!ENTITY a "bbbb">]>' + page(body="<p>&a;&a;</p>"),
                HTML,
            ),
            holds=lambda came: "bbbb" not in first(came).text,
        ),
    ),
)
