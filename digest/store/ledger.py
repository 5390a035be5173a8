"""One outbox's ledger: what was begun, whose copy was claimed, what became of it."""

from collections.abc import Iterable
from datetime import datetime

from digest.model import Delivery
from digest.store import deliveries, editions, histories
from digest.store.database import Database
from digest.store.histories import Copy, EditionState


class Ledger:
    """What went through one outbox; what other outboxes took counts for nothing here.

    Every method is one transaction, and may raise StoreError.
    """

    def __init__(self, database: Database, outbox: str) -> None:
        self._database = database
        self._outbox = outbox

    # ── copies ──────────────────────────────────────────────────────────────────

    def claim(
        self,
        edition: str,
        recipient: str,
        message_id: str,
        now: datetime,
        *,
        doubted: bool = False,
    ) -> bool:
        """Claim a recipient's copy of an edition; False where it is not to be had.

        It is to be had where nobody has claimed it yet, where it was deferred, and, if
        `doubted` is true, where an earlier claim was never settled.
        """
        copy = Delivery(
            edition=edition,
            recipient=recipient,
            status="in-doubt",
            message_id=message_id,
        )
        with self._database.writing() as connection:
            return deliveries.claim(
                connection, self._outbox, copy, now, doubted=doubted
            )

    def settle(self, delivery: Delivery, now: datetime) -> None:
        """Write down what became of a claimed copy."""
        with self._database.writing() as connection:
            deliveries.settle(connection, self._outbox, delivery, now)

    def deliveries(self, edition: str) -> tuple[Delivery, ...]:
        """Return what became of each copy of an edition, by recipient.

        A claim that was never settled is `in-doubt`.
        """
        with self._database.reading() as connection:
            return deliveries.deliveries_of(connection, self._outbox, edition)

    # ── editions ────────────────────────────────────────────────────────────────

    def begin(self, edition: str, now: datetime) -> None:
        """Note that an edition is on its way: until it is finished, it is to be.

        To begin twice is to begin once; one that was finished is open again.
        """
        with self._database.writing() as connection:
            editions.begin(connection, self._outbox, edition, now)

    def finish(self, edition: str, now: datetime) -> None:
        """Note that an edition that was begun needs nothing any more."""
        with self._database.writing() as connection:
            editions.finish(connection, self._outbox, edition, now)

    def unfinished(self) -> tuple[str, ...]:
        """Return the editions that were begun and not finished, oldest first."""
        with self._database.reading() as connection:
            return editions.unfinished(connection, self._outbox)

    def pause(self, edition: str, now: datetime) -> None:
        """Note that nothing of an edition is to be sent until it is resumed."""
        with self._database.writing() as connection:
            editions.pause(connection, self._outbox, edition, now)

    def resume(self, edition: str) -> None:
        """Note that an edition that was paused is to be sent."""
        with self._database.writing() as connection:
            editions.resume(connection, self._outbox, edition)

    # ── what is told afterwards ─────────────────────────────────────────────────

    def states(self) -> tuple[EditionState, ...]:
        """Return how each edition went that was begun, the newest first."""
        with self._database.reading() as connection:
            return histories.states(connection, self._outbox)

    def copies_of(self, recipients: Iterable[str]) -> tuple[Copy, ...]:
        """Return all copies of some recipients, the newest first."""
        with self._database.reading() as connection:
            return histories.copies_of(connection, self._outbox, recipients)

    def by_message_id(self, message_ids: Iterable[str]) -> dict[str, Delivery]:
        """Return the copies that some messages were, as far as they are known."""
        with self._database.reading() as connection:
            return histories.by_message_id(connection, self._outbox, message_ids)
