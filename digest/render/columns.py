"""Plain text in columns: lines that are filled to a width, and rules under headings."""

import re
from collections.abc import Callable

from digest.text.columns import columns, measure

WIDTH = 72  # leaves room for the "> " of a few replies within 80

_TRAILING_SPACE = re.compile(r"[^\S\n]+(?=\n|\Z)")
_BLANK_LINES = re.compile(r"\n{4,}")


def fill(text: str, first: str = "", rest: str | None = None) -> str:
    """Return a text as lines of at most 72 columns, never cutting an address.

    `first` stands before the first line, `rest` before the others (as many spaces as
    `first` where it is not given).
    """
    indent = " " * len(first) if rest is None else rest
    lines: list[str] = []
    line, taken = first, columns(first)
    empty = True
    text = text.strip()
    width = measure(text)
    for word in _pieces(text, WIDTH - max(len(first), len(indent)), width):
        wide = width(word)
        if not empty and taken + 1 + wide > WIDTH:
            lines.append(line)
            line, taken, empty = indent, columns(indent), True
        line += word if empty else f" {word}"
        taken += wide if empty else wide + 1
        empty = False
    return "\n".join((*lines, line)).rstrip()


def ruled(text: str, mark: str) -> str:
    """Return a heading with a rule of `mark` under it, as long as its longest line."""
    filled = fill(text)
    return f"{filled}\n{mark * max(map(columns, filled.split(chr(10))))}"


def tidied(text: str) -> str:
    """Return a text with no trailing space and at most two blank lines together."""
    return _BLANK_LINES.sub("\n\n\n", _TRAILING_SPACE.sub("", text)).strip("\n") + "\n"


def _pieces(text: str, room: int, width: Callable[[str], int]) -> list[str]:
    """Return the words of a text; those too long for a line in pieces that fit."""
    found: list[str] = []
    # Not at the spaces that do not break: str.split() would.
    for word in re.split(r"[ \n\t]+", text):
        whole = width(word) <= room or "://" in word
        found.extend([word] if whole else _chopped(word, room))
    return found


def _chopped(word: str, width: int) -> list[str]:
    pieces = [""]
    for character in word:
        if columns(pieces[-1]) + columns(character) > width:
            pieces.append("")
        pieces[-1] += character
    return pieces
