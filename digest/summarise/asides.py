"""The narrator's words within the marks of a quotation: «So be it, — she says. — Go».

Print in Ukrainian, Polish and Czech sets the attribution between dashes and leaves the
marks around the whole. What is quoted are the pieces before and behind it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from digest.model import Span
from digest.summarise.languages import Language
from digest.summarise.letters import Word, words
from digest.summarise.marks import Stretch

_MAX_ASIDE = 140  # characters
_LEADS = 3  # words that may come before its verb
_MANY, _FEW = 14, 5  # words of an aside; of one whose verb nobody knows
# Apostrophes stand within words and so are no marks here.
_GAP = re.compile(
    r"(?P<inside>[„«])|(?P<outside>[»“”])"
    r"|(?P<aside>(?<=\S)\s++[—–-]\s++(?=[^\W\d_]))"
)
# Polish leaves out the comma: then only a verb of speech right behind shows an aside.
_BEFORE_ASIDE = ",.!?…”“»\"’'"
_END = re.compile(r"[,.;:!?…]?+(?<=\S)\s++[—–-]\s++")


def apart(
    text: str, stretches: Sequence[Stretch], language: Language
) -> Sequence[Stretch]:
    """Return the stretches, each without the narrator's words in it."""
    if not language.asides:
        return stretches
    return tuple(piece for one in stretches for piece in _pieces(text, one, language))


def _pieces(text: str, stretch: Stretch, language: Language) -> Iterator[Stretch]:
    start, opening = stretch.inner.start, stretch.outer.start
    end = stretch.inner.end
    for aside in _asides(text, stretch.inner, language):
        if any(map(str.isalnum, text[start : aside.start])):
            inner = Span(start=start, end=aside.start)
            outer = Span(start=opening, end=aside.start)
            yield replace(stretch, inner=inner, outer=outer, continued=False)
        start = opening = aside.end
    if start == stretch.inner.start:
        yield stretch
    elif any(map(str.isalnum, text[start:end])):
        outer = Span(start=opening, end=stretch.outer.end)
        yield replace(stretch, inner=Span(start=start, end=end), outer=outer)


def _asides(text: str, inner: Span, language: Language) -> Iterator[Span]:
    """Yield the narrator's words, with the dashes and white space around them."""
    depth, at = 0, inner.start
    for gap in _GAP.finditer(text, inner.start, inner.end):
        if gap["inside"]:
            depth += 1
        elif gap["outside"]:
            depth = max(0, depth - 1)
        elif depth == 0 and gap.start() >= at:
            found = _aside(text, gap, inner.end, language)
            if found is not None:
                at = found.end
                yield found


def _aside(text: str, gap: re.Match[str], end: int, language: Language) -> Span | None:
    """Return the aside that begins at a dash; None: what follows goes on speaking."""
    latest = min(end, gap.end() + _MAX_ASIDE)
    close = _END.search(text, gap.end(), latest)
    if close is None and latest < end:
        return None
    stop = close.start() if close else end
    said = [word for word in words(text, gap.end(), stop) if word.is_word]
    if not said or said[0].is_capital or said[0].lower in language.breaks:
        return None
    ended = text[gap.start() - 1] in _BEFORE_ASIDE
    leads = _LEADS if close and ended else 0
    if not (ended or close) or not (
        _reports(said, leads, language) or (ended and _acts(said, language))
    ):
        return None
    return Span(start=gap.start(), end=close.end() if close else end)


def _reports(said: Sequence[Word], leads: int, language: Language) -> bool:
    """Tell whether a verb of speech stands at the head of these words."""
    return len(said) <= _MANY and any(
        word.lower in language.reporting for word in said[: leads + 1]
    )


def _acts(said: Sequence[Word], language: Language) -> bool:
    """Tell whether these few words say what somebody does, in a verb no list has.

    To leave out what was said after all does less harm than to quote the narrator.
    """
    who = said[1:2]
    return (
        len(said) <= _FEW
        and bool(who)
        and (
            who[0].lower in language.pronouns
            or (who[0].is_capital and said[0].lower not in language.prepositions)
        )
    )
