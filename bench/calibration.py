"""Whether a system is right as often as it says: its confidence beside its verdicts."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from bench.spans import percent
from bench.tables import Cell, Table

_EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)


def calibration(sureness: Mapping[str, Iterable[tuple[float, bool]]]) -> Table:
    """Return the share of right answers by how sure they were, for each corpus."""
    known = {name: tuple(answers) for name, answers in sureness.items()}
    rows: list[tuple[Cell, ...]] = []
    for low, high in pairwise(_EDGES):
        cells: list[Cell] = [f"{low:.2f} to {high:.2f}"]
        for answers in known.values():
            cells += _share(answers, low, high)
        rows.append(tuple(cells))
    columns = [f"{name}: {what}" for name in known for what in ("answers", "right")]
    return Table(
        title="Confidence: how often a speaker is right that is so surely known",
        header=("confidence", *columns),
        rows=tuple(rows),
        note="Each row ends before its second figure, but for the last.",
    )


def _share(
    answers: Sequence[tuple[float, bool]], low: float, high: float
) -> tuple[Cell, ...]:
    end = high if high < _EDGES[-1] else float("inf")
    within = [right for sure, right in answers if low <= sure < end]
    return len(within), percent(sum(within), len(within)) if within else None
