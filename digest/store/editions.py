"""Editions on their way through an outbox: begun, and finished or not."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, bindparam, select, update

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


def unfinished(connection: Connection, outbox: str) -> tuple[str, ...]:
    """Return the editions that were begun and not finished, oldest first."""
    found = connection.execute(
        select(editions.c.begun, editions.c.edition).where(
            editions.c.outbox == outbox, editions.c.finished.is_(None)
        )
    )
    return tuple(edition for _, edition in sorted(tuple(row) for row in found))


def names(connection: Connection, outbox: str) -> tuple[str, ...]:
    """Return all editions that were ever begun, by name."""
    found = connection.execute(
        select(editions.c.edition).where(editions.c.outbox == outbox)
    )
    return tuple(sorted(found.scalars()))


def change(
    connection: Connection,
    outbox: str,
    edition: str,
    changed: Mapping[str, datetime | None],
) -> None:
    """Change when an edition is due, or paused."""
    connection.execute(
        update(editions)
        .where(editions.c.edition == edition, editions.c.outbox == outbox)
        .values(changed)
    )


def due(connection: Connection, outbox: str, edition: str) -> datetime | None:
    """Return when an edition is due; None: any time."""
    return connection.scalar(
        select(editions.c.due).where(
            editions.c.edition == edition, editions.c.outbox == outbox
        )
    )


# Built once: it is asked with each claim.
_PAUSED = select(editions.c.paused).where(
    editions.c.edition == bindparam("edition"), editions.c.outbox == bindparam("outbox")
)


def is_paused(connection: Connection, outbox: str, edition: str) -> bool:
    """Tell whether an edition is paused."""
    given = {"edition": edition, "outbox": outbox}
    return connection.scalar(_PAUSED, given) is not None
