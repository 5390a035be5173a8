"""Several connections at work on one edition: each claims, sends, settles, in turn."""

from collections.abc import Sequence
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import Self

from digest.deliver.copies import Copy
from digest.deliver.ledger import Book
from digest.deliver.outboxes import Outbox, Outcome
from digest.deliver.schedule import Manners, Schedule
from digest.errors import OutboxError
from digest.model import Delivery

_WAIT = 0.2  # seconds between two looks at what was done


class Crew:
    """Threads, one for each connection; a context manager.

    At its end what is on its way is finished and written down, also where the end is
    an interruption: then nothing new is begun.
    """

    def __init__(
        self,
        outboxes: Sequence[Outbox],
        *,
        schedule: Schedule,
        book: Book,
        manners: Manners,
    ) -> None:
        shared = _Shared(schedule, book, manners, len(outboxes))
        self._shared = shared
        self._threads = [
            Thread(target=_Hand(outbox, shared).run, daemon=True) for outbox in outboxes
        ]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is not None:
            self._shared.schedule.stop()
        self._shared.schedule.close()
        for thread in self._threads:
            thread.join()

    def told(self) -> list[Delivery]:
        """Return what was written down since the last time.

        A copy that others had claimed comes as `in-doubt`: they are at work on it, or
        were.
        """
        found: list[Delivery] = []
        while True:
            try:
                found.append(self._shared.told.get_nowait())
            except Empty:
                return found

    def wait(self) -> bool:
        """Wait a moment, and tell whether anybody is still at work."""
        alive = [thread for thread in self._threads if thread.is_alive()]
        if alive:
            alive[0].join(_WAIT)
        return bool(alive)

    def raise_trouble(self) -> None:
        """Raise what made the crew stop, where anything did."""
        if self._shared.error:
            raise self._shared.error


class _Shared:
    """What all hands of a crew share."""

    def __init__(
        self, schedule: Schedule, book: Book, manners: Manners, hands: int
    ) -> None:
        self.schedule, self.book, self.manners = schedule, book, manners
        self.told: SimpleQueue[Delivery] = SimpleQueue()
        self.error: BaseException | None = None
        self._lock = Lock()
        self._hands = hands
        self._was_connected = False
        self._without: set[int] = set()

    def fail(self, error: BaseException) -> None:
        """Stop everybody because of an error."""
        with self._lock:
            self.error = self.error or error
        self.schedule.stop()

    def is_connected(self, hand: int) -> None:
        """Note that a hand has a connection."""
        self._was_connected = True
        with self._lock:
            self._without.discard(hand)

    def is_hopeless(self, hand: int) -> bool:
        """Note that a hand has no connection; tell whether nobody ever had one."""
        with self._lock:
            self._without.add(hand)
            return not self._was_connected and len(self._without) == self._hands

    def is_last(self, hand: int) -> bool:
        """Note that a hand gives up; tell whether it was the last."""
        with self._lock:
            self._without.discard(hand)
            self._hands -= 1
            return self._hands == 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tried:
    """A copy that was tried and is to be written down; `again` is after how long."""

    copy: Copy
    delivery: Delivery
    again: float | None = None


class _Hand:
    """One connection at work.

    What became of a copy is written down together with the claim on the next one, so
    that at any instant one copy at most is claimed and not settled.
    """

    def __init__(self, outbox: Outbox, shared: _Shared) -> None:
        self._outbox = outbox
        self._shared = shared
        self._tried: _Tried | None = None
        self._failures = 0

    def run(self) -> None:
        """Work until there is nothing left, or something cannot be gone on without."""
        try:
            with self._outbox:
                self._work()
        except BaseException as error:  # noqa: BLE001 - raised where the crew was called
            self._shared.fail(error)

    def _work(self) -> None:
        schedule = self._shared.schedule
        while True:
            copy = schedule.take(wait=False)
            if copy is None:
                self._note(None)  # now: the next copy may be long in coming
                copy = schedule.take(wait=True)
            if copy is None:
                return
            try:
                self._ready()
            except OutboxError as error:
                schedule.give_back(copy)
                self._note(None)
                if self._gives_up(error):
                    return
                continue
            self._claim_and_send(copy)

    def _claim_and_send(self, copy: Copy) -> None:
        if self._note(copy):
            self._tried = self._sent(copy)
        else:
            self._shared.told.put(copy.delivery("in-doubt"))
            self._shared.schedule.done(copy)
        if self._shared.book.is_paused:
            self._shared.schedule.stop()

    def _note(self, wanted: Copy | None) -> bool:
        """Write down what was tried, and claim what is wanted; tell whether it is."""
        tried, self._tried = self._tried, None
        if not (tried or wanted):
            return False
        won = self._shared.book.note(
            tried.delivery if tried else None,
            wanted.delivery("in-doubt") if wanted else None,
        )
        if tried:
            self._tell(tried)
        return won

    def _tell(self, tried: _Tried) -> None:
        if tried.again is not None:
            self._shared.schedule.again(tried.copy, tried.again)
            return
        self._shared.told.put(tried.delivery)
        is_put_off = tried.delivery.status == "deferred"
        self._shared.schedule.done(tried.copy, put_off=is_put_off)

    def _sent(self, copy: Copy) -> _Tried:
        copy.attempts += 1
        try:
            outcome = self._outbox.send(copy.message())
        except OutboxError as error:
            # Nothing was handed over, so there is no doubt.
            outcome = Outcome(
                status="deferred",
                detail="the connection was lost before it was handed over",
            )
            if error.is_lasting:
                self._tried = _Tried(copy=copy, delivery=_delivery(copy, outcome))
                self._note(None)
                raise
        again = None
        if outcome.status == "deferred":
            again = self._shared.manners.backoff(copy.attempts)
        return _Tried(copy=copy, delivery=_delivery(copy, outcome), again=again)

    # ── the connection ──────────────────────────────────────────────────────────

    def _ready(self) -> None:
        self._outbox.ready()
        if self._failures:
            self._failures = 0
        self._shared.is_connected(id(self))

    def _gives_up(self, error: OutboxError) -> bool:
        """Wait before the next try to connect; tell that there is none.

        Some servers allow fewer connections than we should like: then those that we
        have do all of the work.

        Raises:
            OutboxError: nobody else is left who could.
        """
        if error.is_lasting or self._shared.is_hopeless(id(self)):
            raise error
        self._failures += 1
        seconds = self._shared.manners.backoff(self._failures)
        if seconds is not None:
            self._shared.schedule.rest(seconds)
            return False
        if self._shared.is_last(id(self)):
            raise error
        return True


def _delivery(copy: Copy, outcome: Outcome) -> Delivery:
    return copy.delivery(outcome.status, outcome.detail, blame=outcome.blame)
