"""One outbox's ledger: what was begun, whose copy was claimed, what became of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from digest.model import Delivery
from digest.store import deliveries, editions
from digest.store.database import Database


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

    # ── who is sending ──────────────────────────────────────────────────────────

    @contextmanager
    def sending(self) -> Iterator[None]:
        """Be one of those who are sending; a run that dies is one no longer at once.

        Raises:
            StoreError: somebody has it to himself.
        """
        with self._database.lock(shared=True):
            yield

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Have the sending to oneself: what is in doubt is nobody's any more.

        Raises:
            StoreError: another run is sending.
        """
        with self._database.lock(shared=False):
            yield

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
