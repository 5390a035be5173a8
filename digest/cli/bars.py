"""Progress bars on a terminal, and silence anywhere else."""

import atexit
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.progress import TaskID

    from digest.pipeline.job import Progress


def progress(stream: TextIO) -> "Progress":
    """Return progress bars for a terminal, and silence for anything else."""
    if stream.isatty():
        return Bars(stream)
    from digest.pipeline.job import Silent

    return Silent()


class Bars:
    """A bar for each step of a run, gone when the step is done."""

    def __init__(self, stream: TextIO) -> None:
        from rich.console import Console
        from rich.progress import MofNCompleteColumn, Progress

        self._bars = Progress(
            *Progress.get_default_columns(),
            MofNCompleteColumn(),
            console=Console(file=stream),
            transient=True,
        )
        self._tasks: dict[str, TaskID] = {}
        # A step that fails never fills its bar: give the terminal its cursor back.
        atexit.register(self._bars.stop)

    def advance(self, step: str, *, done: int, total: int) -> None:
        """Draw a step's bar; when all are full, take them off the screen."""
        if step not in self._tasks:
            self._bars.start()
            self._tasks[step] = self._bars.add_task(step, total=total)
        self._bars.update(self._tasks[step], completed=done, total=total)
        if self._bars.finished:
            self._bars.stop()
