"""How values, places and choices are put into words where a mistake is reported."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

MAX_SHOWN = 60

_ONE = {"feeds": "feed", "sites": "site"}


def shown(value: object) -> str:
    """Return a value as a message quotes it: short, on one line, nothing invisible."""
    if isinstance(value, str):
        return shortened(repr(value)) if value else "an empty text"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return "a list"
    return "keys with values" if isinstance(value, dict) else shortened(repr(value))


def place(path: Iterable[str | int]) -> str:
    """Return a path in words: `newsletter › from`, `feed 3 › drop 2`."""
    steps: list[str] = []
    for step in path:
        if isinstance(step, str):
            steps.append(shortened(step if step.isprintable() else repr(step)))
        elif steps:
            name = _ONE.get(steps[0], steps[-1]) if len(steps) == 1 else steps[-1]
            steps[-1] = f"{name} {step + 1}"
    return " › ".join(steps)


def shortened(text: str) -> str:
    """Return the text, or its beginning where it is longer than a message wants."""
    return text if len(text) <= MAX_SHOWN else f"{text[: MAX_SHOWN - 1]}…"


def listed(words: Iterable[str], *, last: str = "and") -> str:
    """Join words as prose does: `a`, `a and b`, `a, b and c`."""
    *rest, final = tuple(words)
    return f"{', '.join(rest)} {last} {final}" if rest else final


def close(wrong: str, known: Iterable[str], *, at_most: int = 1) -> Sequence[str]:
    """Return the known words most like a wrong one, best first; none where none is."""
    by_folded: dict[str, str] = {}
    for word in sorted(known):
        by_folded.setdefault(word.casefold(), word)
    matches = get_close_matches(
        shortened(wrong.casefold()), by_folded, n=at_most, cutoff=0.7
    )
    return tuple(by_folded[match] for match in matches)
