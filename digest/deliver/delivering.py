"""An edition to its recipients, each once: claimed before, settled after each copy."""

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime
from itertools import islice

from digest.deliver.addresses import objection
from digest.deliver.copies import Copy
from digest.deliver.crew import Crew
from digest.deliver.ledger import Book, Ledger
from digest.deliver.outboxes import Outbox
from digest.deliver.schedule import Clock, Manners, Schedule
from digest.model import Delivery

_BATCH = 500  # copies that the ledger is asked about at once
_ROOM = 5_000  # copies that wait for their turn
_GIVEN_UP = "its domain put off one email after the other"
_DOUBT = "an earlier run ended before it knew whether this was sent"


class Delivering:
    """One run's work on one edition.

    `earlier` counts the copies that needed nothing any more, `left` those that are
    still to be made when the run ends, because it was stopped or the outbox failed.
    """

    def __init__(  # noqa: PLR0913 - through what, known by what, how, until when
        self,
        outboxes: Sequence[Outbox],
        *,
        ledger: Ledger,
        now: datetime,
        clock: Clock,
        manners: Manners = Manners(),  # noqa: B008 - frozen
        stopping: Callable[[], bool] = lambda: False,
    ) -> None:
        self._outboxes = outboxes
        self._stopping = stopping
        self._ledger = ledger
        repeatable = all(outbox.repeatable for outbox in outboxes)
        self._book = Book(ledger, now=now, doubted=repeatable, hands=len(outboxes))
        self._repeatable = repeatable
        self._manners = manners
        self._schedule = Schedule(manners, clock=clock, room=_ROOM)
        self._open: dict[str, Delivery] = {}
        self.earlier = self._asked = self._told = 0

    @property
    def left(self) -> int:
        """Return how many copies are still to be made."""
        return self._asked - self._told - self.earlier

    @property
    def is_paused(self) -> bool:
        """Whether a person wants nothing more to be sent for now."""
        return self._book.is_paused

    def deliver(self, copies: Iterable[Copy]) -> Generator[Delivery, None, None]:
        """Send each copy that nobody has got; yield what becomes of each.

        Copies that earlier runs sent, or that were refused, are passed over in silence:
        the ledger knows them. What is in doubt is sent again only where the outbox
        makes repeating harmless; else `doubts` tells it.

        Raises:
            OutboxError: the outbox does not answer; who was not yielded may be tried
                again by the next run.
            StoreError: the ledger cannot be written; nothing is sent that was not
                claimed before.
        """
        crew: AbstractContextManager[Crew] = Crew(
            self._outboxes,
            schedule=self._schedule,
            book=self._book,
            manners=self._manners,
        )
        with crew as hands:
            yield from self._fed(copies, hands)
            self._schedule.close()
            while hands.wait():
                self._look_whether_to_stop()
                yield from self._news(hands)
            yield from self._news(hands)
            hands.raise_trouble()
        for copy in self._schedule.given_up():
            self._told += 1
            yield copy.delivery("deferred", _GIVEN_UP)

    def _fed(self, copies: Iterable[Copy], crew: Crew) -> Iterator[Delivery]:
        remaining = iter(copies)
        while batch := list(islice(remaining, _BATCH)):
            self._asked += len(batch)
            known = self._ledger.known([copy.delivery("in-doubt") for copy in batch])
            for copy in batch:
                yield from self._begun(copy, known.get(copy.id))
            while not self._schedule.wait_for_room(seconds=0.2):
                self._look_whether_to_stop()
                yield from self._news(crew)
            self._look_whether_to_stop()
            yield from self._news(crew)
            if self._schedule.is_stopped:
                break

    def _look_whether_to_stop(self) -> None:
        if self._stopping():
            self._schedule.stop()

    def _begun(self, copy: Copy, known: Delivery | None) -> Iterator[Delivery]:
        if known and known.is_over:
            self.earlier += 1
        elif known and known.status == "in-doubt" and not self._repeatable:
            self._open[known.recipient] = known
        elif reason := objection(copy.address):
            self._told += 1
            yield copy.delivery("refused", f"not an email address: {reason}")
        else:
            self._schedule.add(copy)

    def _news(self, crew: Crew) -> Iterator[Delivery]:
        for delivery in crew.told():
            if delivery.status == "in-doubt" and not delivery.detail:
                self._open[delivery.recipient] = delivery
            else:
                self._told += 1
                yield delivery

    def doubts(self, *, alone: bool) -> Iterator[Delivery]:
        """Yield what is in doubt; what others have settled meanwhile was done earlier.

        `alone` says that nobody is sending any more: what others are at work on is not
        in doubt, but left to them.
        """
        waiting = iter(self._open.values())
        while batch := list(islice(waiting, _BATCH)):
            known = self._ledger.known(batch)
            for each in batch:
                found = known.get(each.recipient, each)
                if found.is_over:
                    self.earlier += 1
                elif found.status == "in-doubt" and alone:
                    self._told += 1
                    yield replace(found, detail=found.detail or _DOUBT)
