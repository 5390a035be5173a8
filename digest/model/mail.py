"""What is sent, and what became of it."""

from dataclasses import dataclass, field
from typing import Literal

DeliveryStatus = Literal["sent", "refused", "deferred", "in-doubt"]
Blame = Literal["", "address", "policy", "passing"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Email:
    """A rendered edition, not yet addressed to anyone."""

    edition: str
    language: str
    subject: str
    html: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What became of one recipient's copy.

    `sent`: the outbox took it (accepted, not arrived); `refused`: it never will;
    `deferred`: try again; `in-doubt`: a run died between claiming and settling it.
    `recipient` is the subscriber's id, never the address. `detail` says why, "" where
    there is nothing to say. `blame` tells, of what was not taken, whether it was for
    the address (nothing will ever arrive there), for us (policy), or for something that
    may pass; a ledger does not keep it.
    """

    edition: str
    recipient: str
    status: DeliveryStatus
    message_id: str
    detail: str = ""
    blame: Blame = field(default="", compare=False)

    @property
    def is_over(self) -> bool:
        """Whether the recipient has the copy, or never will."""
        return self.status in {"sent", "refused"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """What came of writing into a ledger.

    `won` are the recipients whose copies were claimed for the one who asked; `paused`
    says that a person wants nothing more of the edition to be sent for now.
    """

    won: frozenset[str]
    paused: bool = False
