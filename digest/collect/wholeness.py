"""Whether all of a feed came: one that was cut off on the way is not read at all.

What is missing cannot be known, and what stands last may be half: of a first visit, the
rest would be taken for news at the next. The next run finds it whole.
"""

import re

from digest.errors import FeedError

_ROOT = re.compile(
    rb"<((?:[\w.-]{1,20}:)?(?:rss|feed|rdf|channel))(?=[\s/>])[^<>]*+>?", re.IGNORECASE
)
_ENTRY = re.compile(rb"<(?:\w{1,20}:)?(?:item|entry)[\s>]", re.IGNORECASE)


def insist_on_its_end(feed: bytes) -> None:
    """Refuse a feed whose outermost element is not closed after its entries.

    Raises:
        FeedError: it was cut off.
    """
    root = _ROOT.match(feed)
    if not root or root[0].endswith(b"/>"):
        return
    end = _last_end(feed, root[1])
    if end < 0 or _ENTRY.search(feed, end):
        message = f"the feed is cut off: </{root[1].decode('ascii')}> is missing"
        raise FeedError(message)
    if feed.rfind(b"<![CDATA[") > feed.rfind(b"]]>"):
        message = "the feed is cut off: ]]> is missing"
        raise FeedError(message)


def _last_end(feed: bytes, name: bytes) -> int:
    closing = re.compile(rb"</%s\s*+>" % re.escape(name), re.IGNORECASE)
    ends = [found.start() for found in closing.finditer(feed)]
    return ends[-1] if ends else -1
