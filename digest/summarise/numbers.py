"""The numbers of an article: figures with what they count, each in one stretch of it.

"11,000 soldiers from six towns" is printed without the sentence it is taken from. So a
figure is left where it stands unless nothing around it bends it (a denial, a guess,
somebody's claim), what says that it is "up to" so many comes along, and what it counts
ends where its words do. Years, dates, ages, labels and bare durations count nothing.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from digest.model import Fact, Number, Source, Span
from digest.summarise.counted import Word, begins_name, counted, lower, telling, words
from digest.summarise.languages import Language
from digest.summarise.page import Page
from digest.text.figures import Figure, figures

MOST_NUMBERS = 4
_MAX_FIGURES = 200  # looked at in one article
_MOST_IN_SENTENCE = 12  # more are a table
_LOOK_BEHIND = 60  # characters
_SPEECH_WORDS = 3  # between marks; fewer are a name
_LEAST_COUNT = 10  # without a unit: fewer are a detail
_YEARS = range(1500, 2101)
_DIGIT = re.compile(r"\d")
_SIGNS = {"$": "$", "€": "€", "£": "£", "¥": "¥", "₴": "₴"}

_IN_A_FACT = 1.0
_LATER_FACT = 0.1
_NAMED = 0.3
_TELLING = 0.3  # for each word that tells what is counted
_MOST_NAMED, _MOST_TELLING = 2, 6


def key_numbers(
    page: Page, facts: Sequence[Fact], source: Source
) -> tuple[Number, ...]:
    """Return at most four numbers, best first; a fact's count for more."""
    if not page.language.counting.counts:
        return ()
    found = [
        (_worth(page, picked, facts), picked)
        for picked in islice(_candidates(page), _MAX_FIGURES)
    ]
    found.sort(key=lambda pair: (-pair[0], pair[1].start))
    first: dict[str, Number] = {}
    for _, picked in found:
        first.setdefault(picked.value, _number(page.text, picked, source))
    return tuple(first.values())[:MOST_NUMBERS]


class _Picked(NamedTuple):
    """Where a number begins, where its figure ends, and where what it counts does."""

    start: int
    figure_end: int
    end: int
    unit: str
    value: str


def _number(text: str, picked: _Picked, source: Source) -> Number:
    return Number(
        figure=" ".join(text[picked.start : picked.figure_end].split()),
        counted=" ".join(text[picked.figure_end : picked.end].split()),
        source=source,
        unit=picked.unit,
        span=Span(start=picked.start, end=picked.end),
    )


def _worth(page: Page, picked: _Picked, facts: Sequence[Fact]) -> float:
    """Weigh a number: in the article's best facts, with names, and words that tell."""
    said = words(page.text, picked.figure_end, picked.end)
    places = [fact.span for fact in facts]
    rank = next(
        (
            place
            for place, span in enumerate(places)
            if span and span.start <= picked.start < span.end
        ),
        None,
    )
    chosen = 0.0 if rank is None else _IN_A_FACT - _LATER_FACT * rank
    named = min(_MOST_NAMED, sum(begins_name(word) for word in said))
    return (
        chosen
        + _NAMED * named
        + _TELLING * min(_MOST_TELLING, telling(said, page.language))
    )


# ── candidates ────────────────────────────────────────────────────────────────────


def _candidates(page: Page) -> Iterator[_Picked]:
    for sentence in _with_digits(page):
        found = figures(sentence.of(page.text))
        if len(found) > _MOST_IN_SENTENCE:
            continue
        picked = [one for figure in found if (one := _picked(page, sentence, figure))]
        bends = _bends(page, sentence) if picked else None
        if bends is not None:
            yield from (one for one in picked if _covers(one, bends))


def _with_digits(page: Page) -> Iterator[Span]:
    """Yield the sentences that hold a digit, questions left out."""
    at = 0
    while match := _DIGIT.search(page.text, at):
        sentence = page.sentence_at(match.start())
        at = max(sentence.end, match.end())
        if not sentence.of(page.text).endswith("?"):
            yield sentence


def _bends(page: Page, sentence: Span) -> tuple[int, int] | None:
    """Return where the first bending word begins and the last one ends.

    (0, 0): it states simply; None: it passes on what somebody says.
    """
    for stretch in page.stretches_in(sentence):
        if len(stretch.inner.of(page.text).split()) > _SPEECH_WORDS:
            return None
    language = page.language.counting
    endings = language.bending_endings
    found = [
        (word.start, word.end)
        for word in words(page.text, sentence.start, sentence.end)
        if word.lower in language.bends or (endings and word.lower.endswith(endings))
    ]
    return (found[0][0], found[-1][1]) if found else (0, 0)


def _covers(picked: _Picked, bends: tuple[int, int]) -> bool:
    """Tell whether all that bends the sentence is printed with the number."""
    first, last = bends
    return not last or (picked.start <= first and last <= picked.end)


def _picked(page: Page, sentence: Span, figure: Figure) -> _Picked | None:
    """Return a figure with what it counts; None: it counts nothing that can be told."""
    text = page.text
    start = sentence.start + figure.span.start
    end = _figure_end(text, sentence.start + figure.span.end)
    if not _stands_apart(text, sentence, start, end) or _is_quoted(page, start):
        return None
    hedged = _with_hedge(page, sentence, start)
    if not _counts(page, sentence, figure, hedged):
        return None
    following = _word_at(text, end)
    if following is None or _says_when(page, following):
        return None
    unit = _unit(page, figure, following)
    if not unit and _is_small(figure):
        return None
    counted_end = counted(
        page, sentence, end, unit=unit, begins=hedged == sentence.start
    )
    if counted_end is None:
        return None
    return _Picked(hedged, end, counted_end, unit, figure.value)


def _figure_end(text: str, end: int) -> int:
    """Return where a figure ends, the full stop of a shortened "млн." with it."""
    shortened = text[end : end + 1] == "." and text[end - 1].isalpha()
    return end + 1 if shortened and text[end + 1 : end + 3].strip().islower() else end


def _stands_apart(text: str, sentence: Span, start: int, end: int) -> bool:
    """Tell whether a figure is a word of its own: not of "Su-57", "24th", "9/11"."""
    before = text[start - 1] if start > sentence.start else " "
    return before.isspace() and text[end : end + 1].isspace()


def _is_quoted(page: Page, at: int) -> bool:
    sentence = page.sentence_at(at)
    return any(
        stretch.outer.start < at < stretch.outer.end
        for stretch in page.stretches_in(sentence)
    )


# ── what stands before ────────────────────────────────────────────────────────────


def _with_hedge(page: Page, sentence: Span, start: int) -> int:
    """Return where a figure begins, what says that it is no exact one with it."""
    reach = max(sentence.start, start - _LOOK_BEHIND)
    before = lower(page.text[reach:start]).rstrip()
    for hedge in page.language.counting.hedges:
        if not before.endswith(hedge):
            continue
        at = len(before) - len(hedge)
        if before[at - 1].isspace() if at else reach == sentence.start:
            return reach + at
    return start


def _is_part(said: Sequence[str], language: Language) -> bool:
    """Tell whether these words before a figure say that not all of it is meant."""
    kept = [word for word in said if word not in language.articles]
    return bool(kept) and kept[-1] in language.counting.parts


def _counts(page: Page, sentence: Span, figure: Figure, start: int) -> bool:
    """Tell whether a figure is a number of something, from what stands before it."""
    language = page.language
    led = page.text[max(sentence.start, start - _LOOK_BEHIND) : start].split()
    said = [lower(word).strip('(“"«.,:;') for word in led[-3:]]
    if _is_year(figure) or _is_part(said, language):
        return False
    if not led:
        return True
    word = said[-1]
    if word in language.counting.labels or word in language.months:
        return False
    if word in language.counting.unfit and word not in language.counting.joins:
        return word in language.articles
    *earlier, last = led
    if earlier and _DIGIT.search(earlier[-1]) and not last.endswith(","):
        return False  # the second of "10 to 20", "10 and 20"
    is_name = last[0].isupper() and len(earlier) > 0
    return not (is_name and figure.text.isdigit())


def _is_year(figure: Figure) -> bool:
    return figure.text.isdigit() and int(figure.text[:5]) in _YEARS


def _is_small(figure: Figure) -> bool:
    """Tell whether a figure is bare and under ten."""
    return figure.value.isdigit() and int(figure.value[:9]) < _LEAST_COUNT


# ── what stands after ─────────────────────────────────────────────────────────────


def _word_at(text: str, at: int) -> Word | None:
    """Return the word that follows; None where something else does."""
    return next(iter(words(text, at, min(len(text), at + _LOOK_BEHIND))), None)


def _says_when(page: Page, following: Word) -> bool:
    language = page.language
    return (
        following.lower in language.counting.instants
        or following.lower in language.counting.durations
        or following.lower in language.months
    )


def _unit(page: Page, figure: Figure, following: Word) -> str:
    """Return the sign of a figure's unit; "" where things are counted one by one."""
    sign = next((_SIGNS[mark] for mark in figure.value if mark in _SIGNS), "")
    if figure.value.endswith("%"):
        return "%"
    return sign or page.language.counting.units.get(following.lower, "")
