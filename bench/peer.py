"""Digest beside another tool on the same feeds: time of the clock, and all memory.

Digest runs whole (collect, summarise, compose, render, deliver to a folder); reader
3.x (`pip install reader`), the best-kept collector in Python, only collects, with ten
workers as its manual suggests. Both start with an empty store, then run again when
nothing is new. A run's memory is that of all its processes together at the worst
moment: `PSS` shares out pages that several hold, `RSS` counts them for each.
"""

import importlib.util
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.family import Use, used
from bench.hundred import FEEDS, NOW, bodies, served

_READER = """
import sys
from reader import make_reader
reader = make_reader(sys.argv[1])
for url in sys.argv[2:]:
    reader.add_feed(url, exist_ok=True)
reader.update_feeds(workers=10, scheduled=False)
"""
_HEADINGS = f"{'wall s':>8}{'CPU s':>8}{'PSS MB':>8}{'RSS MB':>8}"
_WATCHED_EVERY = 0.1  # seconds; looking costs time, too
_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one run took: seconds of the clock and of processors, megabytes."""

    wall: float
    cpu: float
    pss: float
    rss: float


def table(rounds: int) -> Iterator[str]:
    """Yield the lines: the best of some rounds of each, taken in turn."""
    yield f"{'100 × 20, 100 ms away':<26}{_HEADINGS}"
    with served(bodies()) as urls, tempfile.TemporaryDirectory() as folder:
        tools = dict(_tools(urls, Path(folder)))
        costs: dict[str, list[Cost]] = {}
        for number in range(rounds):
            for name, command in tools.items():
                place = Path(folder) / f"{name}-{number}"
                place.mkdir()
                costs.setdefault(f"{name}, cold", []).append(_cost(command, place))
                for _ in range(2):
                    costs.setdefault(f"{name}, nothing new", []).append(
                        _cost(command, place)
                    )
    for name, found in sorted(costs.items()):
        best = min(found, key=lambda cost: cost.wall)
        yield f"{name:<26}{_figures(best)}"


def unchanged(feeds: int) -> Iterator[str]:
    """Yield the lines: what many feeds cost at first, and when none of them changed."""
    yield f"{f'{feeds:,} feeds, digest run':<26}{_HEADINGS}"
    with served(bodies(feeds)) as urls, tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "place"
        place.mkdir()
        _, command = next(_tools(urls, Path(folder)))
        first, *others = [_cost(command, place) for _ in range(3)]
    again = min(others, key=lambda cost: cost.cpu)
    for name, cost in (("cold", first), ("none changed", again)):
        yield f"{name:<26}{_figures(cost)}"
    yield f"{'CPU, share of cold':<26}{again.cpu / first.cpu:>16.3f}"


def _figures(cost: Cost) -> str:
    return f"{cost.wall:>8.2f}{cost.cpu:>8.2f}{cost.pss:>8.0f}{cost.rss:>8.0f}"


def _tools(urls: list[str], folder: Path) -> Iterator[tuple[str, list[str]]]:
    settings = folder / "feeds.yaml"
    settings.write_text(_settings(urls))
    digest = [sys.executable, "-m", "digest", "run", "--config", str(settings)]
    yield "digest, all of it", [*digest, "--now", NOW.isoformat()]
    if importlib.util.find_spec("reader"):
        yield "reader, collecting", [sys.executable, "-c", _READER, "db", *urls]


def _settings(urls: list[str]) -> str:
    hosts = dict.fromkeys(url.split("/")[2] for url in urls)
    places = "".join(f"    - {host}\n" for host in hosts)
    feeds = "".join(
        f"  - url: {url}\n    title: Publisher {number}\n    section: News\n"
        for number, url in enumerate(urls)
    )
    letter = "newsletter:\n  title: Bench\n  from: Bench <bench@newsletter.example>\n"
    return (
        f"{letter}http:\n  max_connections: {FEEDS}\n  allow:\n{places}feeds:\n{feeds}"
    )


def _cost(command: list[str], folder: Path) -> Cost:
    """Run a command, and watch it with all that it starts."""
    started = time.perf_counter()
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(  # noqa: S603  our own commands
            command, cwd=folder, stdout=log, stderr=log, start_new_session=True
        )
        seen = [Use()]
        while process.poll() is None:
            time.sleep(_WATCHED_EVERY)
            seen.append(used(process.pid))
    wall = time.perf_counter() - started
    if process.returncode:
        raise SystemExit((folder / "log").read_text()[-2_000:])
    return Cost(
        wall=wall,
        cpu=max(each.cpu for each in seen),
        pss=max(each.pss for each in seen) / _MEGABYTE,
        rss=max(each.rss for each in seen) / _MEGABYTE,
    )
