"""How wide plain text is: a letter may take one column, two or none."""

import re
import unicodedata
from collections.abc import Callable

# Latin, Greek and Cyrillic letters, common punctuation, space: one column each.
_NARROW = re.compile(
    r"[\t\n\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027]*"
)


def columns(text: str) -> int:
    """Return how wide a line of plain text is."""
    return measure(text)(text)


def measure(text: str) -> Callable[[str], int]:
    """Return what tells how wide any part of a text is: as fast as the text allows."""
    return len if _NARROW.fullmatch(text) else _columns


def _columns(text: str) -> int:
    return sum(map(_width, text))


def _width(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1
