"""Which of an article's facts says what it is about: the one to be printed first."""

import re
from collections.abc import Sequence

from digest.model import Span
from digest.summarise.carries import words_of
from digest.summarise.choice import Candidate
from digest.summarise.letters import UPPER
from digest.summarise.page import Page
from digest.summarise.standing import stands

_NAME = re.compile(rf"(?<=[\w,;:)’”\"] )[{UPPER}]\w+")
_SCENE = 3.0  # off one that only sets a scene: no name, no figure
_LEAD_SENTENCES = 2
_LEAD_WORDS = 40


def opening_of(page: Page, candidates: Sequence[Candidate]) -> Candidate:
    """Return which candidate opens: one that tells, not one that sets a scene."""
    return max(
        candidates, key=lambda one: (_opens(page, one), -one.sentence.span.start)
    )


def _opens(page: Page, one: Candidate) -> float:
    text = one.sentence.span.of(page.text)
    tells = any(map(str.isdigit, text)) or _NAME.search(text) is not None
    return one.worth - _SCENE * (not tells)


def opening_span(page: Page, opening: Span) -> Span:
    """Return what introduces the article: a sentence, or its short first paragraph.

    Two short sentences that open an article are written to be read together.
    """
    lead = page.paragraphs[0]
    both = [one for one in page.sentences[:3] if one.end <= lead.end]
    leads = opening.start == lead.start and len(page.paragraphs) > 1
    if not leads or len(both) != _LEAD_SENTENCES:
        return opening
    span = Span(start=both[0].start, end=both[-1].end)
    said = words_of(span.of(page.text))
    short = len(said) <= _LEAD_WORDS and not page.stretches_in(span)
    return span if short and stands(page, span, said) else opening
