"""What a process that works for another owes it: to end when the other does."""

import os
from multiprocessing import parent_process
from threading import Thread


def leave_with_parent() -> None:
    """Make this process end when the one that started it is no more, even killed."""
    Thread(target=_follow_parent, daemon=True).start()


def _follow_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
    os._exit(1)
