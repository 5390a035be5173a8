"""Plain text in columns: lines that are filled to a width, and rules under headings."""

import re
import unicodedata

WIDTH = 72  # leaves room for the "> " of a few replies within 80

_TRAILING_SPACE = re.compile(r"[^\S\n]+(?=\n|\Z)")
# Latin, Greek and Cyrillic letters and common punctuation: one column each.
_NARROW = re.compile(
    r"[\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027]*"
)
_BLANK_LINES = re.compile(r"\n{4,}")


def fill(text: str, first: str = "", rest: str | None = None) -> str:
    """Return a text as lines of at most 72 columns, never cutting an address.

    `first` stands before the first line, `rest` before the others (as many spaces as
    `first` where it is not given).
    """
    indent = " " * len(first) if rest is None else rest
    lines: list[str] = []
    line, taken = first, _columns(first)
    empty = True
    for word in _pieces(text, WIDTH - max(len(first), len(indent))):
        columns = _columns(word)
        if not empty and taken + 1 + columns > WIDTH:
            lines.append(line)
            line, taken, empty = indent, _columns(indent), True
        line += word if empty else f" {word}"
        taken += columns if empty else columns + 1
        empty = False
    return "\n".join((*lines, line)).rstrip()


def ruled(text: str, mark: str) -> str:
    """Return a heading with a rule of `mark` under it, as long as its longest line."""
    filled = fill(text)
    return f"{filled}\n{mark * max(map(_columns, filled.split(chr(10))))}"


def tidied(text: str) -> str:
    """Return a text with no trailing space and at most two blank lines together."""
    return _BLANK_LINES.sub("\n\n\n", _TRAILING_SPACE.sub("", text)).strip("\n") + "\n"


def _pieces(text: str, width: int) -> list[str]:
    """Return the words of a text; those too long for a line in pieces that fit."""
    found: list[str] = []
    # Not at the spaces that do not break: str.split() would.
    for word in re.split(r"[ \n\t]+", text.strip()):
        whole = "://" in word or _columns(word) <= width
        found.extend([word] if whole else _chopped(word, width))
    return found


def _chopped(word: str, width: int) -> list[str]:
    pieces = [""]
    for character in word:
        if _columns(pieces[-1]) + _columns(character) > width:
            pieces.append("")
        pieces[-1] += character
    return pieces


def _columns(text: str) -> int:
    if _NARROW.fullmatch(text):
        return len(text)
    return sum(map(_width, text))


def _width(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1
