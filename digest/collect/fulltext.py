"""Where an entry's text is taken from: the feed itself, or the page it links to."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from digest.collect.blocks import paragraphs_of
from digest.model import Entry, Feed
from digest.text.paragraphs import has_words

WHOLE = 150  # words; shorter texts of a feed are teasers
ENOUGH = 60  # words of a teaser that stand in for a page that cannot be read

_LOOKED_AT = 300  # characters at the end
_CUT_OFF = re.compile(
    r"(?:…|\.\.\.|\[\s?(?:…|\.\.\.)\s?\]|\((?:…|more(?:…|\.\.\.)?)\)"
    r"|(?:read|continue reading|see|learn)(?: the)?(?: more| full \w{1,12}| rest)?"
    r"\W{0,6}|читати (?:далі|більше|повністю)\W{0,6})$",
    re.IGNORECASE,
)
_ADDED = re.compile(r"the post .{1,400} appeared first on ", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """The text that a feed carries of an entry, and whether to ask for its page."""

    text: str
    needs_page: bool


def carried(entry: Entry) -> str:
    """Return the text the feed carries of an entry, in paragraphs; "" where none."""
    longest = ""
    for markup in sorted((entry.content, entry.summary), key=len, reverse=True):
        if len(markup) > len(longest):  # no text is longer than its markup
            text = "\n\n".join(paragraphs_of(markup))
            longest = max(longest, text, key=len)
    return longest


def own_texts(entries: Sequence[Entry], feed: Feed) -> tuple[Own, ...]:
    """Return what the feed itself has of each entry."""
    texts = map(carried, entries)
    return tuple(Own(text=text, needs_page=_needs_page(feed, text)) for text in texts)


def is_whole(text: str) -> bool:
    """Tell whether a text looks whole: long enough, and not cut off."""
    if not has_words(text, WHOLE):
        return False
    parts = [part for part in text.split("\n\n") if not _ADDED.match(part)]
    return bool(parts) and not _CUT_OFF.search(parts[-1][-_LOOKED_AT:])


def _needs_page(feed: Feed, text: str) -> bool:
    """Tell whether the page has to be asked, given the text that the feed carries."""
    if feed.full_text == "auto":
        return not is_whole(text)
    return feed.full_text == "page"
