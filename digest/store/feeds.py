"""What is remembered of feeds: how to ask again, what was met, how they have been."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, select, update

from digest.model import Feed, FeedMemory, Harvest, Rhythm
from digest.store.schema import articles, feeds
from digest.store.statements import batches, upsert


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """How a feed has been.

    `last_error` is why the latest attempt failed (None: it worked); `entries` counts
    the entries dealt with; `newest` dates its newest article (None: it has none).
    `rests_until` is when it is asked again (None: in the next run), `moved_to` where it
    has moved for good, and `gone_since` when its publisher ended it.
    """

    location: str
    title: str
    last_success: datetime | None
    last_error: str | None
    failures_in_a_row: int
    entries: int
    newest: datetime | None
    failing_since: datetime | None = None
    rests_until: datetime | None = None
    moved_to: str | None = None
    gone_since: datetime | None = None
    rhythm: Rhythm | None = None


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
        due=row.due,
        ttl=row.ttl,
        moved_to=row.moved_to,
        gone_since=row.gone_since,
        failures=row.failures_in_a_row,
        failing_since=row.failing_since,
        warned=row.warned,
        rhythm=_rhythm(row),
        entry_ids=frozenset(row.entry_ids or ()),
        paragraphs=row.paragraphs or {},
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

    Of one that was not asked only its name: there is neither success nor failure.
    """
    feed, location = harvest.feed, harvest.feed.location
    if not harvest.asked:
        connection.execute(
            update(feeds)
            .where(feeds.c.location == location)
            .values(title=feed.title, section=feed.section)
        )
        return
    before = connection.execute(
        select(feeds.c.last_success).where(feeds.c.location == location)
    ).one_or_none()
    row = _feed_row(harvest, now, before.last_success if before else None)
    if before and harvest.unchanged:
        connection.execute(
            update(feeds).where(feeds.c.location == location).values(row)
        )
    else:
        upsert(connection, feeds, [{**row, **_met(harvest.memory)}])


def feed_states(connection: Connection) -> tuple[FeedState, ...]:
    """Return how every feed has been, by location."""
    newest = (
        select(func.max(articles.c.dated))
        .where(articles.c.feed == feeds.c.location)
        .scalar_subquery()
    )
    rows = connection.execute(select(feeds, newest.label("newest")))
    states = (_state(row) for row in rows)
    return tuple(sorted(states, key=lambda state: state.location))


def _state(row: Row[Any]) -> FeedState:
    return FeedState(
        location=row.location,
        title=row.title,
        last_success=row.last_success,
        last_error=row.last_error,
        failures_in_a_row=row.failures_in_a_row,
        entries=len(row.entry_ids or ()),
        newest=row.newest,
        failing_since=row.failing_since,
        rests_until=max((at for at in (row.not_before, row.due) if at), default=None),
        moved_to=row.moved_to,
        gone_since=row.gone_since,
        rhythm=_rhythm(row),
    )


def _rhythm(row: Row[Any]) -> Rhythm | None:
    if row.newest_entry is None:
        return None
    return Rhythm(
        usual_days=row.usual_days,
        longest_days=row.longest_days,
        newest=row.newest_entry,
    )


def _feed_row(
    harvest: Harvest, now: datetime, last_success: datetime | None
) -> dict[str, object]:
    memory, failure, rhythm = harvest.memory, harvest.failure, harvest.memory.rhythm
    return {
        "location": harvest.feed.location,
        "title": harvest.feed.title,
        "section": harvest.feed.section,
        "etag": memory.etag,
        "last_modified": memory.last_modified,
        "body_sha256": memory.body_sha256,
        "not_before": memory.not_before,
        "last_success": last_success if failure else now,
        "last_error": failure.reason if failure else None,
        "failures_in_a_row": memory.failures,
        "failing_since": memory.failing_since,
        "warned": memory.warned,
        "due": memory.due,
        "ttl": memory.ttl,
        "moved_to": memory.moved_to,
        "gone_since": memory.gone_since,
        "usual_days": rhythm and rhythm.usual_days,
        "longest_days": rhythm and rhythm.longest_days,
        "newest_entry": rhythm and rhythm.newest,
    }


def _met(memory: FeedMemory) -> dict[str, object]:
    """Return what can be much, and is the same as long as a feed is."""
    return {
        "entry_ids": tuple(sorted(memory.entry_ids)),
        "paragraphs": dict(sorted(memory.paragraphs.items())),
    }
