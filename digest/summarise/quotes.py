"""The quotations of an article: each utterance whole, with its speaker.

A stretch between marks is a quotation unless it is a scare quote, a title or a single
word. Stretches that an attribution interrupts, or that follow one another in the same
paragraph and mouth, are one utterance.
"""

from collections.abc import Sequence
from typing import NamedTuple

from digest.model import Quote, Segment, Source, Span
from digest.summarise.marks import Stretch
from digest.summarise.meanings import NOBODY, Speaker
from digest.summarise.page import Page
from digest.summarise.speakers import speakers
from digest.summarise.speech import is_doubtful, mixed, speech
from digest.text.paragraphs import words

_MAX_BRIDGE = 220  # characters of the article's own between two segments
_MAX_SEGMENTS = 40
_IDEAL = range(8, 46)
_FEW_SEGMENTS = 2
_DOUBT = 0.6  # surer than a surname is that two have
_LEAST_SURE = 0.5  # of the speaker of what may be no speech at all


def quotations(page: Page, source: Source) -> tuple[Quote, ...]:
    """Return the utterances quoted on a page, in its order."""
    heard = speech(page)
    groups: list[list[_Said]] = []
    for stretch, speaker in zip(heard, speakers(page, heard), strict=True):
        one = _Said(stretch, speaker, mixed(page, stretch))
        if groups and _goes_on(page, groups[-1], one):
            groups[-1].append(one)
        elif _is_attributed(speaker) or not is_doubtful(page, stretch):
            groups.append([one])
    return tuple(_quote(page.text, group, source) for group in groups)


def _is_attributed(speaker: Speaker) -> bool:
    return speaker.own and speaker.confidence >= _LEAST_SURE


def best_first(quotes: Sequence[Quote]) -> tuple[Quote, ...]:
    """Return the quotations, those most worth printing first."""
    return tuple(sorted(quotes, key=lambda quote: (-_worth(quote), _start(quote))))


def in_order(quotes: Sequence[Quote]) -> tuple[Quote, ...]:
    """Return the quotations in the order of their article."""
    return tuple(sorted(quotes, key=_start))


class _Said(NamedTuple):
    """A stretch of speech with its speaker; `mixed`: it completes another sentence."""

    stretch: Stretch
    speaker: Speaker
    mixed: bool


def _goes_on(page: Page, group: Sequence[_Said], one: _Said) -> bool:
    """Tell whether a stretch belongs to the utterance before it."""
    earlier, earlier_speaker, earlier_mixed = group[-1]
    stretch, speaker, mixed = one
    if earlier.continued and stretch.paragraph == earlier.paragraph + 1:
        return True
    if mixed or earlier_mixed or stretch.paragraph != earlier.paragraph:
        return False
    bridge = page.text[earlier.outer.end : stretch.outer.start]
    if len(bridge) > _MAX_BRIDGE or len(group) >= _MAX_SEGMENTS:
        return False
    if speaker.own and earlier_speaker.own and _differs(speaker, earlier_speaker):
        return False
    same = speaker.name == earlier_speaker.name
    same = same and (speaker.name is not None or not speaker.own)
    return (same and _one_sentence(page, earlier, stretch)) or not bridge.strip(" ,—–")


def _differs(one: Speaker, other: Speaker) -> bool:
    """Tell whether two attributions name two speakers, or one may mean another."""
    if one.name is None or other.name is None:
        return False
    return one.name != other.name or min(one.confidence, other.confidence) < _DOUBT


def _one_sentence(page: Page, earlier: Stretch, stretch: Stretch) -> bool:
    """Tell whether no sentence of the article's own stands between two stretches."""
    first = page.sentence_number(earlier.outer.end - 1)
    return page.sentence_number(stretch.outer.start) - first <= 1


def _quote(text: str, group: Sequence[_Said], source: Source) -> Quote:
    told = [speaker for _, speaker, _ in group if speaker.name]
    speaker = max(told, key=lambda one: one.confidence, default=NOBODY)
    role = next((one.role for one in told if one.role), None)
    return Quote(
        segments=tuple(_segment(text, stretch) for stretch, _, _ in group),
        speaker=speaker.name,
        role=role,
        source=source,
        mixed=group[0][2],
        confidence=speaker.confidence,
    )


def _segment(text: str, stretch: Stretch) -> Segment:
    """Return the words between the marks, without the attribution's comma."""
    end = stretch.inner.end
    while text[end - 1] == "," or text[end - 1].isspace():
        end -= 1
    span = Span(start=stretch.inner.start, end=end)
    return Segment(text=span.of(text), span=span)


def _worth(quote: Quote) -> float:
    count = words(quote.text)
    worth = quote.confidence
    worth += 0.5 if not quote.mixed else 0.0
    worth += 0.5 if count in _IDEAL else 0.0
    worth += _role_worth(quote.role)
    worth += 0.4 if quote.text[0].isupper() else -0.3
    worth += 0.2 if quote.speaker and " " in quote.speaker else 0.0
    worth -= 0.1 if len(quote.segments) > _FEW_SEGMENTS else 0.0
    return worth - 0.02 * max(0, count - _IDEAL.stop)


def _role_worth(role: str | None) -> float:
    """Return what a role adds; a bare rank says little: "Captain"."""
    if role is None:
        return 0.0
    return 0.3 if " " in role else -0.1


def _start(quote: Quote) -> int:
    return min(segment.span.start for segment in quote.segments if segment.span)
