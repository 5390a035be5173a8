"""One row of a list, and the subscriber that it makes or changes."""

from dataclasses import dataclass, replace
from datetime import datetime

from digest.model import (
    Frequency,
    Subscriber,
    SubscriberSource,
    SubscriberStatus,
    SuppressionReason,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What a list says of one person; None: it does not say.

    `line` is where it stands. `gone` is why the person gets nothing any more by the
    word of the service that wrote the list.
    """

    line: int
    address: str
    name: str | None = None
    language: str | None = None
    sections: tuple[str, ...] | None = None
    frequency: Frequency | None = None
    tags: tuple[str, ...] | None = None
    status: SubscriberStatus | None = None
    source: SubscriberSource | None = None
    joined: datetime | None = None
    confirmed: datetime | None = None
    gone: SuppressionReason | None = None


def subscriber(
    row: Row,
    *,
    id_: str,
    status: SubscriberStatus,
    now: datetime,
) -> Subscriber:
    """Return the subscriber that a row makes, known by an id.

    `status` is that of whom the list says nothing of the kind.
    """
    return Subscriber(
        id=id_,
        address=row.address,
        name=row.name or "",
        language=row.language or "",
        sections=row.sections or (),
        frequency=row.frequency or "each",
        tags=row.tags or (),
        status=row.status or status,
        source=row.source or "import",
        joined=row.joined or now,
        confirmed=row.confirmed,
    )


def changed(known: Subscriber, row: Row) -> Subscriber:
    """Return a known subscriber as a row has him: what it says counts, tags are added.

    Who has confirmed stays so: no list can take that back.
    """
    return replace(
        known,
        name=known.name if row.name is None else row.name,
        language=known.language if row.language is None else row.language,
        sections=known.sections if row.sections is None else row.sections,
        frequency=row.frequency or known.frequency,
        tags=tuple(sorted({*known.tags, *(row.tags or ())})),
        status="active" if row.status == "active" else known.status,
        confirmed=known.confirmed or row.confirmed,
    )
