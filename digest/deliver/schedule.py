"""Whose turn it is: copies in the order they may go, no faster than they may."""

import heapq
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from threading import Condition

from digest.deliver.copies import Copy

Clock = Callable[[], float]

_ANY = "*"  # stands for each domain that has no limit of its own
_ATTEMPTS = 5
_SHARES = 31  # of the patience: 1 + 2 + 4 + 8 + 16
_MANY_IN_A_ROW = 10  # copies that a domain puts off again, before it is left alone


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How fast copies go, and how long one goes on that was put off.

    `per_second` holds for all together, `domains` for single ones, `*` for each that
    is not named; `patience` is in seconds.
    """

    per_second: float | None = None
    domains: Mapping[str, float] = field(default_factory=dict)
    patience: float = 0

    def backoff(self, attempts: int) -> float | None:
        """Return how long to wait after so many attempts; None: no longer.

        Each wait is twice the one before, and five of them fill the patience:
        1 + 2 + 4 + 8 + 16 parts of 31.
        """
        if not self.patience or attempts > _ATTEMPTS:
            return None
        shares = 1 << (attempts - 1)
        return self.patience * shares / _SHARES


@dataclass(slots=True)
class _Lane:
    """The copies to one domain; `free` is when the next may go."""

    interval: float
    waiting: deque[Copy] = field(default_factory=deque)
    free: float = 0
    queued: bool = False
    put_off: int = 0
    holds: int = 0
    held_since: float | None = None


class Schedule:
    """Hands out copies to several threads, each when its turn has come.

    A copy that is handed out is on its way until `done` or `again` says otherwise; the
    schedule is at its end when it is closed and nothing waits or is on its way.
    """

    def __init__(self, manners: Manners, *, clock: Clock, room: int) -> None:
        self._manners = manners
        self._clock = clock
        self._room = room
        self._changed = Condition()
        self._lanes: dict[str, _Lane] = {}
        self._turns: list[tuple[float, int, str]] = []
        self._later: list[tuple[float, int, Copy]] = []
        self._next_turn = 0
        self._free = 0.0  # when the next copy to anybody may go
        self._waiting = self._on_their_way = 0
        self._given_up: list[Copy] = []
        self._closed = self._stopped = False

    # ── whoever fills it ────────────────────────────────────────────────────────

    def add(self, copy: Copy) -> None:
        """Put a copy at the end of its domain's lane."""
        with self._changed:
            self._enqueue(copy)
            self._changed.notify()

    def wait_for_room(self, seconds: float) -> bool:
        """Wait for so long at most, and tell whether there is room for more."""
        with self._changed:
            return self._changed.wait_for(self._has_room, seconds)

    def close(self) -> None:
        """Say that nothing more is coming."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def stop(self) -> None:
        """Hand out nothing more: what is on its way is finished, the rest waits."""
        with self._changed:
            self._stopped = True
            self._changed.notify_all()

    def given_up(self) -> list[Copy]:
        """Return the copies to domains that put off whatever came, for too long."""
        return self._given_up

    @property
    def is_stopped(self) -> bool:
        """Whether nothing more is handed out."""
        return self._stopped

    def _has_room(self) -> bool:
        return self._waiting < self._room or self._stopped

    # ── whoever sends ───────────────────────────────────────────────────────────

    def take(self, *, wait: bool) -> Copy | None:
        """Return the copy whose turn it is.

        None: there is none now; where `wait` is true, there will never be one again.
        """
        with self._changed:
            while not self._stopped:
                now = self._clock()
                if copy := self._due(now):
                    return copy
                if not wait or self._is_at_its_end():
                    break
                self._changed.wait(self._until_next(now))
            return None

    def done(self, copy: Copy, *, put_off: bool = False) -> None:
        """Note that a copy needs nothing any more, in this run."""
        with self._changed:
            self._on_their_way -= 1
            self._learn(copy, put_off=put_off)
            if self._is_at_its_end():
                self._changed.notify_all()

    def again(self, copy: Copy, seconds: float) -> None:
        """Put a copy back: it is to be tried once more after so long."""
        with self._changed:
            self._on_their_way -= 1
            self._waiting += 1
            self._learn(copy, put_off=True)
            when = self._clock() + seconds
            heapq.heappush(self._later, (when, self._number(), copy))
            self._changed.notify_all()

    def give_back(self, copy: Copy) -> None:
        """Put a copy back that was not tried."""
        with self._changed:
            self._on_their_way -= 1
            self._waiting += 1
            heapq.heappush(self._later, (self._clock(), self._number(), copy))
            self._changed.notify_all()

    def rest(self, seconds: float) -> None:
        """Wait for so long, or until there is nothing to do any more."""
        with self._changed:
            self._changed.wait_for(
                lambda: self._stopped or self._is_at_its_end(), seconds
            )

    # ── lanes ───────────────────────────────────────────────────────────────────

    def _enqueue(self, copy: Copy) -> None:
        self._waiting += 1
        self._line_up(copy)

    def _line_up(self, copy: Copy, *, first: bool = False) -> None:
        lane = self._lane(copy.domain)
        if first:
            lane.waiting.appendleft(copy)
        else:
            lane.waiting.append(copy)
        self._queue(copy.domain, lane)

    def _lane(self, domain: str) -> _Lane:
        if domain not in self._lanes:
            limits = self._manners.domains
            rate = limits.get(domain) or limits.get(_ANY)
            self._lanes[domain] = _Lane(interval=1 / rate if rate else 0)
        return self._lanes[domain]

    def _queue(self, domain: str, lane: _Lane) -> None:
        if lane.waiting and not lane.queued:
            lane.queued = True
            heapq.heappush(self._turns, (lane.free, self._number(), domain))

    def _number(self) -> int:
        """Return what keeps the order of those whose turn comes at the same time."""
        self._next_turn += 1
        return self._next_turn

    def _due(self, now: float) -> Copy | None:
        ready: list[Copy] = []
        while self._later and self._later[0][0] <= now:
            ready.append(heapq.heappop(self._later)[2])
        for copy in reversed(ready):  # so that the first is at the front
            self._line_up(copy, first=True)
        if self._free > now:
            return None
        while self._turns and self._turns[0][0] <= now:
            _, _, domain = heapq.heappop(self._turns)
            lane = self._lanes[domain]
            lane.queued = False
            if self._is_hopeless(lane, now):
                self._give_up(lane)
            elif lane.free <= now:
                return self._handed_out(domain, lane, now)
            self._queue(domain, lane)  # it was held meanwhile
        return None

    def _is_hopeless(self, lane: _Lane, now: float) -> bool:
        since = lane.held_since
        return since is not None and now - since > self._manners.patience

    def _give_up(self, lane: _Lane) -> None:
        """Leave a domain's copies to the next run: this one was patient enough."""
        self._given_up += lane.waiting
        self._waiting -= len(lane.waiting)
        lane.waiting.clear()
        self._changed.notify_all()

    def _handed_out(self, domain: str, lane: _Lane, now: float) -> Copy:
        copy = lane.waiting.popleft()
        lane.free = now + lane.interval
        if self._manners.per_second:
            self._free = now + 1 / self._manners.per_second
        self._queue(domain, lane)
        if not (lane.waiting or lane.interval or lane.put_off):
            del self._lanes[domain]  # a list knows more domains than need be remembered
        self._waiting -= 1
        self._on_their_way += 1
        return copy

    def _until_next(self, now: float) -> float | None:
        """Return how long nothing can be due; None: until something changes."""
        coming = [queue[0][0] for queue in (self._turns, self._later) if queue]
        if not coming:
            return None
        return max(min(coming), self._free) - now

    def _is_at_its_end(self) -> bool:
        return self._closed and not self._waiting and not self._on_their_way

    def _learn(self, copy: Copy, *, put_off: bool) -> None:
        """Leave a domain alone for a while that puts off one copy after the other.

        A first attempt tells nothing about a domain that puts off: where it greylists,
        it puts off each address once, and takes all of them later.
        """
        if not put_off:
            if lane := self._lanes.get(copy.domain):
                lane.put_off = lane.holds = 0
                lane.held_since = None
            return
        if copy.attempts <= 1 or not self._manners.patience:
            return
        lane = self._lane(copy.domain)
        lane.put_off += 1
        if lane.put_off % _MANY_IN_A_ROW == 0:
            lane.holds = min(lane.holds + 1, _ATTEMPTS)
            seconds = self._manners.backoff(lane.holds) or 0
            now = self._clock()
            lane.held_since = now if lane.held_since is None else lane.held_since
            lane.free = max(lane.free, now + seconds)
