"""What an edition prints, and which line of the manuscript has it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from digest.config import Newsletter
from digest.model import Edition, Story
from digest.preflight.document import HEADINGS, Document, Element, text_of
from digest.preflight.plain import key, plain, same

_BLOCKS = ("p", "li", "td", "blockquote", *HEADINGS)


@dataclass(frozen=True)  # no slots: what is found out of it is kept
class Printed:
    """An edition as it is looked for in what was rendered from it."""

    edition: Edition
    newsletter: Newsletter

    @cached_property
    def claims(self) -> dict[str, int | None]:
        """Its sentences, each as `key` has it, with the manuscript's line."""
        found: dict[str, int | None] = {}
        for text, line in _said(self.edition):
            found.setdefault(key(text), line)
        found.pop("", None)
        return found

    @cached_property
    def headlines(self) -> dict[str, Story]:
        """Its stories, by their headlines."""
        return {key(story.headline): story for story in reversed(self.edition.stories)}

    @cached_property
    def addresses(self) -> frozenset[str]:
        """The addresses of its sources, as pages: without what follows a `#`."""
        return frozenset(same(url.partition("#")[0]) for url in _cited(self.edition))

    def has(self, text: str) -> bool:
        """Tell whether these are words of its own, not of what is around them."""
        said = key(text)
        return said in self.claims or said in self.headlines or said in self._names

    def says(self, text: str) -> bool:
        """Tell whether a text stands in its words, not within one, in whatever case."""
        wanted = plain(text).casefold()
        if wanted not in self._words:  # so most texts need no expression of their own
            return False
        whole = rf"(?<!\w){re.escape(wanted)}(?!\w)"
        return re.search(whole, self._words) is not None

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(map(key, _named(self.edition))) - {""}

    @cached_property
    def _words(self) -> str:
        """All that people wrote: claims, names, and what the newsletter itself says."""
        texts = (
            *(text for text, _ in _said(self.edition)),
            *(story.headline for story in self.edition.stories),
            *_named(self.edition),
            *_own(self.edition, self.newsletter),
        )
        return "\n".join(map(plain, texts)).casefold()

    def headings(self, document: Document) -> list[Element]:
        """Return the headings of its stories in a document.

        A headline that fills in for a missing one may be any: then it is those of the
        third level, as our own templates have them.
        """
        named = [h for h in document.headings if key(text_of(h)) in self.headlines]
        # A section may be called as a story is: the stories stand below it.
        lowest = max((h.tag for h in named), default="")
        return [h for h in named if h.tag == lowest] or document.all("h3")

    def line(self, element: Element) -> int | None:
        """Return the line that an element is made from; None: it cannot be told."""
        for block in (element, *element.iterancestors(*_BLOCKS)):
            if line := self.claims.get(key(_own_text(block))):
                return line
        cell = next(element.iterancestors("td", "section", "article"), None)
        if cell is None:
            return None
        heading = _last_before(element, cell)
        story = None if heading is None else self.headlines.get(key(text_of(heading)))
        return story.line if story else None


def _last_before(element: Element, cell: Element) -> Element | None:
    """Return the last heading of a cell that does not stand behind an element."""
    heading = None
    for each in cell.iter():
        heading = each if each.tag in HEADINGS else heading
        if each is element:
            break
    return heading


def _own_text(block: Element) -> str:
    """Return the text that a block begins with, without the link that follows it."""
    return block.text or ""


def _said(edition: Edition) -> Iterator[tuple[str, int | None]]:
    for story in edition.stories:
        yield story.standfirst, story.line
        yield from ((fact.text, fact.line) for fact in story.facts)
    yield from ((quote.text, quote.line) for quote in edition.quotes)
    yield from ((number.counted, number.line) for number in edition.numbers)
    for correction in edition.corrected:
        yield correction.was, correction.line
        yield correction.now, correction.line


def _named(edition: Edition) -> Iterator[str]:
    """Yield the names of its outlets, people and sections."""
    yield from (section.title for section in edition.sections)
    for story in edition.stories:
        for byline in story.bylines:
            yield byline.source.outlet
            yield from byline.authors
        yield from (fact.source.outlet for fact in story.facts)
    for quote in edition.quotes:
        yield from (quote.speaker or "", quote.role or "", quote.source.outlet)
    for number in edition.numbers:
        yield from (number.figure, number.source.outlet)
    for correction in edition.corrected:
        yield from (correction.speaker or "", correction.source.outlet)


def _own(edition: Edition, newsletter: Newsletter) -> Iterator[str]:
    """Yield what is written by hand around the stories, and on their authors."""
    yield from (edition.title, edition.intro)
    for story in edition.stories:
        yield from (byline.note or "" for byline in story.bylines)
        yield from (difference.title for difference in story.differences)
    for block in (edition.voices, edition.by_the_numbers, edition.corrections):
        yield block.title if block else ""
    yield from (newsletter.title, newsletter.footer, newsletter.postal_address)


def _cited(edition: Edition) -> Iterator[str]:
    for story in edition.stories:
        yield from (byline.source.url for byline in story.bylines)
        yield from (fact.source.url for fact in story.facts)
    yield from (quote.source.url for quote in edition.quotes)
    yield from (number.source.url for number in edition.numbers)
    yield from (correction.source.url for correction in edition.corrected)
