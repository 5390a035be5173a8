"""Addresses that older ledgers hold, taken out of them."""

from collections.abc import Callable, Mapping, Sequence

from sqlalchemy import ColumnElement, Connection, Row, delete, select

from digest.model import DeliveryStatus
from digest.store.schema import deliveries
from digest.store.statements import batches, overwrite_what_is_deleted, upsert

_PAGE = 1_000
# From what may still be sent to what never is again.
_ENDS: tuple[DeliveryStatus, ...] = ("deferred", "in-doubt", "refused", "sent")


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
