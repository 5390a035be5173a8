"""Key sentences of news articles beside summaries that people wrote (ROUGE).

The file holds an article a line: `{"id", "source", "title", "text", "summary": [...]}`.
ROUGE-1 and ROUGE-2 (Lin 2004) count the words and word pairs that an answer shares with
the summary; given is their F1, stemmed, as the `rouge-score` package has it, on average
over the articles of a source. Whether one system is better than another is told by a
paired bootstrap (Koehn 2004): the articles are drawn again with replacement, 10,000
times, from a fixed seed; a 95 % interval of the mean difference that holds 0 says
nothing.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from bench.answers import Text
from bench.spans import Place

RESAMPLES = 10_000
SEED = 20250117
_AT_ONCE = 500  # resamples; bounds the memory they take
_MIDDLE = (2.5, 97.5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Summarised:
    """An article, where it comes from, and the summary that people wrote of it."""

    source: str
    given: Text
    summary: str


class Rouge(NamedTuple):
    """How near one answer is to its summary, in per cent, and how long it is."""

    first: float
    second: float
    words: int


class Interval(NamedTuple):
    """A mean difference and the middle 95 % of its resamples."""

    mean: float
    low: float
    high: float


def articles(path: Path) -> tuple[Summarised, ...]:
    """Return the summarised articles of a file."""
    with path.open(encoding="utf-8") as lines:
        return tuple(_article(line) for line in lines if line.strip())


def rouge(
    summarised: Sequence[Summarised], answers: Sequence[Sequence[Place]]
) -> list[Rouge]:
    """Return how near each answer is to its article's summary."""
    from rouge_score.rouge_scorer import RougeScorer

    scorer = RougeScorer(["rouge1", "rouge2"], use_stemmer=True)
    found = []
    for article, places in zip(summarised, answers, strict=True):
        answer = "\n".join(article.given.text[one.start : one.end] for one in places)
        score = scorer.score(article.summary, answer)
        found.append(
            Rouge(
                first=100 * score["rouge1"].fmeasure,
                second=100 * score["rouge2"].fmeasure,
                words=len(answer.split()),
            )
        )
    return found


def mean(values: Sequence[float]) -> float:
    """Return the mean; of nothing it is 0."""
    return sum(values) / max(1, len(values))


def difference(ours: Sequence[float], theirs: Sequence[float]) -> Interval:
    """Return how much better we are on the same articles, with its 95 % interval."""
    import numpy as np

    gaps = np.asarray(ours) - np.asarray(theirs)
    dice = np.random.default_rng(SEED)
    means = [
        gaps[dice.integers(0, len(gaps), size=(_AT_ONCE, len(gaps)))].mean(axis=1)
        for _ in range(RESAMPLES // _AT_ONCE)
    ]
    low, high = np.percentile(np.concatenate(means), _MIDDLE)
    return Interval(mean=float(gaps.mean()), low=float(low), high=float(high))


def _article(line: str) -> Summarised:
    read = json.loads(line)
    return Summarised(
        source=read["source"],
        given=Text(title=read.get("title") or "", text=read["text"]),
        summary="\n".join(read["summary"]),
    )
