"""The key facts of an article: sentences that carry the news and stand on their own.

Candidates come from `standing` (what no reader should meet alone is out before any
ranking); `carries` says how much news each holds. They are taken best first, each
further one paying for what it repeats, so that a reader gets a mix and not one point
three times.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from digest.model import Fact, FactKind, Source, Span
from digest.summarise.carries import Weighed, weighed
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
    best = sorted(candidates, key=lambda one: (-one.worth, one.span.start))
    chosen = _mixed(best[:_MAX_CANDIDATES], count)
    opening = max(
        candidates, key=lambda one: (one.opening, -one.span.start), default=None
    )
    if opening and count and opening not in chosen:
        chosen = [*chosen[: count - 1], opening]
    facts = {one.span.start: _fact(page, one, source) for one in chosen}
    return Found(
        facts=tuple(facts.values()),
        standfirst=facts.get(opening.span.start) if opening else None,
    )


def _as_many(page: Page) -> int:
    return min(DEFAULT_FACTS, -(-len(page.sentences) // _SENTENCES_PER_FACT))


def _mixed(candidates: Sequence[Weighed], count: int) -> list[Weighed]:
    """Return the best candidates, none saying what an earlier one says."""
    chosen: list[Weighed] = []
    left = list(candidates)
    while left and len(chosen) < count:
        best = max(left, key=lambda one: (_gain(one, chosen), -one.span.start))
        chosen.append(best)
        left = [one for one in left if one is not best and _shared(one, best) < _SAME]
    return chosen


def _gain(one: Weighed, chosen: Sequence[Weighed]) -> float:
    repeats = max((_shared(one, other) for other in chosen), default=0.0)
    neighbours = sum(one.paragraph == other.paragraph for other in chosen)
    return one.worth - _REPEATS * repeats - _NEIGHBOUR * neighbours


def _shared(one: Weighed, other: Weighed) -> float:
    shorter = min(len(one.stems), len(other.stems))
    return len(one.stems & other.stems) / shorter if shorter else 0.0


def _fact(page: Page, one: Weighed, source: Source) -> Fact:
    text = one.span.of(page.text)
    return Fact(text=text, source=source, span=one.span, kind=_kind(page, one.span))


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
