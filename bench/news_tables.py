"""Tables of what systems reach on news articles that others wrote and labelled."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from bench import baselines, news_facts, news_quotes, ours
from bench.answers import Said, Text, timed
from bench.news_facts import Rouge, Summarised
from bench.spans import Place
from bench.tables import Cell, Table

QUOTES_FILE = "quotes_dev.jsonl"
FACTS_FILE = "summ_dev.jsonl"

Sureness = tuple[tuple[float, bool], ...]
"""How sure answers were of a speaker, and whether they were right."""

_LEAD = 3  # sentences
_ASKED = (2, 3)  # facts
_QUOTES_HEADER = (
    "system",
    "span P",
    "span R",
    "span F1",
    "end to end F1",
    "named",
    "nominal",
    "pronoun",
    "right of all",
    "printed wrong",
    "coverage",
    "articles/s",
)
_FACTS_HEADER = (
    "system",
    "R1",
    "R2",
    "words",
    "R1 − lead",
    "from",
    "to",
    "R2 − lead",
    "from ",
    "to ",
    "articles/s",
)
# Span F1, end to end F1, named, pronoun, right of all, articles a second. Public tools
# that need a model or a service, and so cannot run here.
_ELSEWHERE: dict[str, tuple[float, float, float, float, float, float]] = {
    "textacy, spaCy small †": (84.5, 75.4, 71.0, 0.0, 51.4, 11.5),
    "the same, pronoun → last name †": (84.5, 76.8, 71.3, 37.9, 61.5, 11.5),
    "Guardian/AFP patterns †": (75.0, 62.4, 52.4, 3.0, 38.8, 6.9),
    "Gender Gap Tracker †": (71.7, 43.2, 48.3, 1.5, 35.5, 5.6),
}


def quotations(path: Path, *, threshold: float, speed: bool) -> tuple[Table, Sureness]:
    """Return the table of quotations and speakers, and how sure our answers were."""
    labelled = news_quotes.articles(path)
    systems: dict[str, Callable[[Text], Sequence[Said]]] = {
        "digest": lambda given: ours.answer(given).said,
        "pair the marks, nearest name": baselines.nearest_name,
    }
    rows: list[tuple[Cell, ...]] = []
    sure: Sureness = ()
    for name, system in systems.items():
        answers, rate = timed(system, [article.given for article in labelled])
        verdict = news_quotes.verdict(labelled, answers)
        scores = news_quotes.scores(verdict, threshold=threshold)
        rows.append((name, *_reached(scores), rate.per_second if speed else None))
        sure = sure or news_quotes.sureness(verdict)
    table = Table(
        title=f"Quotations and speakers: {len(labelled)} US news articles of others",
        header=_QUOTES_HEADER,
        rows=(*rows, *_elsewhere()),
        note=(
            f"Printed: the speaker is known at {threshold} or more. "
            "† as published to us: measured elsewhere on the same articles."
        ),
    )
    return table, sure


def facts(path: Path, *, speed: bool) -> Iterator[Table]:
    """Yield a table of key sentences for each source of articles."""
    summarised = news_facts.articles(path)
    answered = _answered(summarised)
    for source in sorted({article.source for article in summarised}):
        at = [of for of, one in enumerate(summarised) if one.source == source]
        scored = {
            name: [scores[of] for of in at] for name, (scores, _) in answered.items()
        }
        lead = next(iter(scored.values()))
        rows = [
            (name, *_beside(scores, lead), answered[name][1] if speed else None)
            for name, scores in scored.items()
        ]
        yield Table(
            title=f"Key sentences: {len(at)} articles of others, {source}",
            header=_FACTS_HEADER,
            rows=tuple(rows),
            note=(
                "ROUGE F1. The difference from the lead is of the same articles, with "
                "its 95 % interval (paired bootstrap, 10,000 resamples)."
            ),
        )


def _reached(scores: news_quotes.Scores) -> tuple[Cell, ...]:
    return (
        scores.span.precision,
        scores.span.recall,
        scores.span.f1,
        scores.end_to_end.f1,
        scores.named,
        scores.nominal,
        scores.pronoun,
        scores.of_all,
        scores.printed_wrong,
        scores.coverage,
    )


def _elsewhere() -> Iterator[tuple[Cell, ...]]:
    for name, (span, end_to_end, named, pronoun, of_all, rate) in _ELSEWHERE.items():
        known = (span, end_to_end, named, None, pronoun, of_all, None, None, rate)
        yield (name, None, None, *known)


def _answered(
    summarised: Sequence[Summarised],
) -> dict[str, tuple[list[Rouge], float | None]]:
    """Return each system's scores and its speed; the lead, which needs none, first."""
    given = [article.given for article in summarised]
    cut = [(one, ours.sentences(one)) for one in given]
    leads = [baselines.lead(*one, _LEAD) for one in cut]
    found: dict[str, tuple[list[Rouge], float | None]] = {
        f"Lead-{_LEAD}": (news_facts.rouge(summarised, leads), None)
    }
    for count in _ASKED:
        answers, rate = timed(partial(ours.facts, count=count), given)
        scores = news_facts.rouge(summarised, answers)
        found[f"digest, {count} facts"] = (scores, rate.per_second)
    for name, choose in baselines.rankers().items():
        chosen, rate = timed(_first(choose), cut)
        found[name] = (news_facts.rouge(summarised, chosen), rate.per_second)
    return found


def _first(
    choose: baselines.Choose,
) -> Callable[[tuple[Text, tuple[Place, ...]]], tuple[Place, ...]]:
    return lambda one: choose(*one, _LEAD)


def _beside(scores: Sequence[Rouge], lead: Sequence[Rouge]) -> tuple[Cell, ...]:
    first, second = [one.first for one in scores], [one.second for one in scores]
    means = [news_facts.mean(values) for values in (first, second)]
    length = news_facts.mean([one.words for one in scores])
    if scores is lead:
        return (*means, length, *[None] * 6)
    gaps = (
        *news_facts.difference(first, [one.first for one in lead]),
        *news_facts.difference(second, [one.second for one in lead]),
    )
    return (*means, length, *gaps)
