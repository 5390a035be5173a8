"""Quotations as they are printed: those of a story, and the voices that stand alone."""

from collections.abc import Sequence
from datetime import date

from digest.model import Edition, Quote, Source, Story
from digest.render.clean import tied
from digest.render.language import direction, direction_of, foreign, long_date
from digest.render.links import outlet_of, sentence
from digest.render.page import Link, PrintedQuote, PrintedVoices
from digest.render.words import Words
from digest.text.printable import clean


def quotes(
    said: Sequence[Quote], stories: Sequence[Story], language: str, words: Words
) -> tuple[PrintedQuote, ...]:
    """Return quotations as printed, dated as the stories' bylines have it.

    One that has no words, or that nobody is named for, is not printed.
    """
    return tuple(
        _printed(quote, stories, language, words)
        for quote in said
        if clean(quote.speaker or "") and clean(quote.text)
    )


def voices(edition: Edition, words: Words) -> PrintedVoices | None:
    """Return an edition's voices as printed; None where there is nothing to print."""
    items = quotes(edition.heard, edition.stories, edition.language, words)
    if not edition.voices or not items:
        return None
    title = clean(edition.voices.title) or words.phrase("voices")
    return PrintedVoices(title=title, quotes=items)


def language_of(source: Source, stories: Sequence[Story]) -> str:
    """Return the language of a page, "" where it is not known: that leads no story."""
    told = (story for story in stories if story.bylines[0].source.url == source.url)
    return next((story.language for story in told), "")


def _printed(
    said: Quote, stories: Sequence[Story], language: str, words: Words
) -> PrintedQuote:
    text = clean(said.text)
    segments = [clean(segment.text) for segment in said.segments]
    day = _published(said.source, stories)
    way = direction_of(text, direction(language))
    return PrintedQuote(
        text=words.phrase("quotation", text),
        speaker=clean(said.speaker or ""),
        role=clean(said.role or ""),
        source=Link(
            text=outlet_of(said.source), url=sentence(said.source.url, *segments)
        ),
        date=tied(long_date(day, language)) if day else "",
        direction="" if way == direction(language) else way,
        language=foreign(language_of(said.source, stories), language),
    )


def _published(source: Source, stories: Sequence[Story]) -> date | None:
    lines = (line for story in stories for line in story.bylines)
    return next(
        (line.published for line in lines if line.source.url == source.url), None
    )
