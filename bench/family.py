"""What a process and all that it started take: time of processors, and memory."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_PAGE = os.sysconf("SC_PAGE_SIZE")
_TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """What is in use: seconds of processors so far, and bytes now.

    `pss` shares out pages that several processes hold, `rss` counts them for each.
    """

    cpu: float = 0.0
    pss: float = 0.0
    rss: float = 0.0

    def __add__(self, other: "Use") -> "Use":
        return Use(
            cpu=self.cpu + other.cpu, pss=self.pss + other.pss, rss=self.rss + other.rss
        )


def used(leader: int) -> Use:
    """Return what the processes of a session use, those counted in that ended."""
    return sum(map(_use, _family(leader)), start=Use())


def _family(leader: int) -> Iterator[int]:
    for path in Path("/proc").glob("[0-9]*/stat"):
        fields = _fields(path.parent)
        if fields and int(fields[3]) == leader:
            yield int(path.parent.name)


def _use(pid: int) -> Use:
    place = Path(f"/proc/{pid}")
    fields = _fields(place)
    try:
        rollup = (place / "smaps_rollup").read_text().split("\n")
    except OSError:
        return Use()
    pss = next((line.split()[1] for line in rollup if line.startswith("Pss:")), "0")
    return Use(
        cpu=sum(map(int, fields[11:15])) / _TICK,
        pss=int(pss) * 1024.0,
        rss=int(fields[21]) * float(_PAGE),
    )


def _fields(place: Path) -> list[str]:
    """Return the fields of /proc/PID/stat from the third on; none: it has ended."""
    try:
        return (place / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []
