"""Who does the work: this process, or several of this machine; the same lines for all.

An executor is one of `concurrent.futures`, or anything with its `submit`, such as a
cluster's. Work is given out a little ahead and taken back in its order.
"""

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from typing import ParamSpec, TypeVar

from digest.errors import DigestError
from digest.processes import leave_with_parent

_AHEAD = 2  # pieces of work for each worker: one at work, one at hand
_P = ParamSpec("_P")
_Work = TypeVar("_Work")
_Done = TypeVar("_Done")


class Here(Executor):
    """This very process: work is done when it is given."""

    def submit(
        self, work: Callable[_P, _Done], /, *args: _P.args, **kwargs: _P.kwargs
    ) -> Future[_Done]:
        """Do the work, and return it as done; what it raises is raised here."""
        future: Future[_Done] = Future()
        future.set_result(work(*args, **kwargs))
        return future


@dataclass(frozen=True, slots=True, kw_only=True)
class Crew:
    """An executor, and how many it lets work at a time."""

    executor: Executor
    workers: int


@contextmanager
def crew(workers: int) -> Iterator[Crew]:
    """Give so many workers: for one, this process; else as many processes.

    None of them outlives the run, whether it ends, is interrupted, or is killed.
    """
    if workers == 1:
        yield Crew(executor=Here(), workers=1)
        return
    # Spawned, not forked: the same on every system, whatever threads there are here.
    executor = ProcessPoolExecutor(
        workers, mp_context=get_context("spawn"), initializer=leave_with_parent
    )
    try:
        _begin(executor, workers)
        yield Crew(executor=executor, workers=workers)
    finally:
        executor.shutdown(cancel_futures=True)


def mapped(
    work: Callable[[_Work], _Done],
    pieces: Iterable[_Work],
    *,
    crew: Crew,
) -> Iterator[_Done]:
    """Yield what comes of each piece of work, in their order.

    Raises:
        DigestError: a worker died.
    """
    ahead = _AHEAD * crew.workers if crew.workers > 1 else 1
    given: deque[Future[_Done]] = deque()
    try:
        for piece in pieces:
            given.append(crew.executor.submit(work, piece))
            if len(given) >= ahead:
                yield given.popleft().result()
        while given:
            yield given.popleft().result()
    except BrokenExecutor as error:
        message = (
            "a worker died, and what it was at is not answered; if memory ran out, "
            "run again with fewer --workers"
        )
        raise DigestError(message) from error


def _begin(executor: Executor, workers: int) -> None:
    """Start the processes, deaf to the interrupt that a terminal sends to all of them.

    They inherit that from this one, and so say nothing when it is interrupted: it ends
    them itself.
    """
    hearing = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        for _ in range(workers):
            executor.submit(os.getpid)
    finally:
        signal.signal(signal.SIGINT, hearing)
