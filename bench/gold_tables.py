"""Tables of what systems reach on our own gold articles, by language."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bench import baselines, gold_facts, gold_quotes, gold_scores, ours
from bench.answers import Said, Text
from bench.gold import GoldArticle
from bench.gold_scores import HARMS, SCORES, Tally
from bench.spans import Place
from bench.tables import Cell, Table

FACTS = 3

_ALL = "all"
_SHOWN = {**SCORES, **HARMS}
_QUOTES = (
    "spans",
    "kept-out",
    "speaker-right",
    "printed-right",
    "printed-wrong",
    "coverage",
    "named-in-full",
    "role-found",
    "mixed-right",
)
_OF_FACTS = ("facts-key", "facts-good", "facts-not-never")
_FIGURES = ("figures-found", "figures-counted")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A gold article with our answer to it: all of it, and its first three facts."""

    article: GoldArticle
    given: Text
    answer: ours.Answer
    facts: tuple[Place, ...]


def asked(articles: Iterable[GoldArticle]) -> tuple[Asked, ...]:
    """Return gold articles with our answers."""
    return tuple(map(_asked, articles))


def reached(found: Iterable[Asked], *, threshold: float) -> dict[str, dict[str, float]]:
    """Return our scores by language, as the floors name them."""
    tallies = _by_language(found, lambda one: _ours(one, threshold))
    return {
        language: gold_scores.percents(tally)
        for language, tally in tallies.items()
        if language != _ALL
    }


def sureness(found: Iterable[Asked]) -> tuple[tuple[float, bool], ...]:
    """Return how sure our answers were of a speaker, and whether they were right."""
    return tuple(
        verdict
        for one in found
        for verdict in gold_quotes.sureness(one.article, one.answer.said)
    )


def quotations(found: Sequence[Asked], *, threshold: float) -> Table:
    """Return the table of quotations: ours beside the nearest name, by language."""

    def simple(one: Asked) -> Tally:
        said: Sequence[Said] = baselines.nearest_name(one.given)
        return gold_quotes.quotations(one.article, said, threshold=threshold)

    return _compared(
        f"Our gold: quotations and speakers of {len(found)} articles",
        _QUOTES,
        _by_language(found, lambda one: _ours(one, threshold)),
        {"nearest name": _by_language(found, simple)},
        note=f"Printed: the speaker is known at {threshold} or more.",
    )


def shapes(found: Sequence[Asked]) -> Table:
    """Return what makes utterances hard, and how often we tell their speaker."""
    seen: dict[str, Tally] = {}
    for one in found:
        for said in gold_quotes.utterances(one.article, one.answer.said):
            for shape in said.gold.shapes:
                tally = seen.setdefault(shape, Counter())
                tally.update(["of"] + ["found"] * bool(said.said))
                tally.update(["right"] * said.right)
    missed = sorted(
        seen, key=lambda shape: (seen[shape]["right"] - seen[shape]["of"], shape)
    )
    rows: list[tuple[Cell, ...]] = [
        (shape, *(seen[shape][what] for what in ("of", "found", "right")))
        for shape in missed
    ]
    return Table(
        title="Our gold: utterances by what makes them hard, those we miss most first",
        header=("shape", "of", "found", "speaker right"),
        rows=tuple(rows),
        note="An utterance has several shapes, and what misled us may be only one.",
    )


def facts(found: Sequence[Asked]) -> Table:
    """Return the table of key facts: ours beside the lead and the rankers."""
    chosen = {f"Lead-{FACTS}": baselines.lead, **baselines.rankers()}
    mine = _by_language(found, _our_facts)
    tallies = {"digest": mine}
    tallies |= {
        name: _by_language(found, _choosing(how)) for name, how in chosen.items()
    }
    rows: list[tuple[Cell, ...]] = []
    for name, counted in tallies.items():
        scores = [gold_scores.percents(tally) for tally in counted.values()]
        rows.append((name, *(one.get(score) for one in scores for score in _OF_FACTS)))
    columns = [
        f"{language} {score.removeprefix('facts-')}"
        for language in mine
        for score in _OF_FACTS
    ]
    return Table(
        title=f"Our gold: the first {FACTS} facts of {len(found)} articles",
        header=("system", *columns),
        rows=tuple(rows),
        note=_legend(_OF_FACTS),
    )


def figures(found: Sequence[Asked]) -> Table:
    """Return the table of figures."""
    return _compared(
        f"Our gold: figures of {len(found)} articles",
        _FIGURES,
        _by_language(
            found, lambda one: gold_facts.figures(one.article, one.answer.figures)
        ),
        {},
    )


def misses(found: Iterable[Asked]) -> Iterator[str]:
    """Yield a line for each gold utterance that we miss or give to somebody else."""
    for one in found:
        for said in gold_quotes.utterances(one.article, one.answer.said):
            told = [f"{each.speaker} ({each.confidence:.2f})" for each in said.said]
            if not told or not said.right:
                yield (
                    f"{one.article.slug} | {'; '.join(said.gold.shapes)} | wanted "
                    f"{said.gold.speaker} | got {', '.join(told) or 'nothing'} | "
                    f"{said.gold.segments[0][:50]}"
                )


def _asked(article: GoldArticle) -> Asked:
    given = Text(title=article.title, text=article.text, language=article.language)
    return Asked(
        article=article,
        given=given,
        answer=ours.answer(given),
        facts=ours.facts(given, FACTS),
    )


def _ours(one: Asked, threshold: float) -> Tally:
    said = one.answer.said
    tally = gold_quotes.quotations(one.article, said, threshold=threshold)
    tally.update(_our_facts(one))
    tally.update(gold_facts.figures(one.article, one.answer.figures))
    return tally


def _our_facts(one: Asked) -> Tally:
    return gold_facts.facts(one.article, one.answer.facts, first=one.facts)


def _choosing(how: baselines.Choose) -> Callable[[Asked], Tally]:
    def chosen(one: Asked) -> Tally:
        first = how(one.given, ours.sentences(one.given), FACTS)
        return gold_facts.facts(one.article, first, first=first)

    return chosen


def _by_language(
    found: Iterable[Asked], tallied: Callable[[Asked], Tally]
) -> dict[str, Tally]:
    """Return what is counted in each language's articles, and in all of them."""
    tallies: dict[str, Tally] = {}
    every: Tally = Counter()
    for one in found:
        tally = tallied(one)
        tallies.setdefault(one.article.language, Counter()).update(tally)
        every.update(tally)
    return {**dict(sorted(tallies.items())), _ALL: every}


def _compared(
    title: str,
    names: Sequence[str],
    mine: Mapping[str, Tally],
    theirs: Mapping[str, Mapping[str, Tally]],
    note: str = "",
) -> Table:
    """Return a table with a score a row; a column for each system and language."""
    columns = {
        f"{system} {language}": gold_scores.percents(tally, _SHOWN)
        for system, tallies in {"digest": mine, **theirs}.items()
        for language, tally in tallies.items()
    }
    rows: list[tuple[Cell, ...]] = [
        (
            name,
            mine[_ALL][_SHOWN[name].whole],
            *(scores.get(name) for scores in columns.values()),
        )
        for name in names
    ]
    return Table(
        title=title,
        header=("score", "of", *columns),
        rows=tuple(rows),
        note=f"{_legend(names)} {note}".strip(),
    )


def _legend(names: Iterable[str]) -> str:
    return "; ".join(f"{name}: {_SHOWN[name].meaning}" for name in names) + "."
