"""The floors under our own gold's scores: what was reached once is not given up.

A floor is a score rounded down to a tenth, by language. `raised` never lowers one.
"""

import math
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

Scores = Mapping[str, Mapping[str, float]]
"""By language, by score: per cent, the more the better."""

_HEADER = """\
# What our gold articles must score at least, in per cent, by language. A test holds it.
# These only rise: `python bench/quality.py --raise-floors` writes what is reached.
"""
_TENTHS = 10
_SLACK = 1e-6  # 97.3 has no exact binary form and must not become 97.2


def read(path: Path) -> dict[str, dict[str, float]]:
    """Return the floors of a file; where there is none yet, there are no floors."""
    if not path.exists():
        return {}
    return tomllib.loads(path.read_text(encoding="utf-8"))


def written(floors: Scores) -> str:
    """Return floors as the text of their file."""
    tables = [
        "\n".join(
            [f"[{language}]", *(f"{name} = {low:.1f}" for name, low in scores.items())]
        )
        for language, scores in floors.items()
    ]
    return "\n".join([_HEADER, "\n\n".join(tables), ""])


def raised(floors: Scores, reached: Scores) -> dict[str, dict[str, float]]:
    """Return the floors, each no lower than before, raised to what is reached."""
    languages = dict.fromkeys([*floors, *reached])
    return {
        language: _raised(floors.get(language, {}), reached.get(language, {}))
        for language in languages
    }


def broken(floors: Scores, reached: Scores) -> Iterator[str]:
    """Yield a line for each floor that is not reached."""
    for language, scores in floors.items():
        for name, low in scores.items():
            score = reached.get(language, {}).get(name)
            if score is None:
                yield f"{language}: {name} is not measured any more (floor {low:.1f})"
            elif score + _SLACK < low:
                yield f"{language}: {name} is {score:.2f}, its floor {low:.1f}"


def _raised(
    floors: Mapping[str, float], reached: Mapping[str, float]
) -> dict[str, float]:
    names = dict.fromkeys([*floors, *reached])
    known = [
        (name, [lows[name] for lows in (floors, _down(reached)) if name in lows])
        for name in names
    ]
    return {name: max(lows) for name, lows in known}


def _down(reached: Mapping[str, float]) -> dict[str, float]:
    return {
        name: math.floor(score * _TENTHS + _SLACK) / _TENTHS
        for name, score in reached.items()
    }
