"""Which entries of a feed become articles, and which are simply remembered."""

from collections.abc import Container
from collections.abc import Set as AbstractSet
from datetime import datetime

from digest.model import Entry, Feed, FeedMemory

FIRST_VISIT = 3  # so that a first edition is not empty
MAX_REMEMBERED = 10_000  # ids of one feed


def wanted(
    entries: tuple[Entry, ...],
    memory: FeedMemory,
    *,
    feed: Feed,
    since: datetime,
    known_pages: Container[str],
) -> tuple[Entry, ...]:
    """Return the entries to make articles of, newest first.

    They are new, and fresh or undated. A feed that was never read before and has
    nothing fresh gives its newest few.
    """
    unseen = [entry for entry in entries if entry.id not in memory.entry_ids]
    fresh = [
        entry for entry in unseen if entry.published is None or entry.published >= since
    ]
    if not fresh and not memory.entry_ids:
        fresh = unseen[:FIRST_VISIT]
    chosen = fresh[: feed.max_entries]
    return tuple(entry for entry in chosen if entry.url not in known_pages)


def remembered(
    entries: tuple[Entry, ...], memory: FeedMemory, *, failed: AbstractSet[str]
) -> frozenset[str]:
    """Return the ids to remember: all but those whose page is to be tried again."""
    now_there = frozenset(entry.id for entry in entries) - failed
    total = memory.entry_ids | now_there
    # a feed that gives new ids each time must not fill the store
    return total if len(total) <= MAX_REMEMBERED else now_there
