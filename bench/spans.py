"""When two stretches of a text are the same stretch, and the rates that follow.

Two spans match where the characters they share are at least 0.8 of those that either
covers (intersection over union), both trimmed to their first and last letter or digit
before: marks and closing commas decide nothing. Each span matches one other at most,
the closest pairs first.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

LEAST_OVERLAP = 0.8


class Place(NamedTuple):
    """Where something stands: `text[start:end]`, in characters."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """Precision, recall and their harmonic mean, in per cent."""

    precision: float
    recall: float
    f1: float


def rates(*, right: int, wrong: int, missed: int) -> Rates:
    """Return the rates of so many right answers, wrong ones and missed ones."""
    return Rates(
        precision=percent(right, right + wrong),
        recall=percent(right, right + missed),
        f1=percent(2 * right, 2 * right + wrong + missed),
    )


def percent(part: float, whole: float) -> float:
    """Return a share in per cent; 0 of nothing is 0."""
    return 100 * part / whole if whole else 0.0


def trimmed(text: str, start: int, end: int) -> Place:
    """Return a span from its first letter or digit to its last; empty: it has none."""
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return Place(start, end)


def shared(one: Place, other: Place) -> int:
    """Return how many characters two spans share."""
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def overlap(one: Place, other: Place) -> float:
    """Return intersection over union."""
    common = shared(one, other)
    return common / ((one.end - one.start) + (other.end - other.start) - common or 1)


def matches(found: Sequence[Place], wanted: Sequence[Place]) -> dict[int, int]:
    """Return which found span (by its number) is which wanted one."""
    pairs = [
        (share, at, of)
        for at, one in enumerate(found)
        for of, other in enumerate(wanted)
        if shared(one, other) and (share := overlap(one, other)) >= LEAST_OVERLAP
    ]
    same: dict[int, int] = {}
    taken: set[int] = set()
    for _, at, of in sorted(pairs, reverse=True):
        if at not in same and of not in taken:
            same[at] = of
            taken.add(of)
    return same
