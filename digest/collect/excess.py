"""Feeds that are too much: cut to what is read of them, or refused before a parser."""

import re

from digest.errors import FeedError

MAX_TAGS = 150_000  # the busiest of 222 real feeds has 47,000
MAX_ATTRIBUTES = 500  # in one tag; feedparser's time grows with their square

_ENTRY = re.compile(rb"<(?:\w{1,20}:)?(?:item|entry)[\s>]", re.IGNORECASE)
_ENTRY_END = re.compile(rb"</(?:\w{1,20}:)?(?:item|entry)\s*>", re.IGNORECASE)
_LONG_TAG = re.compile(rb"<[^<>]{2000,}")


def bounded(body: bytes, *, max_entries: int) -> bytes:
    """Return a feed's bytes with no more entries than are read.

    Raises:
        FeedError: there is more markup in it than any feed needs.
    """
    cut = _cut(body, max_entries)
    if cut.count(b"<") > MAX_TAGS:
        message = f"no feed: more than {MAX_TAGS:,} tags"
        raise FeedError(message)
    if any(tag.group().count(b"=") > MAX_ATTRIBUTES for tag in _LONG_TAG.finditer(cut)):
        message = f"no feed: a tag with more than {MAX_ATTRIBUTES} attributes"
        raise FeedError(message)
    return cut


def _cut(body: bytes, max_entries: int) -> bytes:
    """Return the feed without the entries after so many, and still well-formed."""
    starts = (found.start() for found in _ENTRY.finditer(body))
    after = next((at for place, at in enumerate(starts) if place == max_entries), None)
    if after is None:
        return body
    last = max((found.end() for found in _ENTRY_END.finditer(body, after)), default=0)
    return body[:after] + body[last:] if last else body[:after]
