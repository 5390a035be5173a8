"""Processes that read what came from outside, so that nothing it holds can harm a run.

A reading that takes too long is killed with its process, one that wants too much memory
is refused it, and one that brings its process down has only itself to blame: each is an
error of what was read. The others do not notice. No process is started before there is
something to read.
"""

import asyncio
import gc
import os
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from contextlib import suppress
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.context import BaseContext
from threading import Event
from typing import TYPE_CHECKING, ParamSpec, Self, TypeVar, cast

from digest.collect.hostile import RAISED
from digest.errors import FeedError
from digest.processes import deaf_to_interrupts, leave_with_parent

if TYPE_CHECKING:
    from pebble import ProcessPool

WORKERS = 2
SECONDS = 6.0
"""How long one reading may take: the largest of real feeds takes 0.6 s."""

MEGABYTES = 200
"""What one process may hold: it begins with 40, a damaged feed of 10 MB needs 135."""

_GARBAGE_THRESHOLDS = 20_000, 5, 5  # what is read is large, and no garbage
# What the processes share from their start, instead of importing it one by one.
_PRELOADED = ["digest.collect.batch", "digest.collect.parse", "feedparser"]

_MOMENT = 0.005  # seconds
_TRIES = 200  # a second, when all goes well
_BEGUN = 2  # for each process: one at work, one at hand

_P = ParamSpec("_P")
_Read = TypeVar("_Read")


class Readers:
    """Some processes that read for this one; what goes in and out must be picklable.

    Whoever begins with something that will take several readings waits for a `turn`
    with the first: so what was begun is finished before all the others are begun, too.
    """

    def __init__(
        self,
        *,
        workers: int = WORKERS,
        seconds: float = SECONDS,
        megabytes: int = MEGABYTES,
    ) -> None:
        self._workers = workers
        self._seconds = seconds
        self._megabytes = megabytes
        self._opened: asyncio.Task[ProcessPool] | None = None
        self.turn = asyncio.Semaphore(_BEGUN * workers)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_error: object) -> None:
        """End the processes, whatever they are at."""
        if self._opened is not None:
            await asyncio.to_thread(_end, await self._opened, self._workers)

    def prepare(self) -> None:
        """Start the processes in the background: something will have to be read.

        They are started anew where the system has ended them, short of memory maybe.
        """
        if self._opened is None:
            self._opened = asyncio.create_task(asyncio.to_thread(self._open))
        elif self._opened.done() and not (broken := self._opened.result()).active:
            self._opened = asyncio.create_task(asyncio.to_thread(self._anew, broken))

    async def read(
        self,
        reading: Callable[_P, _Read],
        /,
        *args: _P.args,
        **kwargs: _P.kwargs,
    ) -> _Read:
        """Return what a reading gives; it is killed when nobody waits any more.

        Raises:
            FeedError: the reading's own, or that it went beyond its limits.
        """
        from pebble import ProcessExpired

        self.prepare()
        pool = await asyncio.shield(cast("asyncio.Task[ProcessPool]", self._opened))
        try:
            begun = pool.schedule(
                _read, args=(reading, args, kwargs), timeout=self._seconds
            )
            return await asyncio.wrap_future(cast("Future[_Read]", begun))
        except TimeoutError as error:
            message = f"it takes more than {self._seconds:g} seconds to read"
            raise FeedError(message) from error
        except MemoryError as error:
            message = f"it takes more than {self._megabytes} MB of memory to read"
            raise FeedError(message) from error
        except ProcessExpired as error:
            message = "it brings down whoever reads it"
            raise FeedError(message) from error
        except RAISED as error:  # what was raised, or was to come back, cannot travel
            message = f"it cannot be read: {type(error).__name__}"
            raise FeedError(message) from error
        except RuntimeError as error:  # the pool's own, of one that is broken
            message = "whoever was to read it was ended"
            raise FeedError(message) from error

    def _anew(self, broken: "ProcessPool") -> "ProcessPool":
        _end(broken, self._workers)
        return self._open()

    def _open(self) -> "ProcessPool":
        from pebble import ProcessPool

        pool = ProcessPool(
            max_workers=self._workers,
            context=_context(),
            initializer=_limit,
            initargs=(self._megabytes * 1_000_000,),
        )
        with deaf_to_interrupts():
            _ = pool.active  # this is what starts them
        return pool


def _end(pool: "ProcessPool", workers: int) -> None:
    _await_beginnings(pool, workers)
    pool.stop()  # type: ignore[no-untyped-call]
    pool.join()


def _await_beginnings(pool: "ProcessPool", workers: int) -> None:
    """Wait until all processes have begun.

    One that begins while what it shares with this one is taken down says so on the
    terminal, at length.
    """
    from pebble import ProcessExpired

    begun: set[int] = set()
    with suppress(RuntimeError, ProcessExpired, CancelledError, TimeoutError):
        for _ in range(_TRIES):
            asked = [pool.schedule(_who) for _ in range(workers)]
            begun |= {each.result(timeout=1) for each in asked}
            if len(begun) >= workers:
                return


def _who() -> int:
    """Return who does the work, after a moment in which another may take some, too."""
    Event().wait(_MOMENT)
    return os.getpid()


def _read(
    reading: Callable[..., _Read], args: tuple[object, ...], kwargs: dict[str, object]
) -> _Read:
    """Read in a process of its own, and say there what went wrong.

    Errors of libraries need not survive the way back, and take the pool with them.
    """
    try:
        return reading(*args, **kwargs)
    except (*RAISED, RuntimeError) as error:
        message = f"it cannot be read: {type(error).__name__}"
        raise FeedError(message) from error


def _context() -> BaseContext:
    """Return how processes are begun: forked from one that has no threads to break."""
    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload(_PRELOADED)
    return context


def _limit(most_bytes: int) -> None:
    """Set this process's limits; where a system has none, only the time is limited."""
    leave_with_parent()
    gc.set_threshold(*_GARBAGE_THRESHOLDS)
    try:
        import resource
    except ImportError:
        return
    _, most = resource.getrlimit(resource.RLIMIT_DATA)
    if most == resource.RLIM_INFINITY or most > most_bytes:
        resource.setrlimit(resource.RLIMIT_DATA, (most_bytes, most_bytes))
