"""An edition → the Markdown that an editor works on.

Written by code, not by a template: what is written here must be read back by `read`,
character by character, and a restyled template could not promise that. A newsletter's
look is made in the templates of the email and the page.
"""

import re
from collections.abc import Iterator
from itertools import groupby

from digest.manuscript.block_quote import written as quote_written
from digest.manuscript.byline import outlet_written, rest_written
from digest.manuscript.corrections import written as corrections_written
from digest.manuscript.differences import written as difference_written
from digest.manuscript.escape import clean, heading, inline, link, paragraph
from digest.manuscript.front_matter import written as front_matter
from digest.manuscript.linked import source_written
from digest.manuscript.numbers import written as numbers_written
from digest.manuscript.picture import written as picture_written
from digest.manuscript.voices import written as voices_written
from digest.model import Byline, Edition, Fact, Section, Story

_BLANK_LINE = re.compile(r"\n\s*\n")


def write(edition: Edition) -> str:
    """Return an edition as Markdown; `read` gives the same edition back.

    White space is tidied: every text becomes one line. Sections without stories and
    claims without words are left out.
    """
    blocks = [front_matter(edition), *_intro(edition.intro)]
    for section in edition.sections:
        blocks += _section(section, edition.language)
    if edition.voices:
        blocks += voices_written(edition.voices)
    if edition.by_the_numbers:
        blocks += numbers_written(edition.by_the_numbers)
    if edition.corrections:
        blocks += corrections_written(edition.corrections)
    return "\n\n".join(blocks) + "\n"


def _intro(intro: str) -> Iterator[str]:
    for part in _BLANK_LINE.split(intro):
        if text := clean(part):
            yield paragraph(text)


def _section(section: Section, language: str) -> Iterator[str]:
    if section.stories:
        yield f"## {heading(clean(section.title) or 'News')}"
    for story in section.stories:
        yield from _story(story, language)


def _story(story: Story, language: str) -> Iterator[str]:
    first, *others = story.bylines
    url = clean(first.source.url)
    yield f"### {link(clean(story.headline) or url, url)}"
    yield _byline(outlet_written(first.source), first, language)
    for is_bare, further in groupby(others, _is_bare):
        if is_bare:
            sources = ", ".join(source_written(other.source) for other in further)
            yield f"*Also: {sources}*"
            continue
        for other in further:
            yield _byline(f"Also: {source_written(other.source)}", other, language)
    if story.image:
        yield from picture_written(story.image)
    if standfirst := clean(story.standfirst):
        yield paragraph(standfirst)
    items = [_fact(fact) for fact in story.facts if clean(fact.text)]
    items += filter(None, map(difference_written, story.differences))
    if items:
        yield "\n".join(items)
    for quote in story.quotes:
        yield from quote_written(quote)


def _is_bare(byline: Byline) -> bool:
    """Tell whether a byline names a source, and nothing more."""
    said = (*byline.authors, byline.note or "")
    known = (byline.published, byline.minutes)
    return not any(map(clean, said)) and known == (None, None)


def _byline(outlet: str, byline: Byline, language: str) -> str:
    line = f"*{outlet}{rest_written(byline, language)}*"
    note = clean(byline.note or "")
    return f"{line}\\\n*{inline(note)}*" if note else line


def _fact(fact: Fact) -> str:
    return f"- {paragraph(clean(fact.text))} {source_written(fact.source)}"
