"""What stands between marks and is a name, of a paper or a work: read as one word."""

from collections.abc import Sequence

from digest.model import Span
from digest.summarise.letters import Word, words
from digest.summarise.marks import Stretch
from digest.summarise.page import Page

_MAX_TITLE = 60  # characters


def entitled(page: Page, clause: Sequence[Word]) -> Sequence[Word]:
    """Return the words of a clause, each title between marks as one word."""
    if not clause:
        return clause
    whole = Span(start=clause[0].start, end=clause[-1].end)
    within = page.stretches_in(whole)
    if not within:
        return clause
    found: list[Word] = []
    at = 0
    for stretch in within:
        while at < len(clause) and clause[at].start < stretch.outer.start:
            found.append(clause[at])
            at += 1
        while at < len(clause) and clause[at].start < stretch.outer.end:
            at += 1
        found += _as_word(page.text, stretch)
    return [*found, *clause[at:]]


def own_words(page: Page, sentence: Span) -> list[Word]:
    """Return the words of a sentence outside quotations, titles among them."""
    found: list[Word] = []
    at = sentence.start
    for stretch in page.stretches_in(sentence):
        found += words(page.text, at, stretch.outer.start)
        if stretch.outer.end - stretch.outer.start <= _MAX_TITLE:
            found += _as_word(page.text, stretch)
        at = stretch.outer.end
    return found + words(page.text, at, sentence.end) if at < sentence.end else found


def _as_word(text: str, stretch: Stretch) -> Sequence[Word]:
    """Return a title as one word; nothing for what is none."""
    inner = stretch.inner.of(text)
    if not (inner[0].isupper() and (inner[-1].isalnum() or inner[-1] in '”“»"')):
        return words(text, stretch.inner.start, stretch.inner.end)
    outer = stretch.outer
    return [Word(inner, inner.lower(), outer.start, outer.end)]
