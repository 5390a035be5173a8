"""What a process that works for another owes it: to end when the other does."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import parent_process, resource_tracker
from threading import Thread


def leave_with_parent() -> None:
    """Make this process end when the one that started it is no more, even killed."""
    Thread(target=_follow_parent, daemon=True).start()


@contextmanager
def deaf_to_interrupts() -> Iterator[None]:
    """Start processes that a terminal's Ctrl-C does not reach, from any thread.

    It goes to all processes at once; whoever started these ends them itself, and a
    second voice would only say where it was interrupted. They inherit this thread's
    mask.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # starting it would take the mask away again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _follow_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
    os._exit(1)
