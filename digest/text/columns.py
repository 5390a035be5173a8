"""How wide plain text is: a letter may take one column, two or none."""

import re
import unicodedata

# Latin, Greek and Cyrillic letters and common punctuation: one column each.
_NARROW = re.compile(
    r"[\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027]*"
)


def columns(text: str) -> int:
    """Return how wide a line of plain text is."""
    if _NARROW.fullmatch(text):
        return len(text)
    return sum(map(_width, text))


def _width(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1
