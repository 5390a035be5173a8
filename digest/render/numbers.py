"""The block "by the numbers" as it is printed: figures, what they count, and where."""

from dataclasses import replace

from digest.model import Edition, Number, Story
from digest.render.language import Direction, direction, direction_of, foreign
from digest.render.links import outlet_of, sentence
from digest.render.page import Link, PrintedDifference, PrintedNumber, PrintedNumbers
from digest.render.quotes import language_of
from digest.render.words import Words
from digest.text.printable import clean


def numbers(edition: Edition, words: Words) -> PrintedNumbers | None:
    """Return an edition's block as printed; None where there is nothing to print."""
    block, way = edition.by_the_numbers, direction(edition.language)
    items = tuple(
        replace(
            _printed(number, way),
            language=foreign(
                language_of(number.source, edition.stories), edition.language
            ),
        )
        for number in (block.numbers if block else ())
        if clean(number.figure) and clean(number.counted)
    )
    if not block or not items:
        return None
    title = clean(block.title) or words.phrase("by_the_numbers")
    return PrintedNumbers(title=title, items=items)


def differences(story: Story, way: Direction) -> tuple[PrintedDifference, ...]:
    """Return the figures on which a story's sources differ, as printed."""
    return tuple(
        PrintedDifference(
            title=clean(difference.title),
            sides=tuple(_printed(number, way) for number in difference.numbers),
        )
        for difference in story.differences
    )


def _printed(number: Number, edition_way: Direction) -> PrintedNumber:
    way = direction_of(clean(number.text), edition_way)
    url = sentence(number.source.url, clean(number.text))
    return PrintedNumber(
        figure=clean(number.figure),
        counted=clean(number.counted),
        source=Link(text=outlet_of(number.source), url=url),
        direction="" if way == edition_way else way,
        language="",
    )
