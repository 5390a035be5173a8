"""Figures in a text: numbers, amounts, shares, with what they are counted in.

A figure is what a reader would check: "11,000", "1.3 million", "$2000", "40 %",
"two thirds" is not. Dates and clock times are figures too: they must be right.
"""

import re
from dataclasses import dataclass

from digest.model import Span

_NUMBER = r"\d+(?:[.,’\u00a0\u202f ]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?"
_SCALE = r"(?:thousand|million|billion|trillion|тис\.?|млн\.?|млрд\.?|трлн\.?)"
_FIGURE = re.compile(
    rf"""(?<![\w.,])(?P<sign>[-−–])?(?P<currency>[A-Z]{{0,2}}[$€£¥₴])?\s?
    (?P<number>{_NUMBER})(?![\d])
    (?:[\s\u00a0-]?(?P<scale>{_SCALE}|bn|m|k)\b)?
    (?:\s?(?P<percent>%|per\ cent\b|percent\b))?""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure: as it is written, where, and its digits alone for comparing.

    `value` is its digits with grouping marks removed, then its scale and unit, so that
    "11,000" and "11 000" are the same figure and "11" and "11 million" are not.
    """

    text: str
    span: Span
    value: str


def figures(text: str) -> tuple[Figure, ...]:
    """Return the figures of a text, in its order."""
    return tuple(
        Figure(
            text=match.group().strip(),
            span=_span(match),
            value=_value(match),
        )
        for match in _FIGURE.finditer(text)
    )


def _span(match: re.Match[str]) -> Span:
    raw = match.group()
    start = match.start() + len(raw) - len(raw.lstrip())
    return Span(start=start, end=match.end() - (len(raw) - len(raw.rstrip())))


def _value(match: re.Match[str]) -> str:
    number = re.sub(r"[.,’\u00a0\u202f ](?=\d{3}(?:\D|$))", "", match["number"])
    unit = "%" if match["percent"] else ""
    scale = (match["scale"] or "").rstrip(".").lower()
    return f"{match['currency'] or ''}{number}{scale}{unit}"
