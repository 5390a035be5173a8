"""What is remembered of feeds: how to ask again, what was met, how they have been."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, func, select

from digest.model import Feed, FeedMemory, Harvest
from digest.store.schema import articles, feeds, met
from digest.store.statements import batches, upsert


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """How a feed has been.

    `last_error` is why the latest attempt failed (None: it worked); `entries` counts
    the entries dealt with; `newest` dates its newest article (None: it has none).
    """

    location: str
    title: str
    last_success: datetime | None
    last_error: str | None
    failures_in_a_row: int
    entries: int
    newest: datetime | None


def memory(connection: Connection, location: str) -> FeedMemory | None:
    """Return what is remembered of a feed; None where it was never kept."""
    row = connection.execute(
        select(feeds).where(feeds.c.location == location)
    ).one_or_none()
    if row is None:
        return None
    return FeedMemory(
        etag=row.etag,
        last_modified=row.last_modified,
        body_sha256=row.body_sha256,
        not_before=row.not_before,
        entry_ids=frozenset(_met(connection, location, "entry")),
        paragraphs=_met(connection, location, "paragraph"),
    )


def known(connection: Connection, locations: Iterable[str]) -> frozenset[str]:
    """Return those of the feeds that were ever kept."""
    return frozenset(
        location
        for batch in batches(locations)
        for location in connection.scalars(
            select(feeds.c.location).where(feeds.c.location.in_(batch))
        )
    )


def is_renamed(connection: Connection, feed: Feed) -> bool:
    """Tell whether a feed was kept under another title, or in another section."""
    before = connection.execute(
        select(feeds.c.title, feeds.c.section).where(feeds.c.location == feed.location)
    ).one_or_none()
    return before is not None and tuple(before) != (feed.title, feed.section)


def remember(connection: Connection, harvest: Harvest, *, now: datetime) -> None:
    """Replace what is remembered of the harvest's feed.

    Not of one that asked to be left alone until later: it was not asked, so there is
    neither success nor failure to remember.
    """
    until = harvest.memory.not_before
    if harvest.unchanged and until and until > now:
        return
    location = harvest.feed.location
    upsert(connection, feeds, [_feed_row(connection, harvest, now)])
    ids = dict.fromkeys(harvest.memory.entry_ids, 1)
    _replace(connection, location, "entry", ids)
    _replace(connection, location, "paragraph", harvest.memory.paragraphs)


def feed_states(connection: Connection) -> tuple[FeedState, ...]:
    """Return how every feed has been, by location."""
    entries = (
        select(func.count())
        .where(met.c.feed == feeds.c.location, met.c.kind == "entry")
        .scalar_subquery()
    )
    newest = (
        select(func.max(articles.c.dated))
        .where(articles.c.feed == feeds.c.location)
        .scalar_subquery()
    )
    rows = connection.execute(
        select(
            feeds.c.location,
            feeds.c.title,
            feeds.c.last_success,
            feeds.c.last_error,
            feeds.c.failures_in_a_row,
            entries.label("entries"),
            newest.label("newest"),
        )
    )
    states = (FeedState(**row) for row in rows.mappings())
    return tuple(sorted(states, key=lambda state: state.location))


def _feed_row(
    connection: Connection, harvest: Harvest, now: datetime
) -> dict[str, object]:
    memory, failure = harvest.memory, harvest.failure
    before = connection.execute(
        select(feeds.c.last_success, feeds.c.failures_in_a_row).where(
            feeds.c.location == harvest.feed.location
        )
    ).one_or_none()
    return {
        "location": harvest.feed.location,
        "title": harvest.feed.title,
        "section": harvest.feed.section,
        "etag": memory.etag,
        "last_modified": memory.last_modified,
        "body_sha256": memory.body_sha256,
        "not_before": memory.not_before,
        "last_success": (before and before.last_success) if failure else now,
        "last_error": failure.reason if failure else None,
        "failures_in_a_row": (before.failures_in_a_row if before else 0) + 1
        if failure
        else 0,
    }


def _met(connection: Connection, location: str, kind: str) -> dict[str, int]:
    rows = connection.execute(
        select(met.c.name, met.c.count).where(
            met.c.feed == location, met.c.kind == kind
        )
    )
    return {row[0]: row[1] for row in rows}


def _replace(
    connection: Connection, location: str, kind: str, wanted: Mapping[str, int]
) -> None:
    """Write only what differs: years of paragraphs, of which a run changes a few."""
    before = _met(connection, location, kind)
    gone = sorted(before.keys() - wanted.keys())
    if gone:
        statement = delete(met).where(
            met.c.feed == location,
            met.c.kind == kind,
            met.c.name == bindparam("gone"),
        )
        connection.execute(statement, [{"gone": name} for name in gone])
    changed = sorted(dict(wanted).items() - before.items())
    rows = [
        {"feed": location, "kind": kind, "name": name, "count": count}
        for name, count in changed
    ]
    upsert(connection, met, rows)
