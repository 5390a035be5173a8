"""The article's own words around a quoted stretch, and how the stretch sits in them."""

from collections.abc import Sequence
from dataclasses import dataclass

from digest.model import Span
from digest.summarise.letters import Word, words
from digest.summarise.marks import Stretch, last_mark
from digest.summarise.page import Page

MAX_BESIDE = 240  # characters of a stretch's own sentence that are read before it
_MAX_BEHIND = 160  # and behind it
_MAX_ABOVE = 40  # words of the sentence above
_MAX_BYLINE = 160  # characters of a line such as "— Mira Kovacs, engineer"
_BYLINE_WORDS = 12
_DASHES = "-—–"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How a stretch begins and ends, and whether its sentence has words around it."""

    begin: str
    end: str
    before: bool
    after: bool

    @property
    def around(self) -> str:
        """Where its sentence has words of the article's own."""
        if self.before:
            return "both" if self.after else "led"
        return "followed" if self.after else "alone"


def beside(
    page: Page, heard: Sequence[Stretch], index: int
) -> tuple[list[Word], list[Word]]:
    """Return the words of a stretch's own sentence before it and after it."""
    text, stretch = page.text, heard[index]
    sentence = page.around(stretch)
    earliest = max(sentence.start, heard[index - 1].outer.end if index else 0)
    latest = sentence.end
    if index + 1 < len(heard):
        latest = min(latest, heard[index + 1].outer.start)
    start, end = stretch.outer.start, stretch.outer.end
    before = words(text, max(earliest, start - MAX_BESIDE), start)
    after = words(text, end, max(end, min(latest, end + _MAX_BEHIND)))
    return before, _without_marks(after)


def shape(
    text: str, stretch: Stretch, before: Sequence[Word], after: Sequence[Word]
) -> Shape:
    """Return how a stretch sits between the words before and after it."""
    inner = stretch.inner.of(text)
    led = text[max(0, stretch.outer.start - 3) : stretch.outer.start].rstrip()[-1:]
    mark = led if led in (",", ":") else "w" if led.isalnum() else "." if before else ""
    last = last_mark(text, stretch)
    return Shape(
        begin=("A" if inner[0].isupper() else "a") + mark,
        end=(last if last and last in ",?!." else "") + ("~" * stretch.continued),
        before=bool(before),
        after=bool(after),
    )


def above(page: Page, stretch: Stretch) -> tuple[str, list[Word]]:
    """Return the sentence above that of a stretch: where it is, its own words.

    "above": in the same paragraph; "over": in the one before.
    """
    number = page.sentence_number(page.around(stretch).start)
    if number == 0:
        return "above", []
    sentence = page.sentences[number - 1]
    near = page.paragraphs[stretch.paragraph].start <= sentence.start
    return "above" if near else "over", _own_words(page, sentence)[-_MAX_ABOVE:]


def byline(page: Page, stretch: Stretch) -> list[Word]:
    """Return the words of a line under a quotation that only says whose it is."""
    own = page.paragraphs[stretch.paragraph]
    under = page.paragraphs[stretch.paragraph + 1 : stretch.paragraph + 2]
    if not under or page.text[stretch.outer.end : own.end].strip(" .,"):
        return []
    line = under[0]
    if page.text[line.start] not in _DASHES or line.end - line.start > _MAX_BYLINE:
        return []
    said = words(page.text, line.start, line.end)
    return _without_marks(said)[:_BYLINE_WORDS]


def _own_words(page: Page, sentence: Span) -> list[Word]:
    found: list[Word] = []
    at = sentence.start
    for stretch in page.stretches_in(sentence):
        found += words(page.text, at, stretch.outer.start)
        at = stretch.outer.end
    return found + words(page.text, at, sentence.end) if at < sentence.end else found


def _without_marks(after: list[Word]) -> list[Word]:
    """Return the words behind a stretch without the comma or dash that opens them."""
    opening = 0
    while opening < len(after) and after[opening].text in ",—–-.":
        opening += 1
    return after[opening:]
