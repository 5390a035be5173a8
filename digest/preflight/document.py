"""The HTML of an email as a tree, and where in it something stands, in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from digest.preflight.plain import plain, shortened

# Longer ones are clipped by every client; what is in them need not be looked at.
MAX_BYTES = 1_000_000

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")

Element = Any  # lxml ships no types


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """An HTML document: as it is written, as a tree, and its visible part."""

    source: str
    root: Element
    body: Element

    def all(self, *names: str) -> list[Element]:
        """Return the elements of these names, all where none is given, in order."""
        return [each for each in self.root.iter(*names) if isinstance(each.tag, str)]

    @property
    def headings(self) -> list[Element]:
        """Its headings, in order."""
        return self.all(*HEADINGS)

    def of_id(self, name: str) -> Element | None:
        """Return the element of this id; None: there is none."""
        found = (each for each in self.root.iter() if each.get("id") == name)
        return next(found, None)


def parsed(html: str) -> Document | None:
    """Return a document; None where there is nothing to be read, or far too much."""
    encoded = html.encode("utf-8", "replace")
    if not html.strip() or len(encoded) > MAX_BYTES:
        return None
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True
    )
    try:
        root = etree.fromstring(encoded, parser)
    except etree.XMLSyntaxError:
        return None
    body = None if root is None else root.find("body")
    return None if body is None else Document(source=html, root=root, body=body)


def text_of(element: Element) -> str:
    """Return the text of an element and all in it, as one line."""
    return plain("".join(element.itertext()))


def shown(element: Element) -> str:
    """Return where an element stands, as a person finds it."""
    tag = str(element.tag)
    said = element.get("alt") or element.get("src") or element.get("content") or ""
    words = shortened(text_of(element) or said)
    return f"email.html: {tag} “{words}”" if words else f"email.html: {tag}"


def numbered_depths(root: Element) -> Iterator[int]:
    """Yield how deep each element stands, the root at 1."""
    depths = {root: 1}
    for element in root.iter():
        if element is not root:
            depths[element] = depths[element.getparent()] + 1
        yield depths[element]
