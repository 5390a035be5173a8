"""Where each claim of an edition stands in its source: looked up, never believed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from digest.manuscript.names import likeness
from digest.model import (
    Corrections,
    Difference,
    Edition,
    Fact,
    Number,
    Picture,
    Quote,
    Section,
    Segment,
    Span,
    Story,
    Summary,
    Voices,
)
from digest.text.verbatim import find, folded


def located(edition: Edition, summaries: Mapping[str, Summary]) -> Edition:
    """Return the same edition, each claim with the place where its source has it."""
    sections = tuple(
        replace(section, stories=tuple(_stories(section, summaries)))
        for section in edition.sections
    )
    block = edition.by_the_numbers
    if block is not None:
        numbers = tuple(
            _number(number, summaries.get(number.source.url))
            for number in block.numbers
        )
        block = replace(block, numbers=numbers)
    return replace(
        edition,
        sections=sections,
        voices=_voices(edition.voices, summaries),
        by_the_numbers=block,
        corrections=_corrections(edition.corrections, summaries),
    )


def located_quote(quote: Quote, summary: Summary | None) -> Quote:
    """Return a quotation with the places where its source has it, if it is known."""
    spans = _spans(quote, summary) if summary else [None] * len(quote.segments)
    segments = tuple(
        replace(segment, span=span)
        for segment, span in zip(quote.segments, spans, strict=True)
    )
    heard = said_at(spans[0], summary) if summary and spans[0] else ()
    return replace(
        quote,
        segments=segments,
        mixed=heard[0].mixed if heard else False,
        confidence=heard[0].confidence if heard else 0.0,
    )


def is_whole(quote: Quote) -> bool:
    """Tell whether all of a quotation was found word for word, in its order."""
    spans = [segment.span for segment in quote.segments]
    return all(spans) and in_order([span for span in spans if span])


def in_order(spans: Sequence[Span]) -> bool:
    """Tell whether each span begins where the one before has ended, or after it."""
    return all(one.end <= following.start for one, following in pairwise(spans))


def said_at(span: Span, summary: Summary) -> tuple[Quote, ...]:
    """Return the utterances that the summariser heard at a place."""
    return tuple(
        quote
        for quote in summary.quotes
        if any(_overlaps(span, whole) for whole in spans_of(quote))
    )


def spans_of(quote: Quote) -> tuple[Span, ...]:
    """Return where a quotation's segments stand, as far as they were found."""
    return tuple(segment.span for segment in quote.segments if segment.span)


def overlapping(span: Span, wholes: Iterable[Span]) -> tuple[Span, ...]:
    """Return those that share a character with the span."""
    return tuple(whole for whole in wholes if _overlaps(span, whole))


def _overlaps(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _stories(section: Section, summaries: Mapping[str, Summary]) -> Iterator[Story]:
    for story in section.stories:
        facts = tuple(
            _fact(fact, summaries.get(fact.source.url)) for fact in story.facts
        )
        quotes = _quotes(story.quotes, summaries)
        differences = tuple(
            _difference(difference, summaries) for difference in story.differences
        )
        yield replace(
            story,
            image=_image(story, summaries),
            facts=facts,
            quotes=quotes,
            differences=differences,
            language=_language(story, summaries),
        )


def _image(story: Story, summaries: Mapping[str, Summary]) -> Picture | None:
    """Return a story's picture, as large as one of its articles says it is."""
    if story.image is None:
        return None
    known = [summaries.get(byline.source.url) for byline in story.bylines]
    images = [summary.article.image for summary in known if summary]
    same = (image for image in images if image and image.url == story.image.url)
    found = next(same, None)
    return replace(
        story.image,
        width=found.width if found else None,
        height=found.height if found else None,
    )


def _language(story: Story, summaries: Mapping[str, Summary]) -> str:
    lead = summaries.get(story.bylines[0].source.url)
    return lead.article.language if lead else ""


def _voices(block: Voices | None, summaries: Mapping[str, Summary]) -> Voices | None:
    if block is None:
        return None
    return replace(block, quotes=_quotes(block.quotes, summaries))


def _quotes(
    quotes: Sequence[Quote], summaries: Mapping[str, Summary]
) -> tuple[Quote, ...]:
    return tuple(
        located_quote(quote, summaries.get(quote.source.url)) for quote in quotes
    )


def _difference(difference: Difference, summaries: Mapping[str, Summary]) -> Difference:
    numbers = tuple(
        _number(number, summaries.get(number.source.url))
        for number in difference.numbers
    )
    return replace(difference, numbers=numbers)


def _fact(fact: Fact, summary: Summary | None) -> Fact:
    if summary is None:
        return replace(fact, span=None)
    span = find(fact.text, summary.article.text)
    kinds = [
        known.kind
        for known in summary.facts
        if span and known.span and _overlaps(span, known.span)
    ]
    return replace(fact, span=span, kind=next(iter(kinds), fact.kind))


def _corrections(
    block: Corrections | None, summaries: Mapping[str, Summary]
) -> Corrections | None:
    if block is None:
        return None
    items = tuple(
        replace(each, span=find(each.now, summaries[each.source.url].article.text))
        if each.source.url in summaries
        else replace(each, span=None)
        for each in block.items
    )
    return replace(block, items=items)


def _number(number: Number, summary: Summary | None) -> Number:
    """Return a number with its place; where the summariser picked it comes first."""
    if summary is None:
        return replace(number, span=None)
    for known in summary.numbers:
        if known.span and folded(known.text) == folded(number.text):
            return replace(number, span=known.span, unit=known.unit)
    return replace(number, span=find(number.text, summary.article.text))


def _spans(quote: Quote, summary: Summary) -> list[Span | None]:
    """Return where each segment stands, where possible within one utterance.

    The same words may stand in an article more than once, as in a pulled quotation; the
    place where its speaker says them counts first.
    """
    text = summary.article.text
    anywhere = _from(quote.segments, text, 0)
    if not all(anywhere):
        return anywhere
    for whole in _utterances(quote, summary):
        spans = _from(quote.segments, text, whole.start)
        if all(span and whole.start <= span.start < whole.end for span in spans):
            return spans
    return anywhere


def _utterances(quote: Quote, summary: Summary) -> list[Span]:
    """Return where the summariser's utterances stand, those of the speaker first."""
    heard = [known for known in summary.quotes if spans_of(known)]
    heard.sort(
        key=lambda known: likeness(quote.speaker or "", known.speaker or "") != "same"
    )
    return [
        Span(start=spans_of(known)[0].start, end=spans_of(known)[-1].end)
        for known in heard
    ]


def _from(segments: Sequence[Segment], text: str, start: int) -> list[Span | None]:
    """Look the segments up one after the other; out of order is better than not."""
    spans: list[Span | None] = []
    for segment in segments:
        span = find(segment.text, text, start=start) or find(segment.text, text)
        start = span.end if span else start
        spans.append(span)
    return spans
