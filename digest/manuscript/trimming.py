"""What an editor cut from a sentence: "in favour" out of "not in favour"."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from digest.manuscript.evidence import overlapping
from digest.model import Span

_REACH = 400  # characters that are searched for the edge of a sentence
_SHOWN = 8  # words of a cut that a message shows
_SENTENCE_START = re.compile(r"[.!?…][\"”’»)\]]*\s+|\n\s*")
_SENTENCE_END = re.compile(r"[.!?…](?!\w)|\n")
_OPENING = re.compile(r"[\"“„‟«〝][^\S\n]*")
_CLOSING = re.compile(r"[\"”“»〞]")
_LETTER = re.compile(r"\w")
MARK = re.compile(r"[\"“”„‟«»〝〞]")


def of_fact(span: Span, text: str, sentences: Iterable[Span]) -> tuple[str, ...]:
    """Return what was cut around a fact, in words; `sentences` are whole."""
    wholes = overlapping(span, sentences)
    before = _before(span, text, [_SENTENCE_START], wholes)
    after = _after(span, text, [_SENTENCE_END], wholes)
    return _described(before, after)


def of_quote(
    spans: Sequence[Span], text: str, utterances: Iterable[Span]
) -> tuple[str, ...]:
    """Return what was cut around and within a quotation, in words."""
    wholes = tuple(utterances)
    found: list[str] = []
    for run in _runs(spans, text, wholes):
        for one, following in pairwise(run):
            left_out = text[one.end : following.start]
            if _LETTER.search(left_out):
                found.append(f"“{_shown(left_out)}” is left out inside it")
        opening, closing = [_SENTENCE_START, _OPENING], [_SENTENCE_END, _CLOSING]
        before = _before(run[0], text, opening, overlapping(run[0], wholes))
        after = _after(run[-1], text, closing, overlapping(run[-1], wholes))
        found += _described(before, after)
    return tuple(found)


def overrun(span: Span, text: str, utterances: Iterable[Span]) -> str:
    """Return the article's own words that a quotation takes in; "": none."""
    for whole in overlapping(span, utterances):
        for outside in (text[span.start : whole.start], text[whole.end : span.end]):
            if MARK.search(outside) and _LETTER.search(outside):
                return _shown(MARK.sub(" ", outside))
    return ""


def _runs(spans: Sequence[Span], text: str, wholes: Sequence[Span]) -> list[list[Span]]:
    """Group the parts that stand in one stretch of the speaker's words."""
    runs = [[spans[0]]]
    for one, following in pairwise(spans):
        if _interrupted(one, following, text, wholes):
            runs.append([])
        runs[-1].append(following)
    return runs


def _interrupted(one: Span, following: Span, text: str, wholes: Sequence[Span]) -> bool:
    """Tell whether the speaker's words end and begin again between two parts."""
    near, next_near = overlapping(one, wholes), overlapping(following, wholes)
    if set(near) & set(next_near):
        return False
    left_out = text[one.end : following.start]
    return bool(near and next_near) or bool(MARK.search(left_out)) or "\n" in left_out


def _before(
    span: Span, text: str, edges: Sequence[re.Pattern[str]], wholes: Sequence[Span]
) -> str:
    """Return what stands between the nearest edge before a span and the span."""
    reach = max(0, span.start - _REACH)
    found = [
        match.end()
        for edge in edges
        for match in edge.finditer(text, reach, span.start)
    ]
    begins = [whole.start for whole in wholes if whole.start <= span.start]
    return _cut(text[max([reach, *found, *begins]) : span.start])


def _after(
    span: Span, text: str, edges: Sequence[re.Pattern[str]], wholes: Sequence[Span]
) -> str:
    """Return what stands between a span and the nearest edge at its end or after it."""
    reach = min(len(text), span.end + _REACH)
    last = span.end - 1  # a span may end with the mark that ends its sentence
    found = [
        max(span.end, match.start())
        for edge in edges
        if (match := edge.search(text, last, reach))
    ]
    ends = [whole.end for whole in wholes if whole.end >= span.end]
    return _cut(text[span.end : min([reach, *found, *ends])])


def _cut(words: str) -> str:
    return words.strip() if _LETTER.search(words) else ""


def _described(before: str, after: str) -> tuple[str, ...]:
    found = []
    if before:
        found.append(f"“{_shown_last(before)}” stands before it")
    if after:
        found.append(f"“{_shown(after)}” stands after it")
    return tuple(found)


def _shown(words: str) -> str:
    split = words.split()
    return " ".join(split[:_SHOWN]) + (" …" if len(split) > _SHOWN else "")


def _shown_last(words: str) -> str:
    split = words.split()
    return ("… " if len(split) > _SHOWN else "") + " ".join(split[-_SHOWN:])
