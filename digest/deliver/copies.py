"""One subscriber's copy of an edition, before it is sent."""

from collections.abc import Callable
from dataclasses import dataclass

from digest.deliver.letter import Letter, Recipient
from digest.deliver.message import Message
from digest.model import Blame, Delivery, DeliveryStatus


@dataclass(slots=True, kw_only=True)
class Copy:
    """A copy to be made; `attempts` counts how often this run has tried.

    `recipient` makes the links that are only theirs: most copies of a run that goes on
    where another was killed are passed over, and need none.
    """

    edition: str
    id: str
    address: str
    recipient: Callable[[], Recipient]
    letter: Letter
    message_id: str
    attempts: int = 0

    @property
    def domain(self) -> str:
        """What stands behind the @ of its address."""
        return self.address.rpartition("@")[2]

    def message(self) -> Message:
        """Return the message, addressed and signed."""
        return self.letter.addressed(self.recipient(), message_id=self.message_id)

    def delivery(
        self, status: DeliveryStatus, detail: str = "", *, blame: Blame = ""
    ) -> Delivery:
        """Return what became of it."""
        return Delivery(
            edition=self.edition,
            recipient=self.id,
            status=status,
            message_id=self.message_id,
            detail=detail,
            blame=blame,
        )
