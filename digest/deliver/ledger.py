"""An email to its recipients, each once: claimed before, settled after each message."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from digest.config import Newsletter
from digest.deliver.addresses import normalised, objection
from digest.deliver.letter import addressed, message_id, stand_in
from digest.deliver.message import Message
from digest.deliver.outboxes import Outbox, Outcome
from digest.errors import OutboxError
from digest.model import Delivery, Email

_DOUBT = "an earlier run ended before it knew whether this was sent"


class Ledger(Protocol):
    """Remembers whose copy of an edition was claimed, and what became of it."""

    def claim(
        self,
        edition: str,
        recipient: str,
        message_id: str,
        now: datetime,
        *,
        doubted: bool = False,
    ) -> bool:
        """Claim a copy; False where it is settled or somebody else has claimed it.

        A deferred copy may be claimed again; one in doubt only if `doubted` is true.
        """
        ...

    def settle(self, delivery: Delivery, now: datetime) -> None:
        """Write down what became of a claimed copy."""
        ...

    def deliveries(self, edition: str) -> tuple[Delivery, ...]:
        """Return what became of each copy; an unsettled claim is `in-doubt`."""
        ...


def deliver(  # noqa: PLR0913 – what is sent, to whom, through what, known by whom, when
    email: Email,
    recipients: Iterable[str],
    *,
    newsletter: Newsletter,
    outbox: Outbox,
    ledger: Ledger,
    now: datetime,
    resend_in_doubt: bool = False,
) -> Iterator[Delivery]:
    """Send an email to each recipient who has not got it; yield what becomes of each.

    Copies that earlier runs sent, or that were refused, are passed over in silence: the
    ledger knows them. A copy in doubt is sent again only if `resend_in_doubt` is true,
    or where the outbox makes repeating harmless; ask for it only when no other run is
    at work on the edition.

    Raises:
        OutboxError: the outbox does not answer; recipients not yielded may be tried
            again by the next run.
        UsageError: the newsletter's settings do not make a message.
    """
    before = {found.recipient: found for found in ledger.deliveries(email.edition)}
    resend = resend_in_doubt or outbox.repeatable
    run = _Run(outbox=outbox, ledger=ledger, now=now)
    for recipient in dict.fromkeys(map(normalised, recipients)):
        known = before.get(recipient)
        doubted = known is not None and known.status == "in-doubt"
        if known and known.is_over:
            continue
        if known and doubted and not resend:
            yield replace(known, detail=known.detail or _DOUBT)
        elif reason := objection(recipient):
            yield _unsendable(email, recipient, newsletter, reason)
        else:
            message = addressed(
                email, recipient=recipient, newsletter=newsletter, now=now
            )
            yield from run.sent(email.edition, message, doubted=doubted)


def _unsendable(
    email: Email, recipient: str, newsletter: Newsletter, reason: str
) -> Delivery:
    secret = stand_in(email.edition, recipient)
    return Delivery(
        edition=email.edition,
        recipient=recipient,
        status="refused",
        message_id=message_id(email.edition, secret, newsletter),
        detail=f"not an email address: {reason}",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """What one run sends through and writes down in."""

    outbox: Outbox
    ledger: Ledger
    now: datetime

    def sent(
        self, edition: str, message: Message, *, doubted: bool
    ) -> Iterator[Delivery]:
        """Send one message, unless another run is already at it."""
        self.outbox.ready()  # first, so that nothing is claimed in vain
        to, identity = message.recipient, message.message_id
        if not self.ledger.claim(edition, to, identity, self.now, doubted=doubted):
            return
        try:
            outcome = self.outbox.send(message)
        except OutboxError:
            # Nothing was handed over, so there is no doubt.
            self._settle(edition, message, Outcome(status="deferred"))
            raise
        yield self._settle(edition, message, outcome)

    def _settle(self, edition: str, message: Message, outcome: Outcome) -> Delivery:
        delivery = Delivery(
            edition=edition,
            recipient=message.recipient,
            status=outcome.status,
            message_id=message.message_id,
            detail=outcome.detail,
        )
        self.ledger.settle(delivery, self.now)
        return delivery
