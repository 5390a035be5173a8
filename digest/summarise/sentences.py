"""Where each sentence of a text stands.

A pattern with the language's abbreviations, and the quotation marks: a full stop within
a quotation does not end the sentence around it, so a sentence never holds half of one.
A general splitter would still need the joining and the languages' abbreviations, and
the pattern alone, with both, is short, fast and has no dependency.
"""

import re
from collections.abc import Iterator, Sequence

from digest.model import Span
from digest.summarise.languages import Language
from digest.summarise.letters import UPPER
from digest.summarise.marks import Stretch

_CLOSING = "”\"’'»)\\]"
_UNSEEN = "[\u200b-\u200f\u2060\ufeff]"  # marks of direction and joining: no letters
_END = re.compile(
    # Possessive, and never begun in the middle of a run: linear on a million dots.
    rf"(?<![.!?…])[.!?…]++[{_CLOSING}]*+(?P<gap>\s++)"
    rf"(?=[“\"‘'«„(\[—–]{{0,4}}\s?[“\"‘'«„]?{_UNSEEN}*+[#@]?[{UPPER}0-9$€£₴])"
)
_INITIALS = re.compile(r"\w(?:\.\w)+")
_NEXT_WORD = re.compile(r"[\w’']+")
_LAST_WORD = re.compile(r"[\w.'’-]{1,30}$")


def sentences(
    text: str, paragraph: Span, quoted: Sequence[Stretch], language: Language
) -> list[Span]:
    """Return the sentences of one paragraph; `quoted` are the paragraph's stretches."""
    found = []
    start = paragraph.start
    for end, after in _ends(text, paragraph, quoted, language):
        found.append(Span(start=start, end=end))
        start = after
    if start < paragraph.end:
        found.append(Span(start=start, end=paragraph.end))
    return found


def _ends(
    text: str, paragraph: Span, quoted: Sequence[Stretch], language: Language
) -> Iterator[tuple[int, int]]:
    """Yield where a sentence ends and where the next begins."""
    stretch = 0
    for match in _END.finditer(text, paragraph.start, paragraph.end):
        end = match.start("gap")
        while stretch < len(quoted) and quoted[stretch].outer.end < end:
            stretch += 1
        around = quoted[stretch] if stretch < len(quoted) else None
        if around and around.outer.start < end < around.outer.end:
            continue
        if around and end == around.outer.end and _asks(text, match, language):
            continue
        if not _abbreviated(text, paragraph, match, language):
            yield end, match.end()


def _asks(text: str, end: re.Match[str], language: Language) -> bool:
    """Tell whether a question is followed by who asked it: “Why?” Smith said."""
    if "." in end.group():
        return False
    words = text[end.end() : end.end() + 60].split()[:6]
    return any(word.strip(",.:").lower() in language.reporting for word in words)


def _abbreviated(
    text: str, paragraph: Span, end: re.Match[str], language: Language
) -> bool:
    """Tell whether the full stop belongs to an abbreviation or an initial."""
    if text[end.start() : end.start("gap")] != ".":
        return False
    before = text[max(paragraph.start, end.start() - 30) : end.start()]
    last = _LAST_WORD.search(before)
    if last is None:
        return False
    written = last.group().strip("'’")
    word = written.lower()
    initial = len(word) == 1 and written.isupper() and word != "i"
    initials = written.isupper() and _INITIALS.fullmatch(written) is not None
    shortened = initial or initials or word in language.abbreviations
    return shortened and not _begins_anew(text, end.end(), language)


def _begins_anew(text: str, at: int, language: Language) -> bool:
    """Tell whether a word follows that has a capital only where a sentence begins.

    "… at 5 p.m. The train …", «… у 2024 р. Він …»
    """
    found = _NEXT_WORD.match(text, at, at + 20)
    if (
        found is None
        or not found.group()[0].isupper()
        or text.startswith(".", found.end())
    ):
        return False
    word = found.group().lower()
    return (
        word in language.articles
        or word in language.pronouns
        or word in language.prepositions
    )
