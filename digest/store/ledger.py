"""One outbox's ledger: what was begun, whose copy was claimed, what became of it."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from digest.errors import StoreError
from digest.model import Delivery, Noted
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

    def known(self, copies: Sequence[Delivery]) -> dict[str, Delivery]:
        """Return what is known of copies, by recipient; an open claim is `in-doubt`."""
        with self._database.reading() as connection:
            return deliveries.known(connection, self._outbox, copies)

    def note(
        self,
        *,
        settled: Sequence[Delivery] = (),
        wanted: Sequence[Delivery] = (),
        now: datetime,
        doubted: bool = False,
    ) -> Noted:
        """Settle copies and claim others, all in one transaction.

        A copy is to be had where nobody has claimed it yet, where it was deferred, and,
        if `doubted` is true, where an earlier claim was never settled.
        """
        with self._database.writing() as connection:
            deliveries.settle(connection, self._outbox, settled, now)
            won = deliveries.claim(
                connection, self._outbox, wanted, now, doubted=doubted
            )
            named = {copy.edition for copy in (*settled, *wanted)}
            paused = any(
                editions.is_paused(connection, self._outbox, name) for name in named
            )
        return Noted(won=won, paused=paused)

    def claim(
        self,
        edition: str,
        recipient: str,
        message_id: str,
        now: datetime,
        *,
        doubted: bool = False,
    ) -> bool:
        """Claim one copy; False where it is not to be had."""
        copy = Delivery(
            edition=edition,
            recipient=recipient,
            status="in-doubt",
            message_id=message_id,
        )
        return bool(self.note(wanted=[copy], now=now, doubted=doubted).won)

    def settle(self, delivery: Delivery, now: datetime) -> None:
        """Write down what became of a claimed copy."""
        self.note(settled=[delivery], now=now)

    def release(
        self, edition: str, now: datetime, *, recipients: Collection[str] = ()
    ) -> int:
        """Let copies in doubt be made once more; return how many.

        Where `recipients` are named, theirs alone, whatever became of them. Ask for it
        while `alone`: what another run is sending would be sent twice.
        """
        with self._database.writing() as connection:
            return deliveries.release(
                connection, self._outbox, edition, now, recipients
            )

    def counts(self, edition: str) -> dict[str, int]:
        """Return how many copies of an edition have each status."""
        with self._database.reading() as connection:
            return deliveries.counts(connection, self._outbox, edition)

    def got_any(self, names: Collection[str]) -> frozenset[str]:
        """Return who has, or may have, a copy of any of these editions."""
        with self._database.reading() as connection:
            return deliveries.recipients_of(connection, self._outbox, names)

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

    def is_alone(self) -> bool:
        """Tell whether nobody is sending, oneself included."""
        try:
            with self.alone():
                return True
        except StoreError:
            return False

    # ── editions ────────────────────────────────────────────────────────────────

    def begin(self, edition: str, now: datetime) -> None:
        """Note that an edition is on its way: until it is finished, it is to be.

        To begin twice is to begin once; one that was finished is open again, and one
        that was paused goes on being so.
        """
        with self._database.writing() as connection:
            editions.begin(connection, self._outbox, edition, now)

    def finish(self, edition: str, now: datetime) -> None:
        """Note that an edition that was begun needs nothing any more."""
        with self._database.writing() as connection:
            editions.finish(connection, self._outbox, edition, now)

    def editions(self) -> tuple[str, ...]:
        """Return all editions that were ever begun, by name."""
        with self._database.reading() as connection:
            return editions.names(connection, self._outbox)

    def postpone(self, edition: str, due: datetime, now: datetime) -> None:
        """Begin an edition of which nothing is to be sent before it is due."""
        with self._database.writing() as connection:
            editions.begin(connection, self._outbox, edition, now)
            editions.change(connection, self._outbox, edition, {"due": due})

    def due(self, edition: str) -> datetime | None:
        """Return before when nothing of an edition is to be sent; None: any time."""
        with self._database.reading() as connection:
            return editions.due(connection, self._outbox, edition)

    def pause(self, edition: str, now: datetime) -> None:
        """Let nothing more of an edition be sent: runs that are at it stop, too."""
        with self._database.writing() as connection:
            editions.begin(connection, self._outbox, edition, now)
            editions.change(connection, self._outbox, edition, {"paused": now})

    def resume(self, edition: str) -> None:
        """Let an edition that was paused go on, by the next run."""
        with self._database.writing() as connection:
            editions.change(connection, self._outbox, edition, {"paused": None})

    def is_paused(self, edition: str) -> bool:
        """Tell whether an edition is paused."""
        with self._database.reading() as connection:
            return editions.is_paused(connection, self._outbox, edition)

    def unfinished(self) -> tuple[str, ...]:
        """Return the editions that were begun and not finished, oldest first."""
        with self._database.reading() as connection:
            return editions.unfinished(connection, self._outbox)

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
