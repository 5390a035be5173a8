"""The block "by the numbers" as it is printed: figures, what they count, and where."""

from digest.model import ByTheNumbers, Number, Story
from digest.render.clean import clean
from digest.render.links import outlet_of, sentence
from digest.render.page import Link, PrintedDifference, PrintedNumber, PrintedNumbers
from digest.render.words import Words


def numbers(block: ByTheNumbers | None, words: Words) -> PrintedNumbers | None:
    """Return the block as printed; None where there is nothing to print."""
    items = tuple(
        _printed(number)
        for number in (block.numbers if block else ())
        if clean(number.figure) and clean(number.counted)
    )
    if not block or not items:
        return None
    title = clean(block.title) or words.phrase("by_the_numbers")
    return PrintedNumbers(title=title, items=items)


def differences(story: Story) -> tuple[PrintedDifference, ...]:
    """Return the figures on which a story's sources differ, as printed."""
    return tuple(
        PrintedDifference(
            title=clean(difference.title),
            sides=tuple(_printed(number) for number in difference.numbers),
        )
        for difference in story.differences
    )


def _printed(number: Number) -> PrintedNumber:
    url = sentence(number.source.url, clean(number.text))
    return PrintedNumber(
        figure=clean(number.figure),
        counted=clean(number.counted),
        source=Link(text=outlet_of(number.source), url=url),
    )
