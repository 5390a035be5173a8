"""Who has which copy: what any ledger does, and how many threads write into one."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from threading import Condition, Lock
from typing import Protocol

from digest.model import Delivery, Noted


class Ledger(Protocol):
    """Remembers whose copy of an edition was claimed, and what became of it."""

    def known(self, copies: Sequence[Delivery]) -> Mapping[str, Delivery]:
        """Return what is known of copies, by recipient; an open claim is `in-doubt`."""
        ...

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
        ...


class Forgetful:
    """A ledger that knows nothing and keeps nothing: every copy is to be had."""

    def known(self, copies: Sequence[Delivery]) -> Mapping[str, Delivery]:
        """Return that nothing is known."""
        del copies
        return {}

    def note(
        self,
        *,
        settled: Sequence[Delivery] = (),
        wanted: Sequence[Delivery] = (),
        now: datetime,
        doubted: bool = False,
    ) -> Noted:
        """Give whatever is wanted."""
        del settled, now, doubted
        return Noted(won=frozenset(copy.recipient for copy in wanted))


class _Entry:
    """What one thread has to write: a copy it settled, one it wants, or both."""

    __slots__ = ("error", "is_written", "settled", "wanted", "woken", "won")

    def __init__(self, settled: Delivery | None, wanted: Delivery | None) -> None:
        self.settled, self.wanted = settled, wanted
        self.won = self.is_written = False
        self.error: Exception | None = None
        self.woken = Lock()
        self.woken.acquire()


_GATHERING = 0.002  # seconds; a disk takes about as long


class Book:
    """A ledger that many threads write into: what waits is written together.

    To write is to wait for the disk. While one thread does so, the others' entries
    gather; then one of those takes all of them along: one transaction for many copies,
    and still each claim is on the disk before its message is sent. It waits a moment
    until half of the `hands` are there, for a transaction costs much and an entry
    little, as databases do that commit in groups.
    """

    def __init__(
        self, ledger: Ledger, *, now: datetime, doubted: bool, hands: int = 1
    ) -> None:
        self._ledger = ledger
        self._now = now
        self._doubted = doubted
        self._gate = Condition()
        self._enough = (hands + 1) // 2
        self._waiting: list[_Entry] = []
        self._is_writing = False
        self.is_paused = False

    def note(self, settled: Delivery | None, wanted: Delivery | None) -> bool:
        """Settle one copy and claim another; tell whether the claim was won."""
        entry = _Entry(settled, wanted)
        with self._gate:
            self._waiting.append(entry)
            if len(self._waiting) == self._enough:
                self._gate.notify()
            writes, self._is_writing = not self._is_writing, True
        if not writes:
            entry.woken.acquire()
        if not entry.is_written:
            self._write_all()
        if entry.error:
            raise entry.error
        return entry.won

    def _write_all(self) -> None:
        """Write what waits, and let one of those who came meanwhile write the next."""
        with self._gate:
            self._gate.wait_for(lambda: len(self._waiting) >= self._enough, _GATHERING)
            taken, self._waiting = self._waiting, []
        self._write(taken)
        with self._gate:
            self._is_writing = bool(self._waiting)
            following = self._waiting[:1]
        for entry in (*following, *taken):
            entry.woken.release()

    def _write(self, entries: Sequence[_Entry]) -> None:
        try:
            noted = self._ledger.note(
                settled=[entry.settled for entry in entries if entry.settled],
                wanted=[entry.wanted for entry in entries if entry.wanted],
                now=self._now,
                doubted=self._doubted,
            )
        except Exception as error:  # noqa: BLE001 - each thread must learn of it
            for entry in entries:
                entry.error, entry.is_written = error, True
            return
        self.is_paused = self.is_paused or noted.paused
        for entry in entries:
            entry.won = bool(entry.wanted and entry.wanted.recipient in noted.won)
            entry.is_written = True
