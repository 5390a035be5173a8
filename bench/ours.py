"""Digest's own answers: the same rooms in the same order as `digest summarise`."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from bench.answers import Counted, Said, Text
from bench.spans import Place
from digest.collect import Cleaned, cleaned
from digest.config import Newsletter
from digest.model import Article, Entry, Span, Summary
from digest.summarise import summarise
from digest.summarise.languages import language
from digest.summarise.page import cut_up

THRESHOLD: float = Newsletter.model_fields["speaker_confidence"].default
"""How sure of its speaker an edition must be to print a quotation, unless set."""

_SEEN = datetime(2025, 1, 17, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """All that Digest says of an article: facts and figures best first."""

    said: tuple[Said, ...]
    facts: tuple[Place, ...]
    figures: tuple[Counted, ...]


def answer(given: Text) -> Answer:
    """Return everything that `digest summarise` says of an article."""
    clean = _clean(given)
    summary = summarise(_article(given, clean))
    said = sorted(_said(summary, clean), key=lambda one: one.place)
    return Answer(
        said=tuple(said),
        facts=tuple(_facts(summary, clean)),
        figures=tuple(_figures(summary, clean)),
    )


def facts(given: Text, count: int) -> tuple[Place, ...]:
    """Return where so many key facts of an article stand, best first."""
    clean = _clean(given)
    return tuple(_facts(summarise(_article(given, clean), facts=count), clean))


def sentences(given: Text) -> tuple[Place, ...]:
    """Return where the sentences of an article stand, furniture left out.

    The baselines get these too: what is compared is which sentences are chosen.
    """
    clean = _clean(given)
    page = cut_up(clean.text, language(given.language))
    return tuple(_place(clean, span) for span in page.sentences)


def _clean(given: Text) -> Cleaned:
    return cleaned(given.text, title=given.title, language=given.language)


def _article(given: Text, clean: Cleaned) -> Article:
    return Article(
        entry=Entry(id="", url="", title=given.title),
        outlet="",
        section="",
        language=given.language,
        text=clean.text,
        first_seen=_SEEN,
    )


def _said(summary: Summary, clean: Cleaned) -> Iterator[Said]:
    for number, quote in enumerate(summary.quotes):
        for segment in quote.segments:
            if segment.span is not None:
                yield Said(
                    place=_place(clean, segment.span),
                    speaker=quote.speaker,
                    role=quote.role,
                    confidence=quote.confidence,
                    mixed=quote.mixed,
                    utterance=number,
                )


def _facts(summary: Summary, clean: Cleaned) -> Iterator[Place]:
    for fact in summary.facts:
        if fact.span is not None:
            yield _place(clean, fact.span)


def _figures(summary: Summary, clean: Cleaned) -> Iterator[Counted]:
    for number in summary.numbers:
        if number.span is not None:
            yield Counted(
                place=_place(clean, number.span),
                figure=number.figure,
                what=number.counted,
            )


def _place(clean: Cleaned, span: Span) -> Place:
    there = clean.origin(span)
    return Place(there.start, there.end)
