"""How long it takes to read an edition."""

from collections.abc import Iterator

from digest.render.page import Page, PrintedQuote
from digest.text import paragraphs


def minutes(made: Page) -> int:
    """Return how many minutes a reader takes for all of a page."""
    return paragraphs.minutes(paragraphs.words(" ".join(_read(made))))


def _read(made: Page) -> Iterator[str]:
    """Yield the texts a reader goes through."""
    yield from (made.title, made.date, *made.intro)
    yield from (story.headline.text for story in made.contents)
    yield from (section.title for section in made.sections)
    for story in made.stories:
        yield from (story.headline.text, story.standfirst, *story.notes)
        for line in story.bylines:
            yield from (line.outlet.text, *line.details)
        yield from (fact.text for fact in story.facts)
        for differing in story.differences:
            yield from (f"{side.figure} {side.counted}" for side in differing.sides)
        yield from map(_heard, story.quotes)
    if made.voices:
        yield from map(_heard, made.voices.quotes)
    if made.numbers:
        yield from (f"{item.figure} {item.counted}" for item in made.numbers.items)
    if made.corrections:
        yield from (f"{item.was} {item.now}" for item in made.corrections.items)


def _heard(said: PrintedQuote) -> str:
    return f"{said.text} {said.speaker} {said.role}"
