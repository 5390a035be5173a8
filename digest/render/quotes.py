"""Quotations as they are printed: those of a story, and the voices that stand alone."""

from collections.abc import Sequence
from datetime import date

from digest.model import Byline, Edition, Quote, Source
from digest.render.clean import clean
from digest.render.language import direction, direction_of, long_date
from digest.render.links import outlet_of, sentence
from digest.render.page import Link, PrintedQuote, PrintedVoices
from digest.render.words import Words


def quotes(
    said: Sequence[Quote], bylines: Sequence[Byline], language: str, words: Words
) -> tuple[PrintedQuote, ...]:
    """Return quotations as printed, dated as the bylines have it.

    One that has no words, or that nobody is named for, is not printed.
    """
    return tuple(
        _printed(quote, bylines, language, words)
        for quote in said
        if clean(quote.speaker or "") and clean(quote.text)
    )


def voices(edition: Edition, words: Words) -> PrintedVoices | None:
    """Return an edition's voices as printed; None where there is nothing to print."""
    bylines = [byline for story in edition.stories for byline in story.bylines]
    items = quotes(edition.heard, bylines, edition.language, words)
    if not edition.voices or not items:
        return None
    title = clean(edition.voices.title) or words.phrase("voices")
    return PrintedVoices(title=title, quotes=items)


def _printed(
    said: Quote, bylines: Sequence[Byline], language: str, words: Words
) -> PrintedQuote:
    text = clean(said.text)
    segments = [clean(segment.text) for segment in said.segments]
    day = _published(said.source, bylines)
    way = direction_of(text, direction(language))
    return PrintedQuote(
        text=words.phrase("quotation", text),
        speaker=clean(said.speaker or ""),
        role=clean(said.role or ""),
        source=Link(
            text=outlet_of(said.source), url=sentence(said.source.url, *segments)
        ),
        date=long_date(day, language) if day else "",
        direction="" if way == direction(language) else way,
    )


def _published(source: Source, bylines: Sequence[Byline]) -> date | None:
    days = (line.published for line in bylines if line.source.url == source.url)
    return next(days, None)
