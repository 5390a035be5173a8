"""What the ledger tells afterwards: how each edition went, and what one person got."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, func, select

from digest.model import Delivery
from digest.store.schema import bounces, deliveries, editions
from digest.store.statements import batches


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionState:
    """How an edition went through an outbox.

    `copies` counts them by what became of them, `reports` subscribers by what was
    reported of their copies afterwards.
    """

    edition: str
    begun: datetime
    finished: datetime | None
    due: datetime | None
    paused: datetime | None
    copies: Mapping[str, int]
    reports: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """One recipient's copy, and when the ledger learnt last of it."""

    delivery: Delivery
    changed: datetime


def states(connection: Connection, outbox: str) -> tuple[EditionState, ...]:
    """Return how each edition went, the newest first."""
    copies = _counted(
        connection,
        select(deliveries.c.edition, deliveries.c.status, func.count())
        .where(deliveries.c.outbox == outbox)
        .group_by(deliveries.c.edition, deliveries.c.status),
    )
    reports = _counted(
        connection,
        select(bounces.c.edition, bounces.c.kind, func.count()).group_by(
            bounces.c.edition, bounces.c.kind
        ),
    )
    rows = connection.execute(select(editions).where(editions.c.outbox == outbox))
    found = [
        EditionState(
            edition=row.edition,
            begun=row.begun,
            finished=row.finished,
            due=row.due,
            paused=row.paused,
            copies=copies.get(row.edition, {}),
            reports=reports.get(row.edition, {}),
        )
        for row in rows
    ]
    return tuple(sorted(found, key=_newest, reverse=True))


def copies_of(
    connection: Connection, outbox: str, recipients: Iterable[str]
) -> tuple[Copy, ...]:
    """Return all copies of the recipients, by when they changed, the newest first."""
    # Edition by edition, for so the table is sorted: among millions of copies each of
    # these is found at once.
    through = select(editions.c.edition).where(editions.c.outbox == outbox)
    found = [
        Copy(delivery=_delivery(row), changed=row.changed)
        for batch in batches(recipients)
        for row in connection.execute(
            select(deliveries).where(
                deliveries.c.edition.in_(through),
                deliveries.c.outbox == outbox,
                deliveries.c.recipient.in_(batch),
            )
        )
    ]
    return tuple(sorted(found, key=_latest, reverse=True))


def by_message_id(
    connection: Connection, outbox: str, message_ids: Iterable[str]
) -> dict[str, Delivery]:
    """Return the copies that these messages were; the whole ledger is looked through.

    An index would cost every message that is sent more than the few reports are worth
    that have no other sign.
    """
    return {
        row.message_id: _delivery(row)
        for batch in batches(message_ids)
        for row in connection.execute(
            select(deliveries).where(
                deliveries.c.outbox == outbox, deliveries.c.message_id.in_(batch)
            )
        )
    }


def _counted(
    connection: Connection, counting: Select[Any]
) -> dict[str, dict[str, int]]:
    counts: dict[str, dict[str, int]] = {}
    for row in connection.execute(counting):
        edition, what, number = tuple(row)
        counts.setdefault(edition, {})[what] = number
    return counts


def _newest(state: EditionState) -> tuple[datetime, str]:
    return state.begun, state.edition


def _latest(copy: Copy) -> tuple[datetime, str, str]:
    return copy.changed, copy.delivery.edition, copy.delivery.recipient


def _delivery(row: Row[tuple[object, ...]]) -> Delivery:
    return Delivery(
        edition=row.edition,
        recipient=row.recipient,
        status=row.status,
        message_id=row.message_id,
        detail=row.detail,
    )
