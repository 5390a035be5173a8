"""Learns what makes a sentence a key fact, from articles with summaries by editors.

    python bench/learn_facts.py FILE.jsonl [--write]

FILE holds lines {"id", "source", "title", "text", "summary": [sentence, …]}. Prints how
the facts that `summarise --facts 3` would give compare with the first three sentences
(Lead-3): ROUGE-1 and ROUGE-2 against the summary, mean words, and each difference with
the 95 % interval of a paired bootstrap. `learned` chooses every article's facts by
weights learned without it (ten folds, by article); `in-sample` is flattered. `--write`
writes the weights, learned from all of the file, to where the package reads them.

How it learns: of the sentences that stand, every choice of one to three is scored by
its ROUGE against the summary; the weights are those that raise the mean score of what
a softmax over the choices picks, with a small penalty on their size. Each source
counts by its share (alike where none is given). The same file gives the same
weights. Needs the `bench` extra: numpy and rouge-score.
"""

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
from rouge_score.tokenizers import DefaultTokenizer

from digest.model import Source
from digest.summarise.carries import MINDED, SHOWN, Sentence
from digest.summarise.choice import SAME, shared
from digest.summarise.facts import key_facts, standing_sentences
from digest.summarise.languages import language
from digest.summarise.page import Page, cut_up
from digest.summarise.worth import Weights

WEIGHTS = Path(__file__).parents[1] / "digest/summarise/weights/facts.toml"
FOLDS = 10
FACTS = 3
SHRINK = 1e-3  # off the score for each unit of squared weight
BIGRAMS = 1.5  # ROUGE-2 is worth this much of ROUGE-1
STEPS = 400
RATE = 0.05
SAMPLES = 2000
SCALE = 20  # points of ROUGE that make one unit of score
NOWHERE = Source(outlet="", url="")
COUNTS = np.ndarray
# Enough to tell which sentences a choice could be made of at all.
PRIOR = Weights(
    shown=tuple({"early": 1.0, "central": 2.0}.get(name, 0.0) for name in SHOWN),
    minded=tuple(0.0 for _ in MINDED),
    repeats=0.0,
    length=0.0,
)
# Set, not learned: readers want figures, names that are introduced, and a paragraph's
# point, and the words of a summary do not tell so. The last three were set on our gold:
# the summaries are of texts without paragraphs, where the news is in the lead.
READER = {
    "bare_name": -10.0,
    "teases": -8.0,
    "opens": 1.0,
    "figures": 7.0,
    "short": -3.0,
    "down": 6.0,
    "speaks": -3.0,
    "when": 2.0,
}
TOKENIZER = DefaultTokenizer(use_stemmer=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """An article and its editor's summary, as tokens."""

    id: str
    source: str
    title: str
    page: Page
    summary: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """Every choice of an article's sentences: what it shows, what it is worth already,
    and its ROUGE."""

    shown: COUNTS
    given: COUNTS
    score: COUNTS


def examples(path: str) -> list[Example]:
    with Path(path).open(encoding="utf-8") as lines:
        given = [json.loads(line) for line in lines if line.strip()]
    return [
        Example(
            id=one["id"],
            source=one["source"],
            title=one["title"],
            page=cut_up(one["text"], language("en")),
            summary=tokens(one["summary"]),
        )
        for one in sorted(given, key=lambda one: one["id"])
    ]


# ── scores ────────────────────────────────────────────────────────────────────────


def tokens(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(TOKENIZER.tokenize("\n".join(texts)))


def rouge(said: Sequence[str], summary: Sequence[str], size: int) -> float:
    """Return ROUGE-N F1, in points, as rouge-score counts it."""
    ours, theirs = grams(said, size), grams(summary, size)
    total = sum(ours.values()) + sum(theirs.values())
    return 200 * sum((ours & theirs).values()) / total if total else 0.0


def grams(said: Sequence[str], size: int) -> Counter:
    return Counter(zip(*(said[at:] for at in range(size)), strict=False))


# ── learning ──────────────────────────────────────────────────────────────────────


def choices(example: Example) -> Choices:
    """Return an article's choices of up to three sentences that stand."""
    found = [
        one.sentence
        for one in standing_sentences(example.page, example.title, PRIOR, count=FACTS)
    ]
    found.sort(key=lambda one: one.number)
    said = [tokens([one.span.of(example.page.text)]) for one in found]
    shown, given, score = [], [], []
    for size in range(1, FACTS + 1):
        for picked in combinations(range(len(found)), size):
            pairs = [shared(found[a], found[b]) for a, b in combinations(picked, 2)]
            if max(pairs, default=0.0) >= SAME:
                continue
            words = sum(len(found[at].words) for at in picked) / 60
            rows = [found[at].shown for at in picked]
            shown.append([*np.sum(rows, axis=0), sum(pairs), words * words])
            given.append(sum(minded(found[at]) for at in picked))
            text = [token for at in picked for token in said[at]]
            score.append(
                rouge(text, example.summary, 1)
                + BIGRAMS * rouge(text, example.summary, 2)
            )
    return Choices(
        shown=np.array(shown), given=np.array(given), score=np.array(score) / SCALE
    )


def minded(sentence: Sentence) -> float:
    return sum(
        READER[name] * value
        for name, value in zip(MINDED, sentence.minded, strict=True)
    )


def learn(known: Mapping[str, Choices], chosen: Sequence[Example]) -> Weights:
    """Return the weights under which the choices' expected score is highest."""
    usable = [one for one in chosen if len(known[one.id].score) > 1]
    sources = Counter(one.source for one in usable)
    share = np.array([1 / len(sources) / sources[one.source] for one in usable])
    shown = np.vstack([known[one.id].shown for one in usable])
    given = np.concatenate([known[one.id].given for one in usable])
    score = np.concatenate([known[one.id].score for one in usable])
    sizes = [len(known[one.id].score) for one in usable]
    starts = np.cumsum([0, *sizes[:-1]])
    spread = shown.std(axis=0) + 1e-9
    shown = shown / spread
    of = np.repeat(np.arange(len(sizes)), sizes)

    def uphill(at: COUNTS) -> COUNTS:
        value = shown @ at + given
        value -= np.maximum.reduceat(value, starts)[of]
        odds = np.exp(value)
        odds /= np.add.reduceat(odds, starts)[of]
        mean = np.add.reduceat(odds * score, starts)
        return shown.T @ (odds * (score - mean[of]) * share[of]) - SHRINK * at

    found = climbed(uphill, shown.shape[1]) / spread
    return Weights(
        shown=tuple(found[: len(SHOWN)].tolist()),
        minded=tuple(READER[name] for name in MINDED),
        repeats=float(found[-2]),
        length=float(found[-1]),
    )


def climbed(uphill: Callable[[COUNTS], COUNTS], size: int) -> COUNTS:
    """Return where Adam's steps lead from nothing: no luck of the draw in it."""
    at, mean, spread = np.zeros(size), np.zeros(size), np.zeros(size)
    for step in range(1, STEPS + 1):
        slope = uphill(at)
        mean = 0.9 * mean + 0.1 * slope
        spread = 0.99 * spread + 0.01 * slope * slope
        speed = (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.99**step)) + 1e-8)
        at = at + RATE * speed * (1 - step / (STEPS + 1))
    return at


# ── how good it is ────────────────────────────────────────────────────────────────

Scores = Mapping[str, tuple[float, float, int]]
"""Each article's ROUGE-1, ROUGE-2 and words, by its id."""


def out_of_fold(known: Mapping[str, Choices], given: Sequence[Example]) -> Scores:
    """Return the scores of facts chosen by weights learned from other articles."""
    order = np.random.default_rng(0).permutation(len(given))
    found: dict[str, tuple[float, float, int]] = {}
    for fold in range(FOLDS):
        held = {int(at) for at in order[fold::FOLDS]}
        rest = [one for at, one in enumerate(given) if at not in held]
        weights = learn(known, rest)
        found.update(scores([given[at] for at in sorted(held)], by(weights)))
    return found


def by(weights: Weights) -> Callable[[Example], list[str]]:
    def facts(one: Example) -> list[str]:
        found = key_facts(one.page, one.title, NOWHERE, limit=FACTS, weights=weights)
        return [fact.text for fact in found.facts]

    return facts


def lead(one: Example) -> list[str]:
    return [span.of(one.page.text) for span in one.page.sentences[:FACTS]]


def scores(given: Sequence[Example], facts: Callable[[Example], list[str]]) -> Scores:
    return {one.id: scored(one, facts(one)) for one in given}


def scored(one: Example, texts: Sequence[str]) -> tuple[float, float, int]:
    said = tokens(texts)
    words = len(" ".join(texts).split())
    return rouge(said, one.summary, 1), rouge(said, one.summary, 2), words


def table(given: Sequence[Example], systems: Mapping[str, Scores]) -> Iterator[str]:
    yield f"{'source':<8}{'system':<12}{'R1':>7}{'R2':>7}{'words':>7}  against Lead-3"
    for source in sorted({one.source for one in given}):
        ids = [one.id for one in given if one.source == source]
        plain = np.array([systems["Lead-3"][at] for at in ids])
        for name, found in systems.items():
            ours = np.array([found[at] for at in ids])
            first, second, words = ours.mean(axis=0)
            beside = "   ".join(
                interval(ours[:, column] - plain[:, column]) for column in (0, 1)
            )
            line = f"{source:<8}{name:<12}{first:>7.2f}{second:>7.2f}{words:>7.1f}"
            yield f"{line}  {beside}"


def interval(differences: COUNTS) -> str:
    """Return a mean with the 95 % interval of its bootstrap."""
    draws = np.random.default_rng(0).integers(
        0, len(differences), (SAMPLES, len(differences))
    )
    low, high = np.percentile(differences[draws].mean(axis=1), [2.5, 97.5])
    return f"{differences.mean():+.2f} [{low:+.2f}, {high:+.2f}]"


# ── the file ──────────────────────────────────────────────────────────────────────


MEANS = {
    "first": "it is the article's first sentence",
    "third": "it is the third",
    "early": "1 for the first sentence, falling to a third every three sentences",
    "far": "the logarithm of how many sentences stand before it",
    "place": "how far down the article, 0 to 1",
    "title_share": "how much of the title's words it has, 0 to 1",
    "in_title": "it has any word of the title",
    "central": "how often, on average, the article says its words, 0 to 1",
    "lead": "how many of its words are in the other of the first three sentences",
    "opening": "how many are in the first sentence",
    "once": "how many are nowhere else in the article",
    "fresh": "how many the sentences before it have not said",
    "words": "its words, in twenties",
    "short": "words missing to twelve, in tens",
    "long": "words over thirty, in tens",
    "year": "it names a year",
    "dated": "it names a month or a day of the week",
    "quoted": "how much of it is quoted, 0 to 1",
    "speech": "any of it is quoted",
    "said": "it ends with who said it",
    "named": "its second word has a capital, as in a name",
    "figures": "after the first paragraph: the root of its amounts, to two",
    "bare_name": "it is about a name that does not say what bears it",
    "teases": 'it begins by denying: "Nobody can insure …"',
    "opens": "it opens a paragraph",
    "down": "how far down it is, 0 to 1, in an article of paragraphs",
    "speaks": "any of it is quoted, in an article of paragraphs",
    "when": "it names a month or a weekday, in an article of paragraphs",
}


def page_of(weights: Weights) -> str:
    """Return the weights' file."""
    named = zip(SHOWN, weights.shown, strict=True)
    lines = [f"{name} = {value:.4f}  # {MEANS[name]}" for name, value in named]
    return "\n".join(
        [
            "# What makes a sentence a key fact: what it shows, times this.",
            "# Learned by bench/learn_facts.py; no word of any language is in it.",
            "",
            "[sentence]",
            *lines,
            "",
            "# Not learned: readers want figures, names that are introduced, and what",
            "# opens a paragraph; the words of a summary do not tell so.",
            "[reader]",
            *(
                f"{name} = {value:.4f}  # {MEANS[name]}"
                for name, value in READER.items()
            ),
            "",
            "[choice]",
            f"repeats = {weights.repeats:.4f}  # what two facts share, 0 to 1",
            f"length = {weights.length:.4f}  # the square of all words, in sixties",
            "",
        ]
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("file", help="JSON lines with a text and a summary each")
    parser.add_argument("--write", action="store_true", help="keep the weights")
    asked = parser.parse_args()
    given = examples(asked.file)
    known = {one.id: choices(one) for one in given}
    weights = learn(known, given)
    if asked.write:
        WEIGHTS.write_text(page_of(weights), encoding="utf-8")
    systems = {
        "Lead-3": scores(given, lead),
        "learned": out_of_fold(known, given),
        "in-sample": scores(given, by(weights)),
    }
    print("\n".join(table(given, systems)))


if __name__ == "__main__":
    main()
