"""What may be left off a sentence's front, so that the rest stands where it stood.

A dateline ("KYIV (Reuters) — ") is furniture, and "But" before a name only ties the
sentence to the one before it: what follows is still a whole sentence, word for word.
"""

import re

from digest.model import Span
from digest.summarise.languages import Language
from digest.summarise.letters import UPPER
from digest.summarise.page import Page

_MAX_DATELINE = 80  # characters
_PLACE = rf"[{UPPER}][\w.’'-]*(?:,? (?:[{UPPER}\d][\w.’'-]*|\d[^\W\d]*))*+"
_DATELINE = re.compile(
    rf"(?:{_PLACE}\s?)?+\([{UPPER}][\w.& ]{{1,24}}\)"
    rf"(?:\s?[-–—]{{1,2}}\s|(?=[{UPPER}“\"‘'«]))\s*+"
    rf"|[{UPPER}][{UPPER}.,’' -]{{2,40}}+(?:, [\w. ]{{3,20}})?"
    rf" ?[–—-]{{1,2}} +(?=[{UPPER}“\"‘'«])"
)
_WORD = re.compile(r"\w+(?:['’-]\w+)*")


def bare(page: Page, span: Span) -> Span:
    """Return a sentence without a dateline and without a connective before a name."""
    start = _after_dateline(page, span)
    start = _after_connective(page.text, start, span.end, page.language)
    return span if start == span.start else Span(start=start, end=span.end)


def _after_dateline(page: Page, span: Span) -> int:
    """Return where an article's first sentence begins once its dateline is over."""
    if span.start != page.sentences[0].start:
        return span.start
    end = min(span.end, span.start + _MAX_DATELINE)
    found = _DATELINE.match(page.text, span.start, end)
    return found.end() if found and found.end() < span.end else span.start


def _after_connective(text: str, start: int, end: int, language: Language) -> int:
    """Return where the name begins that follows an opening "But" or "However,"."""
    first = _WORD.match(text, start, end)
    if first is None or first.group().lower() not in language.connectives:
        return start
    at = first.end() + (text[first.end() : first.end() + 1] == ",")
    name = _WORD.match(text, at + 1, end)
    if name is None or not text[at : at + 1].isspace():
        return start
    return name.start() if _is_name(name.group(), language) else start


def _is_name(word: str, language: Language) -> bool:
    known = word.lower() in language.stop_words | language.hanging
    return word[0].isupper() and len(word) > 1 and not known
