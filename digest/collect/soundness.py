"""What is wrong with a feed's bytes, though it can be read."""

import codecs
import re
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from lxml import etree

from digest.collect.plain import plain

_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_DECLARED = re.compile(rb"<\?xml[^>]{0,100}encoding\s*=\s*[\"']([\w.:-]{1,40})")
_PLACE = re.compile(r", line \d+(?:, column \d+)?$")
_OF_LETTERS = re.compile(  # of all codecs: some others unpack, or run for ever
    r"utf|iso|windows|cp\d|koi|gb|big|shift|sjis|euc|latin|us-ascii|ascii|mac",
    re.IGNORECASE,
)
_ITEMS = ("{*}item", "{*}entry")
_MOST = 500  # entries looked at
_MAX_WORDS = 120  # characters of a parser's remark


def unsound(body: bytes, *, content_type: str = "") -> tuple[str, ...]:
    """Return what is wrong with a feed in XML, in words; nothing where it is JSON."""
    if body.lstrip()[:1] != b"<":
        return ()
    return (*_malformed(body), *_mistaken_charset(body, content_type), *_entries(body))


def _malformed(body: bytes) -> Iterator[str]:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        etree.fromstring(body, parser)
    except etree.XMLSyntaxError as error:
        said = _PLACE.sub("", plain((error.msg or "it is cut off")[:_MAX_WORDS]))
        yield f"its XML is broken in line {error.lineno or 1}: {said}"


def _mistaken_charset(body: bytes, content_type: str) -> Iterator[str]:
    """Yield where the declarations of its letters contradict each other or the bytes.

    Bytes that are all ASCII mean the same either way.
    """
    if body.isascii():
        return
    by_server = _CHARSET.search(content_type)
    by_feed = _DECLARED.match(body.lstrip(b"\xef\xbb\xbf \r\n\t"))
    served = _codec(by_server[1]) if by_server else None
    declared = _codec(by_feed[1].decode()) if by_feed else None
    if served and declared and served != declared:
        yield f"its server says its letters are {served}, the feed itself {declared}"
    believed = declared or served or "utf-8"
    try:
        body.decode(believed)
    except (ValueError, LookupError):
        yield f"not all of its letters are {believed}, as they should be"


def _codec(name: str) -> str | None:
    if not _OF_LETTERS.match(name):
        return None
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None


def _entries(body: bytes) -> Iterator[str]:
    """Yield what entries lack or share, each as read, before anything stands in."""
    given = [_said(item) for item in _items(body)]
    linkless = sum(not link for link, _ in given)
    ids = Counter(name for _, name in given if name)
    shared = sum(number for number in ids.values() if number > 1)
    if linkless:
        yield f"{_of(linkless, len(given))} without a link: no edition can cite them"
    if shared:
        yield f"{_of(shared, len(given))} with an id that another has, too"


def _items(body: bytes) -> Iterator[Any]:
    """Yield the entries, as far as a broken feed can be read."""
    events = etree.iterparse(
        BytesIO(body),
        events=("end",),
        tag=_ITEMS,
        recover=True,
        no_network=True,
        resolve_entities=False,
        load_dtd=False,
    )
    try:
        for number, (_, item) in enumerate(events):
            if number == _MOST:
                return
            yield item
            item.clear()
    except etree.XMLSyntaxError:
        return


def _said(item: Any) -> tuple[str, str]:
    """Return an entry's link and id, "" where it has none."""
    link, name, permanent = "", "", False
    for child in item.iterchildren("{*}link", "{*}guid", "{*}id"):
        text = plain(child.text or "")
        if etree.QName(child).localname == "link":
            link = link or text or child.get("href") or ""
        else:
            name = name or text
            permanent = permanent or child.get("isPermaLink") != "false"
    is_address = permanent and name.startswith(("http://", "https://"))
    return link or (name if is_address else ""), name


def _of(number: int, total: int) -> str:
    return f"{number} of {total} entries {'is' if number == 1 else 'are'}"
