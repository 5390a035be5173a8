"""Which entries of a feed become articles, and which are simply remembered."""

from collections.abc import Container, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime

from digest.collect.content import FeedContent, identity
from digest.model import Entry, Feed, FeedMemory
from digest.text.addresses import spellings

FIRST_VISIT = 3  # so that a first edition is not empty
MAX_REMEMBERED = 10_000  # ids of one feed


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What one run takes from a feed.

    `chosen` become articles, newest first; `ids` are what is dealt with once they
    have, ids and pages; `left` is the same of those that did not fit, and wait.
    """

    chosen: tuple[Entry, ...]
    ids: frozenset[str]
    left: frozenset[str]


def selected(
    content: FeedContent,
    memory: FeedMemory,
    *,
    feed: Feed,
    since: datetime,
    known_pages: Container[str],
) -> Selection:
    """Return which entries to make articles of.

    They are new, and fresh or undated. A feed that was never read before and has
    nothing fresh gives its newest few.
    """
    unseen = [entry for entry in content.entries if not _is_met(entry, memory)]
    fresh = [entry for entry in unseen if is_fresh(entry, since)]
    if not fresh and not memory.entry_ids:
        fresh = unseen[:FIRST_VISIT]
    new = [entry for entry in fresh if not is_known(entry, known_pages)]
    most = feed.max_entries
    left = _marks(entry for entry in new[most:] if _is_news(entry, memory))
    there = _marks((*content.entries, *content.doubles)) - left
    met = there | frozenset(content.unlinked)
    return Selection(chosen=tuple(new[:most]), ids=met, left=left)


def is_fresh(entry: Entry, since: datetime) -> bool:
    """Tell whether an entry may be news: undated ones may."""
    return entry.published is None or entry.published >= since


def is_known(entry: Entry, known_pages: Container[str]) -> bool:
    """Tell whether an entry's page is known, be it by http or https."""
    return any(url in known_pages for url in spellings(entry.url))


def remembered(
    selection: Selection, memory: FeedMemory, *, failed: AbstractSet[str]
) -> frozenset[str]:
    """Return the ids to remember: all but those whose page is to be tried again."""
    chosen = {entry.id for entry in selection.chosen}
    if failed and chosen <= failed and not memory.entry_ids:
        return memory.entry_ids  # nothing could be read: the next is the first visit
    now_there = selection.ids - _marks(
        entry for entry in selection.chosen if entry.id in failed
    )
    total = memory.entry_ids | now_there
    # a feed that gives new ids each time must not fill the store
    return total if len(total) <= MAX_REMEMBERED else now_there


def _is_news(entry: Entry, memory: FeedMemory) -> bool:
    """Tell whether an entry is known to be new: a first visit's undated rest is not."""
    return entry.published is not None or bool(memory.entry_ids)


def _marks(entries: Iterable[Entry]) -> frozenset[str]:
    """Return what entries are known again by: their ids and pages.

    Some feeds change their ids, be it with a new system or at each answer.
    """
    return frozenset(
        mark for entry in entries for mark in (entry.id, identity(entry.url))
    )


def _is_met(entry: Entry, memory: FeedMemory) -> bool:
    pages = (identity(url) for url in spellings(entry.url))
    return not memory.entry_ids.isdisjoint((entry.id, *pages))
