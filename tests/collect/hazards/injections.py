"""Hazards of words: titles, authors, tags and texts that want to be more than words."""

from xml.sax.saxutils import escape

from tests.collect.hazards.hazard import Family, Hazard
from tests.collect.hazards.saying import (
    HTML,
    LINK,
    TEXT,
    at_page,
    feed,
    first,
    http,
    item,
    page,
    reads,
    whole,
)

# What is written in a title, and what is left of it.
TITLES: tuple[tuple[str, str, str], ...] = (
    ("a script", "A <script>alert(1)</script> B", "A B"),
    ("a script that is escaped", "A &lt;script&gt; B", "A <script> B"),
    ("a handler", "A <img src=x onerror=alert(1)> B", "A B"),
    ("an address of javascript:", "javascript:alert(1)", "javascript:alert(1)"),
    (
        "a line break and a mail header",
        "A\r\nBcc: all@list.example",
        "A Bcc: all@list.example",
    ),
    ("an encoded line break", "A%0d%0aBcc: x", "A%0d%0aBcc: x"),
    ("line and paragraph separators", "A\u2028B\u2029C", "A B C"),
    ("bidi overrides", "A \u202ednuora\u202c B", "A dnuora B"),
    ("bidi isolates", "A \u2066x\u2069 B", "A x B"),
    ("zero-width spaces", "A\u200b\u2060\ufeff B", "A B"),
    ("soft hyphens", "A\u00adB", "AB"),
    ("tag characters", "A\U000e0041\U000e0042 B", "A B"),
    ("escapes of a terminal, C1", "A \x9b31m B", "A ›31m B"),
    ("Markdown", "# A [b](javascript:1) **c** `d`", "# A [b](javascript:1) **c** `d`"),
    (
        "a template of Jinja",
        "{{ 7 * 7 }} {% raw %} {# a #}",
        "{{ 7 * 7 }} {% raw %} {# a #}",
    ),
    ("a template of MJML", "A </mj-text><mj-raw> B", "A </mj-text><mj-raw> B"),
    ("the word None", "None", "None"),
    ("the end of CDATA", "A ]]> B", "A ]]> B"),
    ("a comment", "A <!-- b --> C", "A C"),
    ("a comment that is never closed", "A <!-- B", "A <!-- B"),
    ("a text from right to left", "שלום עולם", "שלום עולם"),
    ("half a front matter", "--- title: x ---", "--- title: x ---"),
    ("private letters", "A \ue000 B", "A \ue000 B"),
    ("unassigned letters", "A \u0378 B", "A \u0378 B"),
    ("decomposed letters", "Cafe\u0301", "Café"),
    ("spaces of all kinds", "A\u00a0\u2003\u3000\tB", "A B"),
)


def _title(name: str, written: str, left: str) -> Hazard:
    return reads(
        f"{name} in a title",
        feed(item(written)),
        holds=lambda came: first(came).entry.title == left,
        then="plain words on one line",
    )


def _author(name: str, written: str, *left: str) -> Hazard:
    made = item(more=f"<dc:creator>{escape(written)}</dc:creator>")
    return reads(
        f"{name} as an author",
        feed(made),
        holds=lambda came: first(came).authors == left,
        then=", ".join(left) or "nobody",
    )


def _tag(name: str, written: str, *left: str) -> Hazard:
    made = item(more=f"<category>{escape(written)}</category>")
    return reads(
        f"{name} as a tag",
        feed(made),
        holds=lambda came: first(came).entry.tags == left,
        then=", ".join(left) or "none",
    )


def _text(name: str, markup: str, *, without: str) -> Hazard:
    content = f"<content:encoded><![CDATA[{TEXT}{markup}]]></content:encoded>"
    made = f"<item><title>A</title><link>{LINK}</link>{content}</item>"
    return reads(
        f"{name} in a text",
        feed(made),
        holds=lambda came: without not in first(came).text and len(came.articles) == 1,
        then="not in the text",
    )


_ZALGO = "a" + "\u0301\u0316\u0334" * 3_400
_LONG = "The letter of it all stands here for everybody to see"

FAMILY = Family(
    name="injections",
    about="Words that want to be markup, headers, commands, or to be read otherwise.",
    guard="plain",
    unguarded="feedparser hands titles, authors, tags and links out as they are",
    hazards=(
        *(_title(*each) for each in TITLES),
        reads(
            "10,000 marks on one letter",
            feed(item(_ZALGO)),
            holds=lambda came: len(first(came).entry.title) < 20,
            then="no more than four are kept",
        ),
        reads(
            "10,000 marks on a letter of a text",
            feed(
                item().replace(
                    "</content:encoded>",
                    f"&lt;p&gt;{_LONG} {_ZALGO}.&lt;/p&gt;</content:encoded>",
                )
            ),
            holds=lambda came: (
                _LONG in first(came).text
                and "\u0334" * 5 not in first(came).text
                and len(first(came).text) < 2_500
            ),
        ),
        _author("a script", "<script>alert(1)</script>Jane Doe", "Jane Doe"),
        _author("a mail address", "jane@outlet.example (Jane Doe)", "Jane Doe"),
        _author(
            "a mail header", "Jane Doe\r\nBcc: all@list.example", "Jane Doe Bcc: ple"
        ),
        _author("bidi overrides", "\u202eeoD enaJ\u202c", "eoD enaJ"),
        _author("an address", "https://evil.example/"),
        _author("a word of 500,000 letters", "J" * 500_000),
        _tag("a script", "<script>alert(1)</script>"),
        _tag("controls", "war\x01\x1b\u202e", "war"),
        _tag("10,000 letters", "a" * 10_000, "a" * 80),
        _text("a script", "<script>alert('stolen')</script>", without="stolen"),
        _text("a style", "<style>p { color: stolen }</style>", without="stolen"),
        _text(
            "an iframe",
            "<iframe src=https://evil.example/>stolen</iframe>",
            without="evil",
        ),
        _text(
            "an address of javascript:",
            "<p>And <a href='javascript:stolen()'>this</a> is all of it.</p>",
            without="javascript",
        ),
        _text(
            "hidden words",
            "<p style='display: none'>Stolen words of it.</p>",
            without="Stolen",
        ),
        _text(
            "controls and NUL",
            "<p>And\x01 this\x00 is\x1b all of it.</p>",
            without="\x1b",
        ),
        _text(
            "controls by number",
            "<p>And&#1; this&#27; is all of it.</p>",
            without="\x1b",
        ),
        _text(
            "bidi overrides",
            "<p>And \u202esiht\u202c is all of it.</p>",
            without="\u202e",
        ),
        reads(
            "a feed whose own title is a script",
            feed().replace("Example Outlet", "&lt;script&gt;alert(1)&lt;/script&gt;"),
            holds=whole,
        ),
        reads(
            "a language that is a script",
            feed().replace("en-US", "&lt;script&gt;"),
            holds=lambda came: first(came).language == "en",
        ),
        at_page(
            "a script and a mail header in a page's title",
            http(page(title="A\r\nBcc: x <script>1</script>\u202eB"), HTML),
            holds=lambda came: first(came).text != "",
        ),
        at_page(
            "a title only in the page, with bidi overrides",
            http(page(title="A \u202ebad\u202c title"), HTML),
            holds=lambda came: "\u202e" not in first(came).entry.title,
        ),
    ),
)
