"""What a feed says, whatever its format: tidied so that all formats are alike."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from digest.collect.plain import plain
from digest.model import Entry
from digest.text.addresses import spellings

MAX_ENTRIES = 500  # read of one feed
MAX_MARKUP = 2_000_000  # characters kept of one entry's text
MAX_ID = 500

_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
_AHEAD = timedelta(days=2)  # clocks differ, and some date tomorrow's paper


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedContent:
    """What one feed says of itself, and its entries.

    `kind` is its format as a person would name it ("RSS 2.0"); `language` is a
    primary tag ("uk"), None where the feed does not say. `doubles` are entries at the
    page of a newer one, `unlinked` the ids of those that lead to no page. `ttl` is
    how long it says that it stays fresh (None: it does not).
    """

    title: str
    kind: str
    language: str | None
    entries: tuple[Entry, ...]
    doubles: tuple[Entry, ...] = ()
    unlinked: tuple[str, ...] = ()
    ttl: timedelta | None = None


def identity(given: str) -> str:
    """Return an entry's id as it is remembered: on one line, and never long."""
    tidy = plain(given)
    if len(tidy) <= MAX_ID:
        return tidy
    return "sha256:" + hashlib.sha256(tidy.encode()).hexdigest()


def tidied(content: FeedContent, *, now: datetime) -> FeedContent:
    """Return the same with believable dates, one entry a page, newest first."""
    believed = [_believed(entry, now) for entry in _told_apart(content.entries)]
    newest: dict[frozenset[str], Entry] = {}
    doubles = [
        entry
        for entry in newest_first(believed)
        if newest.setdefault(spellings(entry.url), entry) is not entry
    ]
    return replace(content, entries=tuple(newest.values()), doubles=tuple(doubles))


def newest_first(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return entries by date; undated ones last, in the feed's own order."""
    return tuple(
        sorted(entries, key=lambda entry: entry.published or _EARLIEST, reverse=True)
    )


def _told_apart(entries: tuple[Entry, ...]) -> list[Entry]:
    """Return the entries with an id each: some feeds give all of them the same."""
    pages: dict[str, set[frozenset[str]]] = {}
    for entry in entries:
        pages.setdefault(entry.id, set()).add(spellings(entry.url))
    return [
        replace(entry, id=identity(entry.url)) if len(pages[entry.id]) > 1 else entry
        for entry in entries
    ]


def _believed(entry: Entry, now: datetime) -> Entry:
    published = _believable(entry.published, now)
    updated = _believable(entry.updated, now)
    if (published, updated) == (entry.published, entry.updated):
        return entry
    return replace(entry, published=published, updated=updated)


def _believable(date: datetime | None, now: datetime) -> datetime | None:
    return date if date and _EARLIEST <= date <= now + _AHEAD else None
