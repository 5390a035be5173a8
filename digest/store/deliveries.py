"""The ledger: whose copy of an edition was claimed, and what became of it."""

from datetime import datetime

from sqlalchemy import Connection, select

from digest.model import Delivery
from digest.store.schema import deliveries
from digest.store.statements import inserting, upsert


def claim(  # noqa: PLR0913 – a claim has these parts
    connection: Connection,
    edition: str,
    recipient: str,
    message_id: str,
    now: datetime,
    *,
    doubted: bool,
) -> bool:
    """Claim a recipient's copy; False where it is not to be had.

    It is to be had where nobody has claimed it yet, where it was deferred, and, if
    `doubted` is true, where an earlier claim was never settled.
    """
    open_to = ("deferred", "in-doubt") if doubted else ("deferred",)
    claimed = {"message_id": message_id, "status": "in-doubt", "changed": now}
    statement = inserting(connection, deliveries).values(
        edition=edition, recipient=recipient, detail="", **claimed
    )
    result = connection.execute(
        statement.on_conflict_do_update(
            index_elements=list(deliveries.primary_key),
            set_={**claimed, "detail": ""},
            where=deliveries.c.status.in_(open_to),
        )
    )
    return result.rowcount == 1


def settle(connection: Connection, delivery: Delivery, now: datetime) -> None:
    """Write down what became of a claimed copy."""
    row = {
        "edition": delivery.edition,
        "recipient": delivery.recipient,
        "message_id": delivery.message_id,
        "status": delivery.status,
        "detail": delivery.detail,
        "changed": now,
    }
    upsert(connection, deliveries, [row])


def deliveries_of(connection: Connection, edition: str) -> tuple[Delivery, ...]:
    """Return what became of each copy of an edition, by recipient."""
    rows = connection.execute(select(deliveries).where(deliveries.c.edition == edition))
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
