"""Paragraphs of a text, and how long it takes to read."""

import math
import re

from digest.model import Span

WORDS_PER_MINUTE = 230  # silent reading of English non-fiction: Brysbaert (2019), 238

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_LONG_WORD = 12  # characters
_WORD = re.compile(r"\w+(?:['’-]\w+)*")


def paragraphs(text: str) -> tuple[Span, ...]:
    """Return where each paragraph stands, its outer whitespace left out.

    Paragraphs are separated by blank lines; a text of several lines without any blank
    one has a paragraph on each line.
    """
    separator = _BLANK_LINE if _BLANK_LINE.search(text.strip()) else re.compile(r"\n")
    found = []
    start = 0
    for gap in (*separator.finditer(text), None):
        end = gap.start() if gap else len(text)
        stripped = text[start:end].strip()
        if stripped:
            begin = text.index(stripped, start)
            found.append(Span(start=begin, end=begin + len(stripped)))
        start = gap.end() if gap else end
    return tuple(found)


def words(text: str) -> int:
    """Count words: runs of letters and digits, with inner apostrophes and hyphens."""
    return len(_WORD.findall(text))


def has_words(text: str, number: int) -> bool:
    """Tell whether a text has so many words; no more of it is read than needed."""
    start = text[: _LONG_WORD * number]
    return words(start) >= number or words(text) >= number


def minutes(word_count: int) -> int:
    """Return the reading time in whole minutes, never 0."""
    return max(1, math.ceil(word_count / WORDS_PER_MINUTE))
