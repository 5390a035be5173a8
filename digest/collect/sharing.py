"""Entries without an address of their own: none can be cited, and the loss is told."""

from collections.abc import Container, Iterator
from datetime import datetime

from digest.collect.content import FeedContent
from digest.collect.selection import is_fresh, is_known
from digest.model import Entry, Failure, Feed, FeedMemory
from digest.text.addresses import spellings


def left_out(
    content: FeedContent,
    memory: FeedMemory,
    *,
    feed: Feed,
    since: datetime,
    known_pages: Container[str],
) -> tuple[Failure, ...]:
    """Return how many new entries no edition can cite, and why."""
    told = (
        _unlinked(content, memory, feed),
        _shared(content, memory, feed=feed, since=since, known_pages=known_pages),
    )
    return tuple(failure for failure in told if failure)


def _unlinked(content: FeedContent, memory: FeedMemory, feed: Feed) -> Failure | None:
    lost = frozenset(content.unlinked) - memory.entry_ids
    if not lost:
        return None
    reason = f"{_entries(len(lost))} left out: there is no link to a page"
    return Failure(subject=feed.title, reason=reason)


def _shared(
    content: FeedContent,
    memory: FeedMemory,
    *,
    feed: Feed,
    since: datetime,
    known_pages: Container[str],
) -> Failure | None:
    """Return how many new entries share their address; None: none is lost.

    A source must lead to its own page. Of entries with different texts and the same
    address the newest is read; and none, once an article of that address is known.
    """
    if feed.full_text == "page":
        return None  # what counts is the page, and that they have in common
    lost = {
        entry.id: entry
        for entry in _without_own_page(content, memory, known_pages)
        if entry.id not in memory.entry_ids
        and is_fresh(entry, since)
        and (entry.content or entry.summary)
    }
    if not lost:
        return None
    example = next(iter(lost.values())).url
    why = f"they share their address with another, {example} for one"
    reason = f"{_entries(len(lost))} left out: {why}"
    return Failure(subject=feed.title, reason=reason)


def _without_own_page(
    content: FeedContent, memory: FeedMemory, known_pages: Container[str]
) -> Iterator[Entry]:
    newest = {spellings(entry.url): entry for entry in content.entries}
    for double in content.doubles:
        first = newest[spellings(double.url)]
        if _name(double) == _name(first):
            continue  # the same, given twice
        yield double
        if double.id in memory.entry_ids and is_known(first, known_pages):
            yield first


def _name(entry: Entry) -> str:
    return (entry.title or entry.content or entry.summary).casefold()


def _entries(number: int) -> str:
    return "1 entry" if number == 1 else f"{number} entries"
