"""Who has which copy: what any ledger does, and how many threads write into one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from typing import Protocol

from digest.model import Delivery


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """What came of writing into a ledger.

    `won` are the recipients whose copies were claimed for the one who asked; `paused`
    says that a person wants nothing more of the edition to be sent for now.
    """

    won: frozenset[str]
    paused: bool = False


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

    def is_alone(self) -> bool:
        """Tell whether nobody else is sending: then an open claim is really in doubt."""
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

    def is_alone(self) -> bool:
        """Tell that nobody else is known to be sending."""
        return True


@dataclass(slots=True, eq=False)
class _Entry:
    """What one thread has to write: a copy it settled, one it wants, or both."""

    settled: Delivery | None
    wanted: Delivery | None
    won: bool = False
    written: bool = False
    error: Exception | None = field(default=None)


class Book:
    """A ledger that many threads write into: what waits is written together.

    To write is to wait for the disk. While one thread does so, the others' entries
    gather, and the next thread takes all of them along: one transaction for many
    copies, and still each claim is on the disk before its message is sent.
    """

    def __init__(self, ledger: Ledger, *, now: datetime, doubted: bool) -> None:
        self._ledger = ledger
        self._now = now
        self._doubted = doubted
        self._gate, self._turn = Lock(), Lock()
        self._waiting: list[_Entry] = []
        self.is_paused = False

    def note(self, settled: Delivery | None, wanted: Delivery | None) -> bool:
        """Settle one copy and claim another; tell whether the claim was won."""
        entry = _Entry(settled, wanted)
        with self._gate:
            self._waiting.append(entry)
        with self._turn:
            if not entry.written:
                with self._gate:
                    taken, self._waiting = self._waiting, []
                self._write(taken)
        if entry.error:
            raise entry.error
        return entry.won

    def _write(self, entries: Sequence[_Entry]) -> None:
        try:
            noted = self._ledger.note(
                settled=[entry.settled for entry in entries if entry.settled],
                wanted=[entry.wanted for entry in entries if entry.wanted],
                now=self._now,
                doubted=self._doubted,
            )
        except Exception as error:  # each thread must learn of it, whoever wrote
            for entry in entries:
                entry.error = error
                entry.written = True
            return
        self.is_paused = self.is_paused or noted.paused
        for entry in entries:
            entry.won = bool(entry.wanted and entry.wanted.recipient in noted.won)
            entry.written = True
