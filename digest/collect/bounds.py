"""How much markup one page may have: reading more would hold up the run."""

from collections.abc import Mapping

from lxml import etree

from digest.errors import FeedError

MAX_ELEMENTS = 8_000  # the busiest of 125 real pages has 3,000; time grows squared
MAX_ATTRIBUTES = 200  # of one element: a tree's time grows with their square

MAX_TEXT = 400_000  # characters in one piece: a book
MAX_SCRIPT = 200_000  # characters, metadata among them; cut in two they mean nothing
MAX_VALUE = 20_000  # characters of an attribute


def insist_on_bounds(html: bytes | str) -> None:
    """Refuse a page with more elements or attributes than articles have.

    It is read as a stream, which takes no longer than its length.

    Raises:
        FeedError: it has.
    """
    encoding = "utf-8" if isinstance(html, str) else None
    parser = etree.HTMLParser(target=_Count(), encoding=encoding, no_network=True)
    parser.feed(html.encode("utf-8", "replace") if isinstance(html, str) else html)
    parser.close()


def cut_down(tree: etree._Element) -> None:
    """Take what is too long for an article, or for what is said of one, off a page.

    Extractors hold copies of it by the dozen: 3 MB of metadata take 430 MB.
    """
    for element in tree.iter(etree.Element):
        longest = MAX_SCRIPT if element.tag == "script" else MAX_TEXT
        if element.text and len(element.text) > longest:
            element.text = None if element.tag == "script" else element.text[:longest]
        if element.tail and len(element.tail) > MAX_TEXT:
            element.tail = element.tail[:MAX_TEXT]
        for name, value in element.items():
            if len(value) > MAX_VALUE:
                del element.attrib[name]


class _Count:
    """A target for lxml's parser that counts."""

    def __init__(self) -> None:
        self._elements = 0

    def start(self, _tag: str, attributes: Mapping[str, str]) -> None:
        self._elements += 1
        if self._elements > MAX_ELEMENTS:
            message = f"the page has more than {MAX_ELEMENTS:,} elements"
            raise FeedError(message)
        if len(attributes) > MAX_ATTRIBUTES:
            message = f"the page has more than {MAX_ATTRIBUTES} attributes in one tag"
            raise FeedError(message)

    def close(self) -> None:
        """Nothing is built, and so nothing to hand over."""
