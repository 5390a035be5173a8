"""HTML → paragraphs: which elements begin one, and which hold none of the text."""

from collections.abc import Mapping

from lxml import etree

from digest.collect.plain import plain

MAX_PARAGRAPHS = 5_000

_BLOCKS = frozenset(
    (
        "address",
        "article",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "tr",
        "ul",
    )
)
_DROPPED = frozenset(
    (
        "applet",
        "aside",
        "audio",
        "button",
        "canvas",
        "embed",
        "figcaption",
        "figure",
        "form",
        "frame",
        "head",
        "iframe",
        "input",
        "map",
        "math",
        "nav",
        "noscript",
        "object",
        "option",
        "script",
        "select",
        "style",
        "svg",
        "template",
        "textarea",
        "title",
        "video",
    )
)
_CELLS = frozenset(("td", "th"))
_FURNITURE = frozenset(  # class names of WordPress and its plugins, and their like
    (
        "feedflare",
        "jp-relatedposts",
        "newsletter-signup",
        "pullquote",
        "related-posts",
        "screen-reader-text",
        "sharedaddy",
        "social-share",
        "visually-hidden",
        "wp-caption",
        "wp-caption-text",
        "wp-block-embed",
    )
)
# closed by no end tag, so that nothing after them is dropped with them
_VOID = frozenset(("br", "embed", "frame", "hr", "img", "input", "meta", "link"))


def paragraphs_of(markup: str) -> tuple[str, ...]:
    """Return the paragraphs of a piece of HTML, as plain text.

    The document is read as a stream: neither its depth nor its size is a danger.
    """
    if "<" not in markup and "&" not in markup:
        return tuple(filter(None, (plain(part) for part in markup.split("\n\n"))))
    parser = etree.HTMLParser(target=_Paragraphs(), encoding="utf-8", no_network=True)
    document = f"<body>{markup}".replace("\0", "").encode("utf-8", "replace")
    parser.feed(document)
    found: tuple[str, ...] = parser.close()
    return found


class _Paragraphs:
    """A target for lxml's parser: it is told tags and text in order."""

    def __init__(self) -> None:
        self._found: list[str] = []
        self._words: list[str] = []
        self._dropping = 0
        self._breaks = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if self._dropping or _is_dropped(tag, attributes):
            self._dropping += tag not in _VOID
        elif tag == "br":
            self._line_break()
        elif tag in _BLOCKS:
            self._paragraph()
        elif tag in _CELLS:
            self._words.append(" ")

    def end(self, tag: str) -> None:
        if self._dropping:
            self._dropping -= tag not in _VOID
        elif tag in _BLOCKS:
            self._paragraph()

    def data(self, text: str) -> None:
        if self._dropping:
            return
        if not text.isspace():
            self._breaks = 0
        self._words.append(text)

    def close(self) -> tuple[str, ...]:
        self._paragraph()
        return tuple(self._found)

    def _line_break(self) -> None:
        self._breaks += 1
        self._words.append(" ")
        if self._breaks > 1:
            self._paragraph()

    def _paragraph(self) -> None:
        self._breaks = 0
        if self._words and len(self._found) < MAX_PARAGRAPHS:
            paragraph = plain("".join(self._words))
            if paragraph:
                self._found.append(paragraph)
        self._words.clear()


def _is_dropped(tag: str, attributes: Mapping[str, str]) -> bool:
    if tag in _DROPPED or "hidden" in attributes:
        return True
    style = attributes.get("style", "").replace(" ", "").casefold()
    classes = attributes.get("class", "").split()
    return "display:none" in style or not _FURNITURE.isdisjoint(classes)
