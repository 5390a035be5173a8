"""What a feed offers: its title and kind, how many entries, whole texts or teasers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from digest.collect.content import FeedContent
from digest.collect.fulltext import carried, is_whole
from digest.collect.parse import parsed
from digest.text.paragraphs import words

_COMMENTS = re.compile(
    r"\bcomments?\b|\bkommentare?\b|\bcommentaires?\b|\bкоментар", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What a feed offers to someone who thinks of subscribing.

    `location` is where to subscribe to it: the address asked, or the one it has moved
    to for good. `whole_texts` counts the entries whose full text the feed itself
    carries, and `teaser_words` lies in the middle of the lengths of the others (0:
    there are none); `oldest` and `newest` are None where no entry has a date;
    `language` is None where the feed does not say. `of_comments` tells that readers
    write it.
    """

    location: str
    title: str
    kind: str
    language: str | None
    entries: int
    whole_texts: int
    teaser_words: int
    oldest: datetime | None
    newest: datetime | None
    of_comments: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A feed that was read: what it says, and what that comes to."""

    content: FeedContent
    offer: Offer


def offered(
    body: bytes, *, url: str, location: str, now: datetime, content_type: str
) -> Offered:
    """Return what a feed says and offers that was asked for at a location.

    Raises:
        FeedError: it is no feed.
    """
    content = parsed(body, url=url, now=now, content_type=content_type)
    return Offered(content=content, offer=_offer(content, location))


def _offer(content: FeedContent, location: str) -> Offer:
    """Return what a feed's content offers."""
    texts = [carried(entry) for entry in content.entries]
    teasers = [words(text) for text in texts if not is_whole(text)]
    dates = [entry.published for entry in content.entries if entry.published]
    return Offer(
        location=location,
        title=content.title,
        kind=content.kind,
        language=content.language,
        entries=len(texts),
        whole_texts=len(texts) - len(teasers),
        teaser_words=_middle(teasers),
        oldest=min(dates, default=None),
        newest=max(dates, default=None),
        of_comments=bool(_COMMENTS.search(f"{content.title} {location}")),
    )


def _middle(counts: Sequence[int]) -> int:
    return round(median(counts)) if counts else 0
