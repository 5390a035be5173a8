"""Facts, quotations and numbers as JSON: what `digest summarise` answers with."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TypedDict

from digest.model import Fact, Image, Number, Quote, Span, Summary


def _same(span: Span) -> Span:
    return span


class FactJson(TypedDict):
    """A fact; `start` and `end` count characters of the article's text."""

    text: str
    start: int
    end: int
    kind: str


class QuoteJson(TypedDict):
    """A quoted segment; segments of one utterance share its number."""

    text: str
    start: int
    end: int
    utterance: int
    speaker: str | None
    role: str | None
    confidence: float
    mixed: bool


class NumberJson(TypedDict):
    """A figure with what it counts; both stand at `start` to `end` of the text."""

    figure: str
    unit: str
    counted: str
    start: int
    end: int


class ImageJson(TypedDict):
    """A picture; `width` and `height` in pixels, null where its page does not say."""

    url: str
    alt: str
    width: int | None
    height: int | None


class ArticleJson(TypedDict):
    """An article with what was found in it."""

    title: str
    authors: list[str]
    author_note: str | None
    language: str
    published: str | None
    rubric: str | None
    image: ImageJson | None
    standfirst: str | None
    facts: list[FactJson]
    quotes: list[QuoteJson]
    numbers: list[NumberJson]
    text: str


def article_json(summary: Summary) -> ArticleJson:
    """Return a summary with its article, as `digest summarise --json` prints it."""
    article = summary.article
    return ArticleJson(
        title=article.entry.title,
        authors=list(article.authors),
        author_note=article.author_note,
        language=article.language,
        published=_instant(article.entry.published),
        rubric=article.rubric or None,
        image=_image(article.image),
        standfirst=summary.standfirst.text if summary.standfirst else None,
        facts=facts_json(summary.facts),
        quotes=quotes_json(summary.quotes),
        numbers=_numbers(summary.numbers),
        text=article.text,
    )


def _instant(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _image(image: Image | None) -> ImageJson | None:
    if image is None:
        return None
    return ImageJson(
        url=image.url, alt=image.alt, width=image.width, height=image.height
    )


def facts_json(
    facts: Sequence[Fact], origin: Callable[[Span], Span] = _same
) -> list[FactJson]:
    """Return facts, best first; `origin` moves their spans into the text given."""
    found = [(fact, origin(fact.span)) for fact in facts if fact.span]
    return [
        FactJson(text=fact.text, start=span.start, end=span.end, kind=fact.kind)
        for fact, span in found
    ]


def quotes_json(
    quotes: Sequence[Quote], origin: Callable[[Span], Span] = _same
) -> list[QuoteJson]:
    """Return quoted segments in the article's order, utterances numbered from 1."""
    found = [
        (number, quote, segment.text, origin(segment.span))
        for number, quote in enumerate(sorted(quotes, key=_start), start=1)
        for segment in quote.segments
        if segment.span
    ]
    return [
        QuoteJson(
            text=text,
            start=span.start,
            end=span.end,
            utterance=number,
            speaker=quote.speaker,
            role=quote.role,
            confidence=round(quote.confidence, 2),
            mixed=quote.mixed,
        )
        for number, quote, text, span in found
    ]


def _start(quote: Quote) -> int:
    first = quote.segments[0].span
    return first.start if first else 0


def _numbers(numbers: Sequence[Number]) -> list[NumberJson]:
    return [
        NumberJson(
            figure=number.figure,
            unit=number.unit,
            counted=number.counted,
            start=number.span.start,
            end=number.span.end,
        )
        for number in numbers
        if number.span
    ]
