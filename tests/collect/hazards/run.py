"""One run over a family's hazards, in a process of its own, so that memory is its own.

The process reads and writes pickles: `Order`s in, a `Ran` for each out.
"""

import asyncio
import pickle
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from digest.collect import collect
from digest.config import Http
from digest.model import Feed, FeedMemory, Harvest
from tests.collect.builders import NOW, SINCE

TIMEOUT_SECONDS = 4.0
_ROOT = Path(__file__).parents[3]


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """The feeds of one run, by the names of what they stand for."""

    feeds: Mapping[str, str]
    allow: tuple[str, ...]
    memories: Mapping[str, FeedMemory]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """What came of it, when, and how much memory the process had at its most so far."""

    harvests: Mapping[str, Harvest]
    seconds: Mapping[str, float]
    peak_before: int
    peak_bytes: int


class Collector:
    """The process: it runs one order after the other, as long as it is wanted."""

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [
                sys.executable,
                "-W",
                "error",
                "-c",
                f"from {__name__} import main; main()",
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=_ROOT,
        )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.communicate(timeout=20)

    def ran(self, order: Order) -> Ran:
        """Return what comes of an order."""
        ordered, said = self._process.stdin, self._process.stdout
        assert ordered
        assert said
        pickle.dump(order, ordered)
        ordered.flush()
        came: Ran = pickle.load(said)  # noqa: S301  our own process
        return came


async def _collected(order: Order) -> Ran:
    started, before = time.perf_counter(), _peak_bytes()
    names = {url: name for name, url in order.feeds.items()}
    feeds = [
        Feed(location=url, title=name, section="News")
        for name, url in order.feeds.items()
    ]
    http = Http(allow=order.allow, timeout_seconds=TIMEOUT_SECONDS)
    harvests: dict[str, Harvest] = {}
    seconds: dict[str, float] = {}
    async for came in collect(
        feeds,
        order.memories,
        http=http,
        now=NOW,
        since=SINCE,
        folder=Path(),
        backoff_seconds=0.01,
    ):
        name = names[came.feed.location]
        harvests[name] = came
        seconds[name] = time.perf_counter() - started
    return Ran(
        harvests=harvests,
        seconds=seconds,
        peak_before=before,
        peak_bytes=_peak_bytes(),
    )


def _peak_bytes() -> int:
    """Return the most memory this process has had; 0 where nobody tells."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
    except OSError:
        return 0
    line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) * 1_024


def main() -> None:
    """Do what standard input orders."""
    # what a first feed loads is no hazard's doing
    import feedparser  # noqa: F401
    import trafilatura  # noqa: F401

    while order := _next_order():
        pickle.dump(asyncio.run(_collected(order)), sys.stdout.buffer)
        sys.stdout.buffer.flush()


def _next_order() -> Order | None:
    try:
        order: Order = pickle.load(sys.stdin.buffer)  # noqa: S301  our own process
    except EOFError:
        return None
    return order
