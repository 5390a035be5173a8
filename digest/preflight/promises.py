"""What an edition promises to print: each text, and what must stand beside it."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from digest.model import Correction, Edition, Fact, Number, Quote, Source, Story

_NEAR = 40  # characters: room for marks, a dash, a date


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """A text that is to be printed as it is; `what` it is, and whose page has it.

    `beside` are texts that belong to it: who said it, in what role, the figure.
    """

    what: str
    text: str
    beside: tuple[str, ...] = ()
    reach: int = 0  # characters before and behind it in which those stand
    source: Source | None = None  # None: nothing in it is linked to its sentence
    line: int | None = None


def folded(text: str) -> str:
    """Return a text as it is compared word for word: spaces, and what can be seen.

    Two prints of one text are the same after it, whatever was taken from them that no
    reader sees, and however their lines break.
    """
    line = " ".join(text.split())
    if not line.isprintable() or "\ufffd" in line:
        line = " ".join("".join(filter(_is_seen, line)).split())
    return unicodedata.normalize("NFC", line)


def promises(edition: Edition, stories: Sequence[Story]) -> list[Promise]:
    """Return what is promised of these stories, and of what closes the edition."""
    made = [each for story in stories for each in _of_story(story)]
    made += map(_quoted, edition.heard)
    if block := edition.by_the_numbers:
        made += (_counted(n) for n in block.numbers if _has_both(n))
    for correction in edition.corrected:
        made += _corrected(correction)
    return [each for each in made if any(map(str.isalnum, each.text))]


def _is_seen(character: str) -> bool:
    return character != "\ufffd" and unicodedata.category(character)[0] != "C"


def _of_story(story: Story) -> Iterator[Promise]:
    yield Promise(what="standfirst", text=folded(story.standfirst), line=story.line)
    yield from (_told(fact) for fact in story.facts)
    for difference in story.differences:
        yield from map(_counted, difference.numbers)
    yield from (_quoted(quote) for quote in story.quotes if folded(quote.speaker or ""))


def _told(fact: Fact) -> Promise:
    text = folded(fact.text)
    return Promise(what="fact", text=text, source=fact.source, line=fact.line)


def _quoted(quote: Quote) -> Promise:
    said_by = folded(quote.speaker or ""), folded(quote.role or "")
    return Promise(
        what="quotation",
        # Without a speaker it is not printed.
        text=folded(quote.text) if said_by[0] else "",
        beside=said_by,
        reach=_reach(*said_by, quote.source.outlet),
        source=quote.source,
        line=quote.line,
    )


def _counted(number: Number) -> Promise:
    figure = folded(number.figure)
    return Promise(
        what="figure",
        text=folded(number.counted) or figure,
        beside=(figure,),
        reach=_reach(figure),
        source=number.source,
        line=number.line,
    )


def _has_both(number: Number) -> bool:
    return bool(folded(number.figure) and folded(number.counted))


def _corrected(correction: Correction) -> Iterator[Promise]:
    was, now = folded(correction.was), folded(correction.now)
    if not was:
        return
    speaker, source = folded(correction.speaker or ""), correction.source
    reach = _reach(speaker, source.outlet, source.outlet, correction.edition)
    line = correction.line
    yield Promise(
        what="correction", text=was, beside=(speaker,), reach=reach, line=line
    )
    yield Promise(what="correction", text=now, source=source, line=line)


def _reach(*texts: str) -> int:
    return sum(map(len, texts)) + _NEAR
