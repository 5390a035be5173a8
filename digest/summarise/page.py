"""An article's text cut up once: paragraphs, sentences, quoted stretches."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from digest.model import Span
from digest.summarise.asides import apart
from digest.summarise.languages import Language
from digest.summarise.marks import Stretch, stretches
from digest.summarise.sentences import sentences
from digest.text.paragraphs import paragraphs


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A text with where its parts stand, each in order; facts and quotes read it."""

    text: str
    paragraphs: Sequence[Span]
    sentences: Sequence[Span]
    stretches: Sequence[Stretch]
    language: Language
    starts: Sequence[int]  # of the sentences

    def around(self, stretch: Stretch) -> Span:
        """Return the sentences that a stretch touches, as one span."""
        first = self.sentence_at(stretch.outer.start)
        last = self.sentence_at(stretch.outer.end - 1)
        return Span(start=first.start, end=max(last.end, stretch.outer.end))

    def sentence_at(self, at: int) -> Span:
        """Return the sentence a place stands in."""
        return self.sentences[self.sentence_number(at)]

    def sentence_number(self, at: int) -> int:
        """Return the number of the sentence a place stands in."""
        return max(0, bisect_right(self.starts, at) - 1)

    def paragraph_number(self, at: int) -> int:
        """Return the number of the paragraph a place stands in."""
        after = bisect_right(self.paragraphs, at, key=lambda span: span.start)
        return max(0, after - 1)

    def stretches_in(self, span: Span) -> Sequence[Stretch]:
        """Return the stretches that begin within a span."""
        first = bisect_left(self.stretches, span.start, key=_start)
        return self.stretches[first : bisect_left(self.stretches, span.end, key=_start)]


def cut_up(text: str, language: Language) -> Page:
    """Return a text cut up."""
    places = paragraphs(text)
    quoted = stretches(text, places, language.marks)
    found: list[Span] = []
    at = 0
    for paragraph in places:
        first = at
        while at < len(quoted) and quoted[at].outer.start < paragraph.end:
            at += 1
        found.extend(sentences(text, paragraph, quoted[first:at], language))
    return Page(
        text=text,
        paragraphs=places,
        sentences=found,
        stretches=apart(text, quoted, language),
        language=language,
        starts=[sentence.start for sentence in found],
    )


def _start(stretch: Stretch) -> int:
    return stretch.outer.start
