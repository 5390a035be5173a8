"""What an article reads where something else was printed: whole sentences of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from digest.manuscript.nearest import key, nearest_run
from digest.model import Span
from digest.text.paragraphs import paragraphs

MOST_WORDS = 80  # of a passage; a longer sentence is cut to the words that are alike

_END = re.compile(r"[.!?…][\"”’»)\]]*(?=\s)")
# "J.", "U.S.", "Mr.", "Sgt.": one letter, or a few without a vowel, seldom end a
# sentence.
_SHORT = re.compile(
    r"(?<!\w)(?:[^\W\d]|[^\W\d_aeiouyAEIOUYаеиіоуяюєїАЕИІОУЯЮЄЇ]{2,3})\.$"
)
_ABBREVIATION = 6  # characters, and what stands before it
_GAP = re.compile(r"\s*")
_TOUCHED = 3  # a sentence belongs to a passage by every so-manieth of its words
_OPENING, _CLOSING = re.compile("[“„«]"), re.compile("[”»]")


def passage(claim: str, text: str) -> Span | None:
    """Return the sentences of a text that are most like a claim; None: none is."""
    words = _words(text)
    run = nearest_run(claim, words.keys)
    if run is None:
        return None
    start, end = words.starts[run.start], words.ends[run.stop - 1]
    alike = Span(start=start, end=end)
    whole = whole_sentences(alike, text)
    return whole if len(whole.of(text).split()) <= MOST_WORDS else alike


def paragraph_at(span: Span, text: str) -> str:
    """Return the paragraphs that a passage stands in."""
    touched = [part for part in paragraphs(text) if _shared(part, span)]
    return text[touched[0].start : touched[-1].end] if touched else ""


def whole_sentences(alike: Span, text: str) -> Span:
    """Return the sentences that a stretch is of, not those that it only grazes."""
    touched = [each for each in _sentences(alike, text) if _shared(each, alike)]
    meant = [
        each
        for each in touched
        if _TOUCHED * _shared(each, alike) >= each.end - each.start
    ]
    kept = meant or touched or [alike]
    return Span(start=kept[0].start, end=kept[-1].end)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """The words of a text: where each begins and ends, and what it is compared by."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    keys: tuple[str, ...]


@lru_cache(maxsize=8)
def _words(text: str) -> _Words:
    """Return a text's words; cut up once, and not for each claim."""
    found = list(re.finditer(r"\S+", text))
    return _Words(
        starts=tuple(match.start() for match in found),
        ends=tuple(match.end() for match in found),
        keys=tuple(key(match.group()) for match in found),
    )


def _shared(one: Span, other: Span) -> int:
    """Return how many characters two spans have in common."""
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _sentences(near: Span, text: str) -> Iterator[Span]:
    """Yield the sentences of a stretch's paragraphs; none is cut within a quotation."""
    for part in paragraphs(text):
        if not _shared(part, near):
            continue
        start = part.start
        for end in _ends(part, text):
            yield Span(start=start, end=end)
            gap = _GAP.match(text, end, part.end)
            start = gap.end() if gap else end


def _ends(part: Span, text: str) -> list[int]:
    found: list[int] = []
    start, within = part.start, 0
    for match in _END.finditer(text, part.start, part.end):
        passed = text[start : match.end()]
        start = match.end()
        within += len(_OPENING.findall(passed)) - len(_CLOSING.findall(passed))
        if within <= 0 and not _SHORT.search(passed[-_ABBREVIATION:]):
            within = 0
            found.append(match.end())
    return [*found, part.end] if not found or found[-1] < part.end else found
