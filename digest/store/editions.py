"""Editions on their way through an outbox: begun, and finished or not."""

from datetime import datetime

from sqlalchemy import Connection, select, update

from digest.store.schema import editions
from digest.store.statements import inserting


def begin(connection: Connection, outbox: str, edition: str, now: datetime) -> None:
    """Note that an edition is on its way; one that was finished is open again."""
    row = {"edition": edition, "outbox": outbox, "begun": now}
    connection.execute(
        inserting(connection.dialect.name, editions)
        .values(row)
        .on_conflict_do_update(
            index_elements=list(editions.primary_key), set_={"finished": None}
        )
    )


def finish(connection: Connection, outbox: str, edition: str, now: datetime) -> None:
    """Note that an edition that was begun needs nothing any more."""
    connection.execute(
        update(editions)
        .where(editions.c.edition == edition, editions.c.outbox == outbox)
        .values(finished=now)
    )


def pause(connection: Connection, outbox: str, edition: str, now: datetime) -> None:
    """Note that nothing of an edition is to be sent until it is resumed."""
    _set(connection, outbox, edition, paused=now)


def resume(connection: Connection, outbox: str, edition: str) -> None:
    """Note that an edition that was paused is to be sent."""
    _set(connection, outbox, edition, paused=None)


def unfinished(connection: Connection, outbox: str) -> tuple[str, ...]:
    """Return the editions that were begun and not finished, oldest first."""
    found = connection.execute(
        select(editions.c.begun, editions.c.edition).where(
            editions.c.outbox == outbox, editions.c.finished.is_(None)
        )
    )
    return tuple(edition for _, edition in sorted(tuple(row) for row in found))


def _set(
    connection: Connection, outbox: str, edition: str, *, paused: datetime | None
) -> None:
    connection.execute(
        update(editions)
        .where(editions.c.edition == edition, editions.c.outbox == outbox)
        .values(paused=paused)
    )
