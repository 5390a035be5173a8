"""An edition for whoever wants some of its sections alone."""

from collections.abc import Collection
from dataclasses import replace

from digest.compose.numbers import LEAST_NUMBERS
from digest.compose.voices import LEAST_VOICES
from digest.model import ByTheNumbers, Edition, Section, Source, Voices


def filtered(edition: Edition, sections: Collection[str]) -> Edition | None:
    """Return an edition with the sections of these titles; none: with all of them.

    Its voices and numbers keep what comes from the sources of stories that are left,
    as long as that is enough for a block. Corrections stay: whoever read a mistake is
    told of it. None where no story is left.
    """
    if not sections:
        return edition
    kept = tuple(each for each in edition.sections if each.title in sections)
    if not any(section.stories for section in kept):
        return None
    sources = _sources(kept)
    return replace(
        edition,
        sections=kept,
        voices=_voices(edition.voices, sources),
        by_the_numbers=_numbers(edition.by_the_numbers, sources),
    )


def _sources(sections: Collection[Section]) -> set[Source]:
    stories = (story for section in sections for story in section.stories)
    return {byline.source for story in stories for byline in story.bylines}


def _voices(block: Voices | None, sources: set[Source]) -> Voices | None:
    if block is None:
        return None
    left = tuple(quote for quote in block.quotes if quote.source in sources)
    return replace(block, quotes=left) if len(left) >= LEAST_VOICES else None


def _numbers(block: ByTheNumbers | None, sources: set[Source]) -> ByTheNumbers | None:
    if block is None:
        return None
    left = tuple(number for number in block.numbers if number.source in sources)
    return replace(block, numbers=left) if len(left) >= LEAST_NUMBERS else None
