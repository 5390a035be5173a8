"""Copies of editions: whose was claimed through an outbox, and what became of it."""

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import lru_cache

from sqlalchemy import Connection, Row, exists, func, literal_column, select, update
from sqlalchemy.sql.dml import ReturningInsert

from digest.model import Delivery
from digest.store.schema import deliveries
from digest.store.statements import batches, inserting, upsert, written


def known(
    connection: Connection, outbox: str, copies: Sequence[Delivery]
) -> dict[str, Delivery]:
    """Return what is known of copies, by recipient."""
    by_edition: dict[str, list[str]] = {}
    for copy in copies:
        by_edition.setdefault(copy.edition, []).append(copy.recipient)
    return {
        row.recipient: _delivery(row)
        for edition, recipients in by_edition.items()
        for batch in batches(recipients)
        for row in connection.execute(
            select(deliveries).where(
                deliveries.c.edition == edition,
                deliveries.c.outbox == outbox,
                deliveries.c.recipient.in_(batch),
            )
        )
    }


def claim(
    connection: Connection,
    outbox: str,
    copies: Sequence[Delivery],
    now: datetime,
    *,
    doubted: bool,
) -> frozenset[str]:
    """Claim copies, as yet in doubt; return the recipients whose are to be had."""
    if not copies:
        return frozenset()
    statement = _claiming(connection.dialect.name, doubted=doubted)
    # In one order, so that no two who claim wait for each other in a circle.
    ordered = sorted(copies, key=lambda copy: copy.recipient)
    rows = [_row(outbox, copy, now) for copy in ordered]
    return frozenset(str(row[0]) for row in connection.execute(statement, rows))


@lru_cache(maxsize=4)  # building one takes longer than running it
def _claiming(dialect: str, *, doubted: bool) -> ReturningInsert[tuple[str]]:
    # Written out: one statement serves many rows, and takes no list beside them.
    open_to = deliveries.c.status == literal_column("'deferred'")
    if doubted:
        open_to = open_to | (deliveries.c.status == literal_column("'in-doubt'"))
    statement = inserting(dialect, deliveries)
    new = statement.excluded
    return statement.on_conflict_do_update(
        index_elements=list(deliveries.primary_key),
        set_={
            name: new[name] for name in ("message_id", "status", "detail", "changed")
        },
        where=open_to,
    ).returning(deliveries.c.recipient)


def settle(
    connection: Connection, outbox: str, settled: Sequence[Delivery], now: datetime
) -> None:
    """Write down what became of claimed copies."""
    upsert(connection, deliveries, [_row(outbox, each, now) for each in settled])


def release(
    connection: Connection,
    outbox: str,
    edition: str,
    now: datetime,
    recipients: Collection[str],
) -> int:
    """Let copies be made once more: those in doubt, or those of the recipients."""
    chosen = (
        deliveries.c.recipient.in_(sorted(recipients))
        if recipients
        else deliveries.c.status == "in-doubt"
    )
    released = (
        update(deliveries)
        .where(deliveries.c.edition == edition, deliveries.c.outbox == outbox, chosen)
        .values(status="deferred", detail="", changed=now)
    )
    return written(connection, released)


def counts(connection: Connection, outbox: str, edition: str) -> dict[str, int]:
    """Return how many copies of an edition have each status."""
    rows = connection.execute(
        select(deliveries.c.status, func.count())
        .where(deliveries.c.edition == edition, deliveries.c.outbox == outbox)
        .group_by(deliveries.c.status)
    )
    return dict(sorted(tuple(row) for row in rows))


def recipients_of(
    connection: Connection, outbox: str, names: Collection[str]
) -> frozenset[str]:
    """Return who has, or may have, a copy of any of these editions."""
    rows = connection.execute(
        select(deliveries.c.recipient).where(
            deliveries.c.edition.in_(sorted(names)),
            deliveries.c.outbox == outbox,
            deliveries.c.status.in_(("sent", "in-doubt")),
        )
    )
    return frozenset(rows.scalars())


def deliveries_of(
    connection: Connection, outbox: str, edition: str
) -> tuple[Delivery, ...]:
    """Return what became of each copy of an edition, by recipient."""
    rows = connection.execute(
        select(deliveries).where(
            deliveries.c.edition == edition, deliveries.c.outbox == outbox
        )
    )
    found = map(_delivery, rows)
    return tuple(sorted(found, key=lambda delivery: delivery.recipient))


def any_by_id(connection: Connection) -> bool:
    """Tell whether any copy is known by its subscriber's id, and not by an address."""
    by_id = select(deliveries.c.recipient).where(~deliveries.c.recipient.contains("@"))
    return connection.scalar(by_id.limit(1)) is not None


def any_claimed(connection: Connection, edition: str) -> bool:
    """Tell whether any copy of an edition was claimed, through whatever outbox."""
    claimed = exists().where(deliveries.c.edition == edition)
    return bool(connection.scalar(select(claimed)))


def _delivery(row: Row[tuple[str, ...]]) -> Delivery:
    return Delivery(
        edition=row.edition,
        recipient=row.recipient,
        status=row.status,
        message_id=row.message_id,
        detail=row.detail,
    )


def _row(outbox: str, copy: Delivery, now: datetime) -> dict[str, object]:
    return {
        "edition": copy.edition,
        "outbox": outbox,
        "recipient": copy.recipient,
        "message_id": copy.message_id,
        "status": copy.status,
        "detail": copy.detail,
        "changed": now,
    }
