"""Copies of pages: which feed's is taken where several have one, and how new it is."""

from collections.abc import Callable, Container, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, Connection, select

from digest.store.schema import articles
from digest.store.statements import batches
from digest.text.addresses import spellings


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """One feed's copy of a page, without its text."""

    feed: str
    url: str
    outlet: str
    dated: datetime


def newest_first(
    connection: Connection, locations: Sequence[str], since: datetime | None
) -> list[Copy]:
    """Return the feeds' pages, each in one copy, newest first, then by address."""
    named = dict.fromkeys(locations)
    places = {location: place for place, location in enumerate(named)}
    copies = _candidates(connection, locations, since)
    chosen = best_of(
        (copy for copy in copies if copy.feed in places),
        lambda copy: places[copy.feed],
        page=lambda copy: spellings(copy.url),
    )
    wanted = [copy for copy in chosen if since is None or copy.dated >= since]
    wanted.sort(key=lambda copy: copy.url)
    wanted.sort(key=lambda copy: copy.dated, reverse=True)
    return wanted


def copies_with(
    connection: Connection, column: Column[str], values: Iterable[str]
) -> Iterator[Copy]:
    """Yield all copies that have one of these values in a column."""
    for batch in batches(values):
        rows = connection.execute(
            select(
                articles.c.feed, articles.c.url, articles.c.outlet, articles.c.dated
            ).where(column.in_(batch))
        )
        yield from (Copy(**row) for row in rows.mappings())


def best_of(
    copies: Iterable[Copy],
    place: Callable[[Copy], int],
    *,
    page: Callable[[Copy], Hashable],
) -> list[Copy]:
    """Choose one copy of each page: that of the lowest place, or else by feed."""
    best: dict[Hashable, tuple[tuple[int, str, str], Copy]] = {}
    for copy in copies:
        rank, same = (place(copy), copy.feed, copy.url), page(copy)
        if same not in best or rank < best[same][0]:
            best[same] = (rank, copy)
    return [copy for _, copy in best.values()]


def known_pages(
    connection: Connection,
    locations: Container[str],
    urls: Iterable[str],
    *,
    before: datetime,
) -> frozenset[str]:
    """Return those of the addresses at which the feeds had articles before a moment."""
    found: set[str] = set()
    for batch in batches(urls):
        rows = connection.execute(
            select(articles.c.url, articles.c.feed).where(
                articles.c.url.in_(batch), articles.c.first_seen < before
            )
        )
        found.update(url for url, feed in rows if feed in locations)
    return frozenset(found)


def count_pages(connection: Connection, locations: Iterable[str]) -> int:
    """Return at how many addresses the feeds have articles."""
    pages: set[str] = set()
    for batch in batches(locations):
        found = select(articles.c.url).where(articles.c.feed.in_(batch))
        pages.update(connection.scalars(found))
    return len(pages)


def _candidates(
    connection: Connection, locations: Sequence[str], since: datetime | None
) -> Iterator[Copy]:
    """Return the copies among which each page's is chosen, others' maybe too.

    Of a page with one recent copy the older ones are needed as well: it is the feed
    named first that says how old the page is.
    """
    if since is None:
        return copies_with(connection, articles.c.feed, locations)
    recent = _recent_pages(connection, locations, since)
    same = (spelling for url in recent for spelling in sorted(spellings(url)))
    return copies_with(connection, articles.c.url, same)


def _recent_pages(
    connection: Connection, locations: Iterable[str], since: datetime
) -> Iterator[str]:
    for batch in batches(locations):
        pages = select(articles.c.url).where(
            articles.c.feed.in_(batch), articles.c.dated >= since
        )
        yield from connection.scalars(pages)
