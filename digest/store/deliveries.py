"""Copies of editions: whose was claimed through an outbox, and what became of it."""

from datetime import datetime

from sqlalchemy import Connection, exists, select

from digest.model import Delivery
from digest.store.schema import deliveries
from digest.store.statements import inserting, upsert, written


def claim(
    connection: Connection,
    outbox: str,
    copy: Delivery,
    now: datetime,
    *,
    doubted: bool,
) -> bool:
    """Claim a copy, as yet in doubt; False where it is not to be had."""
    open_to = ("deferred", "in-doubt") if doubted else ("deferred",)
    row = _row(outbox, copy, now)
    claiming = (
        inserting(connection.dialect.name, deliveries)
        .values(row)
        .on_conflict_do_update(
            index_elements=list(deliveries.primary_key),
            set_=row,
            where=deliveries.c.status.in_(open_to),
        )
    )
    return written(connection, claiming) == 1


def settle(
    connection: Connection, outbox: str, delivery: Delivery, now: datetime
) -> None:
    """Write down what became of a claimed copy."""
    upsert(connection, deliveries, [_row(outbox, delivery, now)])


def deliveries_of(
    connection: Connection, outbox: str, edition: str
) -> tuple[Delivery, ...]:
    """Return what became of each copy of an edition, by recipient."""
    rows = connection.execute(
        select(deliveries).where(
            deliveries.c.edition == edition, deliveries.c.outbox == outbox
        )
    )
    found = (
        Delivery(
            edition=row.edition,
            recipient=row.recipient,
            status=row.status,
            message_id=row.message_id,
            detail=row.detail,
        )
        for row in rows
    )
    return tuple(sorted(found, key=lambda delivery: delivery.recipient))


def any_claimed(connection: Connection, edition: str) -> bool:
    """Tell whether any copy of an edition was claimed, through whatever outbox."""
    claimed = exists().where(deliveries.c.edition == edition)
    return bool(connection.scalar(select(claimed)))


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
