"""Feeds that are too much: cut to what is read of them, or refused before a parser."""

import re

from digest.errors import FeedError

MAX_TAGS = 150_000  # the busiest of 222 real feeds has 47,000
MAX_ATTRIBUTES = 500  # in one tag; feedparser's time grows with their square

_ENTRY = re.compile(rb"<(?:\w{1,20}:)?(?:item|entry)[\s>]", re.IGNORECASE)
_ENTRY_END = re.compile(rb"</(?:\w{1,20}:)?(?:item|entry)\s*>", re.IGNORECASE)
# Who is longer than this is nobody: feedparser looks for an address in what stands
# there, which takes the square of its length.
_PERSON = re.compile(
    rb"(<(?:\w{1,20}:)?(?:author|creator|publisher|managingeditor|webmaster|name|email"
    rb"|owner|contributor)\b[^<>]*+>\s*+)(<!\[CDATA\[)?[^<]{1000,}+",
    re.IGNORECASE,
)
_CDATA = re.compile(rb"<!\[CDATA\[.*?(?:\]\]>|\Z)", re.DOTALL)  # it need not end
_LONG_TAG = re.compile(rb"<[^<>]{2000,}")


def bounded(body: bytes, *, max_entries: int) -> bytes:
    """Return a feed's bytes with no more entries than are read.

    Raises:
        FeedError: there is more markup in it than any feed needs.
    """
    cut = _PERSON.sub(rb"\1\2", _cut(body, max_entries))
    # what stands in CDATA is text to its parser; to leave it out takes time of its own
    if _trouble(cut) and (trouble := _trouble(_CDATA.sub(b"", cut))):
        raise FeedError(trouble)
    return cut


def _trouble(markup: bytes) -> str | None:
    if markup.count(b"<") > MAX_TAGS:
        return f"no feed: more than {MAX_TAGS:,} tags"
    tags = (found.group() for found in _LONG_TAG.finditer(markup))
    if any(tag.count(b"=") > MAX_ATTRIBUTES for tag in tags):
        return f"no feed: a tag with more than {MAX_ATTRIBUTES} attributes"
    return None


def _cut(body: bytes, max_entries: int) -> bytes:
    """Return the feed without the entries after so many, and still well-formed."""
    starts = (found.start() for found in _ENTRY.finditer(body))
    after = next((at for place, at in enumerate(starts) if place == max_entries), None)
    if after is None:
        return body
    last = max((found.end() for found in _ENTRY_END.finditer(body, after)), default=0)
    return body[:after] + body[last:] if last else body[:after]
