"""The key facts of an article: sentences that carry the news and stand on their own.

`carries` says what each sentence shows and `worth` what that counts; what no reader
should meet alone is out (`standing`), whatever it is worth; `choice` takes those that
are worth most together, so that a reader gets a mix and not one point three times.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from digest.model import Fact, FactKind, Source, Span
from digest.summarise.carries import (
    NUMBER,
    Sentence,
    is_year,
    sentences_shown,
    words_of,
)
from digest.summarise.choice import Candidate, chosen
from digest.summarise.languages import Language
from digest.summarise.openings import bare
from digest.summarise.page import Page
from digest.summarise.standfirst import opening_of, opening_span
from digest.summarise.standing import stands
from digest.summarise.worth import Weights, learned

DEFAULT_FACTS = 8
_SENTENCES_PER_FACT = 3
_LEAST = 2  # facts, where so many were asked for and stand
_CANDIDATES = 14
_CANDIDATES_PER_FACT = 2
_ASKED = 200  # a hostile text has ten thousand sentences, and none that stands
_REPEATS_TITLE = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An article's facts, best first, and the one that says what it is about."""

    facts: tuple[Fact, ...]
    standfirst: Fact | None


def key_facts(
    page: Page,
    title: str,
    source: Source,
    *,
    limit: int | None,
    weights: Weights | None = None,
) -> Found:
    """Return at most `limit` facts; None: as many as the article's length bears.

    With a limit, the last is left out where it costs more reading than it tells.
    """
    count = _as_many(page) if limit is None else limit
    least = count if limit is None else max(min(_LEAST, count), count - 1)
    weights = weights or learned()
    candidates = standing_sentences(page, title, weights, count=count)
    taken = chosen(candidates, weights, limit=count, least=least)
    if not taken:
        return Found(facts=(), standfirst=None)
    opening = opening_of(page, candidates)
    others = [one for one in taken if one is not opening]
    taken = [opening, *others[: len(taken) - 1]]
    span = opening_span(page, opening.sentence.span)
    spans = [span if one is opening else one.sentence.span for one in taken]
    apart = [one for one in spans if one is span or not _meet(one, span)]
    facts = {one: _fact(page, one, source) for one in apart}
    return Found(facts=tuple(facts.values()), standfirst=facts[span])


def standing_sentences(
    page: Page, title: str, weights: Weights, *, count: int
) -> list[Candidate]:
    """Return the sentences that stand and are worth most, enough to choose from.

    Whether one stands is asked of the best first: it costs more than the weighing.
    """
    weighed = [
        Candidate(sentence=one, worth=weights.worth(one))
        for one in sentences_shown(page, title)
    ]
    best = sorted(weighed, key=lambda one: (-one.worth, one.sentence.span.start))
    enough = max(_CANDIDATES, _CANDIDATES_PER_FACT * count)
    asked = best[: max(_ASKED, _CANDIDATES_PER_FACT * enough)]
    return list(islice(_standing(page, words_of(title), asked), enough))


def _standing(
    page: Page, title: tuple[str, ...], candidates: Sequence[Candidate]
) -> Iterator[Candidate]:
    """Yield the candidates that stand, each without what may be left off its front."""
    for one in candidates:
        sentence = _bare(page, one.sentence)
        says_more = not _says_only(sentence.words, title)
        if says_more and stands(page, sentence.span, sentence.words):
            yield one._replace(sentence=sentence)


def _bare(page: Page, sentence: Sentence) -> Sentence:
    span = bare(page, sentence.span)
    if span is sentence.span:
        return sentence
    return sentence._replace(span=span, words=words_of(span.of(page.text)))


def _says_only(words: tuple[str, ...], title: tuple[str, ...]) -> bool:
    """Tell whether a sentence says the title over again and nothing else."""
    if len(words) > 2 * len(title):
        return False
    ours, theirs = set(words), set(title)
    shared = len(ours & theirs)
    return shared > 0 and shared >= _REPEATS_TITLE * max(len(ours), len(theirs))


def _as_many(page: Page) -> int:
    return min(DEFAULT_FACTS, -(-len(page.sentences) // _SENTENCES_PER_FACT))


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _fact(page: Page, span: Span, source: Source) -> Fact:
    text = span.of(page.text)
    return Fact(text=text, source=source, span=span, kind=_kind(text, page.language))


def _kind(text: str, language: Language) -> FactKind:
    """Return what a fact carries: a figure first, else when it happened."""
    words = words_of(text)
    dated = not language.months.isdisjoint(words)
    numbers = list(NUMBER.finditer(text))
    years = [is_year(one.group()) for one in numbers]
    days = [dated and _is_day(text, one, language) for one in numbers]
    if not all(year or day for year, day in zip(years, days, strict=True)):
        return "figure"
    when = dated or not language.weekdays.isdisjoint(words)
    return "event" if when or any(years) else "claim"


def _is_day(text: str, number: re.Match[str], language: Language) -> bool:
    """Tell whether a number is a day of a month: "14 January", "on Jan. 14"."""
    before = text[: number.start()].split()[-1:]
    after = text[number.end() :].split()[:1]
    beside = {word.strip(".,;:()").lower() for word in (*before, *after)}
    return number.group().isdigit() and not beside.isdisjoint(language.months)
