"""How long the parts of a story are: what is not read at a glance is not read."""

from collections.abc import Iterator
from dataclasses import replace

from digest.model import Edition, Finding
from digest.preflight.finding import warning
from digest.preflight.plain import shortened
from digest.text.limits import MOST_FACT_WORDS, MOST_QUOTE_WORDS
from digest.text.paragraphs import words

_STANDFIRST = 60  # words


def length_findings(edition: Edition) -> Iterator[Finding]:
    """Yield the standfirsts, facts and quotations that are too long for an email."""
    for story in edition.stories:
        about = "standfirst-long", "standfirst", _STANDFIRST
        yield from _longer(story.standfirst, story.line, *about)
        for fact in story.facts:
            yield from _longer(
                fact.text, fact.line, "fact-long", "fact", MOST_FACT_WORDS
            )
    for quote in edition.quotes:
        about = "quote-long", "quotation", MOST_QUOTE_WORDS
        yield from _longer(quote.text, quote.line, *about)


def _longer(
    text: str, line: int | None, code: str, what: str, most: int
) -> Iterator[Finding]:
    if (number := words(text)) > most:
        message = f"the {what} has {number} words, more than {most}"
        remedy = "leave out what it can do without, or take a shorter one"
        place = f"email.html: “{shortened(text)}”"
        yield replace(warning(code, message, remedy, place=place), line=line)
