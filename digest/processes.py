"""What a process that works for another owes it: to end when the other does."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import parent_process, resource_tracker
from threading import Thread, current_thread, main_thread

_TERMINATED = 128 + 15  # by SIGTERM, as shells count it


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


@contextmanager
def unwound_when_terminated() -> Iterator[None]:
    """Leave by an exception at SIGTERM, so that all is put away that was begun within.

    Where the signal is ignored or somebody else's, it stays so.
    """
    is_ours = signal.getsignal(signal.SIGTERM) == signal.SIG_DFL
    if not is_ours or current_thread() is not main_thread():  # others may set none
        yield
        return
    signal.signal(signal.SIGTERM, _leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)


@contextmanager
def told_to_stop() -> Iterator[Callable[[], bool]]:
    """Yield what tells whether Ctrl-C or SIGTERM came; leave by it at the end.

    Nothing is torn apart where it stands: whoever works asks, now and then. A second
    signal does interrupt. Where a signal is ignored, it stays so.
    """
    came: list[int] = []
    if current_thread() is not main_thread():  # others may set none
        yield lambda: bool(came)
        return

    def note(number: int, _frame: object) -> None:
        if came:
            raise KeyboardInterrupt
        came.append(number)

    before = {
        number: signal.signal(number, note)
        for number in (signal.SIGINT, signal.SIGTERM)
        if signal.getsignal(number) in (signal.SIG_DFL, signal.default_int_handler)
    }
    try:
        yield lambda: bool(came)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    if came:
        sys.exit(128 + came[0])  # as shells count it


def _leave(_signal: int, _frame: object) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # a second one would leave half
    sys.exit(_TERMINATED)


def _follow_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
    os._exit(1)
