"""The key facts of an article: sentences that carry the news and stand on their own.

Candidates come from `standing` (what no reader should meet alone is out before any
ranking); `carries` says how much news each holds. They are taken best first, each
further one paying for what it repeats, so that a reader gets a mix and not one point
three times.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from digest.model import Fact, FactKind, Source, Span
from digest.summarise.carries import Weighed, span_words, weighed
from digest.summarise.page import Page
from digest.summarise.standing import stands
from digest.text.figures import Figure, figures

DEFAULT_FACTS = 8
_SENTENCES_PER_FACT = 3
_SAME = 0.6  # share of the shorter one's words: above it two facts say the same
_REPEATS = 0.35
_NEIGHBOUR = 0.12  # for a second fact from one paragraph
_MAX_CANDIDATES = 200
_YEAR_DIGITS = 4
_LEAD_SENTENCES = 2
_LEAD_WORDS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An article's facts, best first, and the one that says what it is about."""

    facts: tuple[Fact, ...]
    standfirst: Fact | None


def key_facts(page: Page, title: str, source: Source, *, limit: int | None) -> Found:
    """Return at most `limit` facts; None: as many as the article's length bears."""
    candidates = [
        one for one in weighed(page, title) if stands(page, one.span, one.words)
    ]
    count = _as_many(page) if limit is None else limit
    opening = max(
        candidates, key=lambda one: (one.opening, -one.span.start), default=None
    )
    if opening is None or not count:
        return Found(facts=(), standfirst=None)
    first = _opening_span(page, opening)
    others = [one for one in candidates if one.span.start >= first.end]
    others += [one for one in candidates if one.span.end <= first.start]
    best = sorted([opening, *others], key=lambda one: (-one.worth, one.span.start))
    chosen = _mixed(best[:_MAX_CANDIDATES], count)
    if opening not in chosen:
        chosen = [*chosen[: count - 1], opening]
    spans = [first if one is opening else one.span for one in chosen]
    facts = {span: _fact(page, span, source) for span in spans}
    return Found(facts=tuple(facts.values()), standfirst=facts[first])


def _opening_span(page: Page, opening: Weighed) -> Span:
    """Return what introduces the article: a sentence, or its short first paragraph.

    Two short sentences that open an article are written to be read together.
    """
    lead = page.paragraphs[0]
    both = [one for one in page.sentences[:3] if one.end <= lead.end]
    leads = opening.span.start == lead.start and len(page.paragraphs) > 1
    if not leads or len(both) != _LEAD_SENTENCES:
        return opening.span
    span = Span(start=both[0].start, end=both[-1].end)
    said = span_words(page, span)
    short = len(said) <= _LEAD_WORDS and not page.stretches_in(span)
    return span if short and stands(page, span, said) else opening.span


def _as_many(page: Page) -> int:
    return min(DEFAULT_FACTS, -(-len(page.sentences) // _SENTENCES_PER_FACT))


def _mixed(candidates: Sequence[Weighed], count: int) -> list[Weighed]:
    """Return the best candidates, none saying what an earlier one says."""
    chosen: list[Weighed] = []
    left = [_Left(one, 0.0, 0) for one in candidates]
    while left and len(chosen) < count:
        best = max(left, key=_gain).one
        chosen.append(best)
        left = list(_after(left, best))
    return chosen


class _Left(NamedTuple):
    """A candidate, how much of it is said already, and by how many neighbours."""

    one: Weighed
    repeats: float
    neighbours: int


def _gain(left: _Left) -> tuple[float, int]:
    one, repeats, neighbours = left
    gain = one.worth - _REPEATS * repeats - _NEIGHBOUR * neighbours
    return gain, -one.span.start


def _after(left: Sequence[_Left], chosen: Weighed) -> Iterator[_Left]:
    """Return the candidates that still say something new once one is chosen."""
    for one, repeats, neighbours in left:
        shared = _shared(one, chosen)
        if one is not chosen and shared < _SAME:
            near = one.paragraph == chosen.paragraph
            yield _Left(one, max(repeats, shared), neighbours + near)


def _shared(one: Weighed, other: Weighed) -> float:
    shorter = min(len(one.stems), len(other.stems))
    return len(one.stems & other.stems) / shorter if shorter else 0.0


def _fact(page: Page, span: Span, source: Source) -> Fact:
    text = span.of(page.text)
    return Fact(text=text, source=source, span=span, kind=_kind(page, span))


def _kind(page: Page, span: Span) -> FactKind:
    """Return what a fact carries: a figure first, else when it happened."""
    text = span.of(page.text)
    if any(not is_year(figure) for figure in figures(text)):
        return "figure"
    lowered = {word.strip(".,;:") for word in text.lower().split()}
    language = page.language
    dated = lowered & (language.months | language.weekdays)
    return "event" if dated or any(map(is_year, figures(text))) else "claim"


def is_year(figure: Figure) -> bool:
    """Tell whether a figure is a bare year, which says when and not how many."""
    text = figure.text
    return len(text) == _YEAR_DIGITS and text.isdigit() and text[:2] in ("19", "20")
