"""How the texts of articles were read: to tell what has changed, and what is due."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, and_, func, or_, select, update

from digest.model import Reading
from digest.store.schema import articles, readings
from digest.store.statements import New, batches, upsert

Page = tuple[str, str]  # a feed's location, and an address in it


def keep_readings(
    connection: Connection, location: str, kept: Mapping[str, Reading]
) -> None:
    """Note how a feed's pages were read; when each was asked again is left alone."""
    rows = [
        {
            "feed": location,
            "url": url,
            "given": reading.given,
            "said": reading.said,
            "due": reading.due,
        }
        for url, reading in sorted(kept.items())
    ]
    upsert(connection, readings, rows, instead=_left_alone)


def _left_alone(_new: New) -> New:
    return {"asked": readings.c.asked, "updated": readings.c.updated}


def readings_of(
    connection: Connection, location: str, urls: Collection[str]
) -> dict[str, Reading]:
    """Return how a feed's pages were read; of those unknown nothing."""
    found = {}
    for batch in batches(urls):
        rows = connection.execute(
            select(
                readings.c.url, readings.c.given, readings.c.said, readings.c.due
            ).where(readings.c.feed == location, readings.c.url.in_(batch))
        )
        for row in rows:
            found[row.url] = Reading(given=row.given, said=row.said, due=row.due)
    return found


def note_update(
    connection: Connection, location: str, url: str, updated: datetime
) -> None:
    """Note when an article's text was changed."""
    _note(connection, (location, url), {"updated": updated})


def note_asked(connection: Connection, location: str, url: str, now: datetime) -> None:
    """Note that a page was read again, and is due no more."""
    said = func.coalesce(readings.c.due, readings.c.said)
    _note(connection, (location, url), {"said": said, "due": None, "asked": now})


def due_pages(connection: Connection, since: datetime, rested: datetime) -> list[Page]:
    """Return the pages that feeds have called changed after `since`, by feed.

    Those that were asked for after `rested` wait.
    """
    rows = connection.execute(
        select(readings.c.feed, readings.c.url).where(
            readings.c.due >= since,
            or_(readings.c.asked.is_(None), readings.c.asked <= rested),
        )
    )
    return sorted((feed, url) for feed, url in rows)


def pages_never_asked(connection: Connection, urls: Collection[str]) -> list[Page]:
    """Return which of these were read from their page, and never again, by feed."""
    found: list[Page] = []
    for batch in batches(urls):
        rows = connection.execute(
            _at(batch).where(
                readings.c.given.is_(None),
                readings.c.asked.is_(None),
            )
        )
        found += ((feed, url) for feed, url in rows)
    return sorted(found)


def any_updated(connection: Connection, urls: Collection[str]) -> bool:
    """Tell whether any article at these addresses was changed."""
    for batch in batches(urls):
        changed = _at(batch).where(readings.c.updated.is_not(None))
        if connection.execute(changed.limit(1)).first():
            return True
    return False


def _at(urls: Collection[str]) -> Select[Any]:
    """Return what finds how pages were read, of whichever feed.

    By way of the articles: these have an index by address.
    """
    same = and_(readings.c.feed == articles.c.feed, readings.c.url == articles.c.url)
    return (
        select(readings.c.feed, readings.c.url)
        .select_from(articles)
        .join(readings, same)
        .where(articles.c.url.in_(urls))
    )


def _note(connection: Connection, page: Page, values: Mapping[str, object]) -> None:
    location, url = page
    connection.execute(
        update(readings)
        .where(readings.c.feed == location, readings.c.url == url)
        .values(values)
    )
