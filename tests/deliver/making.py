"""An email to addresses, as the pipeline has it done: letters, copies, and a ledger."""

import time
from collections.abc import Iterator, Sequence
from functools import partial

from digest.config import Newsletter
from digest.deliver import (
    Copy,
    Delivering,
    Ledger,
    Letter,
    Manners,
    Outbox,
    Recipient,
    message_id,
    stand_in,
)
from digest.model import Delivery, Email
from tests.deliver.builders import NOW, a_newsletter


def copies(
    email: Email, recipients: Sequence[str], newsletter: Newsletter | None = None
) -> Iterator[Copy]:
    """Yield a copy for each address, which stands in for its subscriber's id."""
    newsletter = newsletter or a_newsletter()
    letter = Letter(email, newsletter=newsletter, now=NOW)
    for address in recipients:
        secret = stand_in(email.edition, address)
        yield Copy(
            edition=email.edition,
            id=address,
            address=address,
            recipient=partial(Recipient, id=address, address=address),
            letter=letter,
            message_id=message_id(email.edition, secret, newsletter),
        )


def run(ledger: Ledger, *outboxes: Outbox, patience: float = 0) -> Delivering:
    """Return a run through outboxes, one for each connection."""
    return Delivering(
        outboxes,
        ledger=ledger,
        now=NOW,
        clock=time.monotonic,
        manners=Manners(patience=patience),
    )


def delivered(
    ledger: Ledger,
    outboxes: Outbox | Sequence[Outbox],
    *recipients: str,
    email: Email,
    newsletter: Newsletter | None = None,
    patience: float = 0,
) -> Iterator[Delivery]:
    """Yield what becomes of each copy, and what is in doubt at the end."""
    several = outboxes if isinstance(outboxes, Sequence) else [outboxes]
    work = run(ledger, *several, patience=patience)
    yield from work.deliver(copies(email, recipients, newsletter))
    yield from work.doubts(alone=True)
