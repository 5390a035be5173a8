"""What is done after the answer: one thread, so that answers take the same time."""

import heapq
from collections.abc import Callable
from itertools import count
from threading import Condition, Thread

Errand = Callable[[], float | None]

_WAITING = 1_000


class Errands:
    """Runs errands one after the other; each may say in how many seconds again.

    `clock` counts seconds. An errand must not raise.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._due: list[tuple[float, int, Errand]] = []
        self._order = count()
        self._changed = Condition()
        self._busy = False
        self._closing = False
        self._thread = Thread(target=self._run, name="errands", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def put(self, errand: Errand) -> bool:
        """Take an errand; False where too many are waiting."""
        with self._changed:
            if self._closing or len(self._due) >= _WAITING:
                return False
            self._push(errand, 0)
            return True

    @property
    def is_at_work(self) -> bool:
        """Whether errands are run: false before the start and after the end."""
        return self._thread.is_alive()

    def settled(self, seconds: float) -> bool:
        """Wait until nothing is to be done now; False where that takes too long."""
        with self._changed:
            return self._changed.wait_for(self._is_idle, timeout=seconds)

    def close(self, seconds: float) -> None:
        """Finish what is due, but wait no longer than that; the rest is given up."""
        self.settled(seconds)
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        self._thread.join(timeout=seconds)

    def _push(self, errand: Errand, delay: float) -> None:
        at = self._clock() + delay
        heapq.heappush(self._due, (at, next(self._order), errand))
        self._changed.notify_all()

    def _is_idle(self) -> bool:
        return not self._busy and self._pause() != 0

    def _pause(self) -> float | None:
        """Return in how many seconds there is something to do; None: nothing."""
        return max(self._due[0][0] - self._clock(), 0) if self._due else None

    def _next(self) -> Errand | None:
        with self._changed:
            self._busy = False
            self._changed.notify_all()
            while not self._closing:
                pause = self._pause()
                if pause == 0:
                    self._busy = True
                    return heapq.heappop(self._due)[2]
                self._changed.wait(timeout=pause)
            return None

    def _run(self) -> None:
        while errand := self._next():
            again = errand()
            if again is not None:
                with self._changed:
                    self._push(errand, again)
