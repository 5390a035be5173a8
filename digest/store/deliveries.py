"""Copies of editions: whose was claimed through an outbox, and what became of it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Row, delete, exists, select

from digest.model import Delivery, DeliveryStatus
from digest.store.schema import deliveries
from digest.store.statements import (
    batches,
    inserting,
    overwrite_what_is_deleted,
    upsert,
)

_PAGE = 1_000
# From what may still be sent to what never is again.
_ENDS: tuple[DeliveryStatus, ...] = ("deferred", "in-doubt", "refused", "sent")


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
    result = connection.execute(
        inserting(connection.dialect.name, deliveries)
        .values(row)
        .on_conflict_do_update(
            index_elements=list(deliveries.primary_key),
            set_=row,
            where=deliveries.c.status.in_(open_to),
        )
    )
    return result.rowcount == 1


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


def forget_addresses(connection: Connection, naming: Callable[[str], str]) -> int:
    """Put ids in place of the addresses that layouts before the fourth wrote.

    Return how many copies had one. Where a copy is known by its id, too, the one that
    is nearer to its end counts: whoever has the edition must not get it again.
    """
    changed = 0
    overwrite_what_is_deleted(connection)
    for ledger in _ledgers_with_addresses(connection):
        last = ""
        while rows := _addressed(connection, ledger, last):
            _forget(connection, ledger, {row.recipient: row for row in rows}, naming)
            changed += len(rows)
            last = rows[-1].recipient
    return changed


_Where = tuple[ColumnElement[bool], ...]
_Copies = Mapping[str, Row[tuple[object, ...]]]


def _ledgers_with_addresses(connection: Connection) -> list[_Where]:
    """Return the editions and outboxes that have copies known by an address."""
    columns = deliveries.c.edition, deliveries.c.outbox
    with_address = deliveries.c.recipient.contains("@")
    found = connection.execute(select(*columns).where(with_address).distinct())
    return [(columns[0] == edition, columns[1] == outbox) for edition, outbox in found]


def _addressed(
    connection: Connection, ledger: _Where, after: str
) -> Sequence[Row[tuple[object, ...]]]:
    recipient = deliveries.c.recipient
    wanted = select(deliveries).where(
        *ledger, recipient > after, recipient.contains("@")
    )
    return connection.execute(wanted.order_by(recipient).limit(_PAGE)).all()


def _forget(
    connection: Connection,
    ledger: _Where,
    copies: _Copies,
    naming: Callable[[str], str],
) -> None:
    """Write copies down under ids in place of addresses."""
    named = {naming(address): row for address, row in copies.items()}
    recipient = deliveries.c.recipient
    known: dict[str, DeliveryStatus] = {
        row.recipient: row.status
        for ids in batches(named)
        for row in connection.execute(
            select(deliveries).where(*ledger, recipient.in_(ids))
        )
    }
    for addresses in batches(copies):
        gone = delete(deliveries).where(*ledger, recipient.in_(addresses))
        connection.execute(gone)
    kept = [
        _named(row, id_)
        for id_, row in named.items()
        if id_ not in known or _ENDS.index(row.status) > _ENDS.index(known[id_])
    ]
    upsert(connection, deliveries, kept)


def _named(row: Row[tuple[object, ...]], id_: str) -> dict[str, object]:
    """Return a copy's row under an id; what the server said may hold the address."""
    values = row._mapping  # noqa: SLF001 - SQLAlchemy's public name for it
    detail = "" if "@" in str(values["detail"]) else values["detail"]
    return {**values, "recipient": id_, "detail": detail}


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
