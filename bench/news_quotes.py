"""Quotations of news articles with hand-made labels, and how well a system finds them.

The file holds an article a line: `{"id", "title", "text", "quotes": [{"start", "end",
"speaker", "speaker_type", "optional", "resolved": {"names", "by"}}]}`. `speaker_type`
is `name`, `nominal` ("a spokesman"), `pronoun` or `none`; a pronoun's `names` say who
is meant. Definitions:

* A quotation is found where a reported segment matches it (`spans`). Segments that are
  `optional` to find (under four words, or half annotated) count neither way, and so do
  reports that lie in them by half.
* Its speaker is right where `names.same_speaker` says so; a pronoun as an answer is
  wrong. Judged are names, nominals and the pronouns resolved by hand; pronouns that
  only a program resolved are not.
* End to end: found *and* given its speaker. A false report counts against precision.
* `of_all` weighs names, nominals and pronouns as they occur in the articles.
* `printed_wrong`: of those an edition would print (a speaker, known surely enough), the
  share whose speaker is wrong; `coverage`: of all judged, the share printed rightly.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from bench.answers import Said, Text
from bench.names import is_pronoun, same_speaker
from bench.spans import Place, Rates, matches, percent, rates, shared, trimmed

SpeakerKind = Literal["name", "nominal", "pronoun", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A labelled quotation; `speakers` are the descriptions that are right.

    None are for one with no source, and for a pronoun not resolved by hand.
    """

    place: Place
    kind: SpeakerKind
    speakers: tuple[str, ...]
    optional: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledArticle:
    """An article with its labelled quotations."""

    given: Text
    quotes: tuple[Labelled, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One labelled quotation and the report that matches it (None: not found).

    `right` is the verdict on the speaker.
    """

    label: Labelled
    said: Said | None
    right: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """All labelled quotations judged, and how many reports match none."""

    judged: tuple[Judged, ...]
    false: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """How well a system does, in per cent; the module says what each means."""

    span: Rates
    end_to_end: Rates
    named: float
    nominal: float
    pronoun: float
    of_all: float
    printed_wrong: float
    coverage: float


def articles(path: Path) -> tuple[LabelledArticle, ...]:
    """Return the labelled articles of a file."""
    with path.open(encoding="utf-8") as lines:
        return tuple(_article(line) for line in lines if line.strip())


def verdict(
    labelled: Iterable[LabelledArticle], answers: Iterable[Sequence[Said]]
) -> Verdict:
    """Judge a system's answers, article by article."""
    judged: list[Judged] = []
    false = 0
    for article, said in zip(labelled, answers, strict=True):
        reports = _reports(article.given.text, said)
        same = matches([place for place, _ in reports], _places(article.quotes))
        false += _false(reports, same, article.quotes)
        found = {of: reports[at][1] for at, of in same.items()}
        judged += [
            _judged(label, found.get(of))
            for of, label in enumerate(article.quotes)
            if not label.optional
        ]
    return Verdict(judged=tuple(judged), false=false)


def scores(found: Verdict, *, threshold: float) -> Scores:
    """Return a system's rates."""
    judged = [one for one in found.judged if one.label.speakers]
    right = sum(one.right for one in judged)
    answered = sum(one.said is not None for one in judged)
    known = sum(one.said is not None for one in found.judged)
    printed = [one for one in judged if _is_printed(one.said, threshold)]
    return Scores(
        span=rates(right=known, wrong=found.false, missed=len(found.judged) - known),
        end_to_end=rates(
            right=right,
            wrong=answered - right + found.false,
            missed=len(judged) - right,
        ),
        named=_right_of(judged, "name"),
        nominal=_right_of(judged, "nominal"),
        pronoun=_right_of(judged, "pronoun"),
        of_all=_weighed(found.judged, judged),
        printed_wrong=percent(sum(not one.right for one in printed), len(printed)),
        coverage=percent(sum(one.right for one in printed), len(judged)),
    )


def sureness(found: Verdict) -> tuple[tuple[float, bool], ...]:
    """Return how sure each answer was of its speaker, and whether it was right."""
    return tuple(
        (one.said.confidence, one.right)
        for one in found.judged
        if one.label.speakers and one.said and one.said.speaker
    )


def _article(line: str) -> LabelledArticle:
    read = json.loads(line)
    labels = [_label(read["text"], quote) for quote in read["quotes"]]
    return LabelledArticle(
        given=Text(title=read.get("title") or "", text=read["text"]),
        quotes=tuple(one for one in labels if one.place.start < one.place.end),
    )


def _label(text: str, quote: dict[str, Any]) -> Labelled:
    kind = quote["speaker_type"]
    resolved = quote.get("resolved") or {}
    speakers = [] if kind == "none" else [quote["speaker"]]
    if kind == "pronoun":
        speakers = resolved.get("names") or [] if resolved.get("by") == "hand" else []
    return Labelled(
        place=trimmed(text, quote["start"], quote["end"]),
        kind=kind,
        speakers=tuple(speakers),
        optional=quote["optional"],
    )


def _reports(text: str, said: Iterable[Said]) -> list[tuple[Place, Said]]:
    """Return what was reported, each place once."""
    found: dict[Place, Said] = {}
    for one in said:
        found.setdefault(trimmed(text, *one.place), one)
    return [(place, one) for place, one in found.items() if place.start < place.end]


def _places(labels: Iterable[Labelled]) -> list[Place]:
    return [label.place for label in labels]


def _false(
    reports: Sequence[tuple[Place, Said]],
    same: dict[int, int],
    labels: Sequence[Labelled],
) -> int:
    """Count reports that match nothing, not even half of what is optional."""
    optional = _places(label for label in labels if label.optional)
    return sum(
        2 * sum(shared(place, other) for other in optional) < place.end - place.start
        for at, (place, _) in enumerate(reports)
        if at not in same
    )


def _judged(label: Labelled, said: Said | None) -> Judged:
    speaker = (said.speaker if said else None) or ""
    right = not is_pronoun(speaker)
    right = right and any(same_speaker(speaker, name) for name in label.speakers)
    return Judged(label=label, said=said, right=right)


def _is_printed(said: Said | None, threshold: float) -> bool:
    return bool(said and said.speaker and said.confidence >= threshold)


def _right_of(judged: Iterable[Judged], kind: SpeakerKind) -> float:
    alike = [one for one in judged if one.label.kind == kind]
    return percent(sum(one.right for one in alike), len(alike))


def _weighed(all_of_them: Sequence[Judged], judged: Sequence[Judged]) -> float:
    kinds: tuple[SpeakerKind, ...] = ("name", "nominal", "pronoun")
    weights = {
        kind: sum(one.label.kind == kind for one in all_of_them) for kind in kinds
    }
    total = sum(weight * _right_of(judged, kind) for kind, weight in weights.items())
    return total / max(1, sum(weights.values()))
