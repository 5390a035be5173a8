"""Who speaks each quoted stretch of an article.

Attributions are found beside the stretches, turns followed where there are none, and
names and pronouns resolved to the person meant.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from digest.summarise.attribution import (
    Attribution,
    after,
    before,
    colon,
    speaks,
    subject,
)
from digest.summarise.casting import cast
from digest.summarise.languages import Language
from digest.summarise.marks import Stretch
from digest.summarise.page import Page
from digest.summarise.people import Cast, Person
from digest.summarise.phrases import Phrase

_ENDS_OF_SPEECH = tuple(",?!…—–-")
_NESTED_ENDS = "’”'\""
_MAX_GAP = 400
_POINTED = 0.5  # for "the expert", whom only the article's reader knows


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who speaks (None: the article does not tell), in what role, how surely.

    `own`: an attribution beside this very stretch says so; else it was carried over.
    """

    name: str | None = None
    role: str | None = None
    confidence: float = 0.0
    own: bool = False


NOBODY = Speaker()


def speakers(page: Page) -> tuple[Speaker, ...]:
    """Return the speaker of each stretch, in order."""
    if not page.language.attributes or not page.stretches:
        return (NOBODY,) * len(page.stretches)
    people = cast(page)
    claims = [_attribution(page, index) for index in range(len(page.stretches))]
    return tuple(_Turns(page, people, claims).followed())


def whole(text: str, stretch: Stretch) -> bool:
    """Tell whether a stretch begins as a sentence of its own does."""
    first = text[stretch.inner.start]
    return first.isupper() or first.isdigit() or not first.isalpha()


def _attribution(page: Page, index: int) -> Attribution | None:
    """Return what the words beside a stretch say of its speaker; None: nothing."""
    text, stretch = page.text, page.stretches[index]
    sentence = page.around(stretch)
    start = max(sentence.start, _previous_end(page, index))
    stop = min(sentence.end, _next_start(page, index))
    preceded = _has_words(text, start, stretch.outer.start)
    following = _following(page, stretch, stop)
    preceding = (
        before(text, start, stretch.outer.start, page.language) if preceded else None
    )
    if not preceded:
        return following or preceding
    if preceding and preceding.phrase:
        return preceding
    if following and following.phrase:
        return following
    if preceding:
        return preceding
    if start > sentence.start:
        return None  # the sentence goes on in the mouth it has named before
    return _looser(page, stretch, start)


def _looser(page: Page, stretch: Stretch, start: int) -> Attribution | None:
    """Return whom a label names (`Smith: “…”`), or whom the sentence is about."""
    text = page.text
    if label := colon(text, start, stretch.outer.start, page.language):
        return label
    return subject(text, start, stretch.outer.start, page.language)


def _following(page: Page, stretch: Stretch, stop: int) -> Attribution | None:
    """Return the attribution after a stretch, where its sentence goes on."""
    text, end = page.text, stretch.outer.end
    rest = text[end : end + 3].lstrip()
    spoken = text[stretch.inner.end - 4 : stretch.inner.end].rstrip(_NESTED_ENDS)
    goes_on = spoken[-1:] in _ENDS_OF_SPEECH or rest[:1] in (",", "—", "–")
    if end >= stop or not (goes_on or rest[:1].islower()):
        return None
    return after(text, end, stop, page.language)


def _previous_end(page: Page, index: int) -> int:
    return page.stretches[index - 1].outer.end if index else 0


def _next_start(page: Page, index: int) -> int:
    following = page.stretches[index + 1 : index + 2]
    return following[0].outer.start if following else len(page.text)


def _has_words(text: str, start: int, end: int) -> bool:
    return any(map(str.isalnum, text[max(start, end - _MAX_GAP) : end]))


def _points(phrase: Phrase, language: Language) -> bool:
    """Tell whether a description names nobody a reader could know: "the expert"."""
    if phrase.kind != "nominal":
        return False
    first, *rest = phrase.text.split()
    return first.lower() in language.definite and not any(
        word[0].isupper() for word in rest
    )


class _Turns:
    """The stretches in order, each given its speaker from what came before."""

    def __init__(
        self, page: Page, people: Cast, claims: Sequence[Attribution | None]
    ) -> None:
        self._page = page
        self._people = people
        self._claims = claims
        self._last: Person | None = None
        self._found: list[Speaker] = []

    def followed(self) -> list[Speaker]:
        """Return each stretch's speaker."""
        for index, claim in enumerate(self._claims):
            if claim and claim.phrase:
                speaker = self._resolved(claim, index, claim.phrase)
            else:
                speaker = self._carried(index, verb=claim is not None)
            self._found.append(speaker)
        return self._found

    def _resolved(self, claim: Attribution, index: int, phrase: Phrase) -> Speaker:
        paragraph = self._page.stretches[index].paragraph
        if phrase.kind == "pronoun":
            return self._pronoun(claim, phrase, paragraph)
        person = self._people.person(phrase) if phrase.kind == "person" else None
        if person:
            self._last = person
            role, name = phrase.role or person.role, person.name
        else:
            role, name = phrase.role, phrase.text
        if phrase.kind == "nominal" and (held := self._people.holder(phrase)):
            self._last, role, name = held, held.role, held.name
        sure = claim.confidence if phrase.kind != "nominal" else claim.confidence - 0.1
        if name == phrase.text and _points(phrase, self._page.language):
            sure = min(sure, _POINTED)
        return Speaker(name=name, role=role, confidence=round(sure, 2), own=True)

    def _pronoun(self, claim: Attribution, phrase: Phrase, paragraph: int) -> Speaker:
        gender = self._page.language.pronouns[
            phrase.text.lower().split("’")[0].split("'")[0]
        ]
        if gender not in ("male", "female"):
            return NOBODY
        if unnamed := self._unnamed(paragraph):
            return unnamed
        person, sure = self._people.meant(gender, phrase.start, paragraph, self._last)
        if person is None:
            return Speaker(own=True)
        self._last = person
        confidence = round(min(sure, claim.confidence), 2)
        return Speaker(
            name=person.name, role=person.role, confidence=confidence, own=True
        )

    def _unnamed(self, paragraph: int) -> Speaker | None:
        """Return the unnamed speaker whom "he" takes up in the same paragraph."""
        index = len(self._found) - 1
        if index < 0 or self._page.stretches[index].paragraph != paragraph:
            return None
        claim = self._claims[index]
        if claim is None or claim.phrase is None or claim.phrase.kind != "nominal":
            return None
        return self._again(index, 0.8)

    def _carried(self, index: int, *, verb: bool) -> Speaker:
        """Return the speaker of a stretch that has no attribution of its own."""
        page, stretch = self._page, self._page.stretches[index]
        previous = page.stretches[index - 1] if index else None
        if previous and previous.continued:
            return self._again(index - 1, 0.95)
        if previous and previous.paragraph == stretch.paragraph:
            return self._again(index - 1, 0.85)
        if ahead := self._ahead(index):
            return ahead
        return self._from_above(index) if not verb else NOBODY

    def _again(self, index: int, factor: float) -> Speaker:
        earlier = self._found[index]
        return Speaker(
            name=earlier.name,
            role=earlier.role,
            confidence=round(earlier.confidence * factor, 2),
        )

    def _ahead(self, index: int) -> Speaker | None:
        """Return the next stretch's speaker where only marks part the two."""
        stretches = self._page.stretches
        if index + 1 >= len(stretches):
            return None
        this, following = stretches[index], stretches[index + 1]
        claim = self._claims[index + 1]
        adjoining = this.continued or not _has_words(
            self._page.text, this.outer.end, following.outer.start
        )
        near = following.paragraph == this.paragraph or this.continued
        if not (near and adjoining and claim and claim.phrase):
            return None
        found = self._resolved(claim, index + 1, claim.phrase)
        return Speaker(name=found.name, role=found.role, confidence=found.confidence)

    def _from_above(self, index: int) -> Speaker:
        """Return whom the sentence before is about: it introduces the quotation."""
        page, stretch = self._page, self._page.stretches[index]
        number = page.sentence_number(stretch.outer.start)
        if number == 0 or not whole(page.text, stretch):
            return NOBODY
        sentence = page.sentences[number - 1]
        if index and page.stretches[index - 1].outer.end > sentence.start:
            return self._again(index - 1, 0.65)
        claim = before(page.text, sentence.start, sentence.end, page.language)
        if claim is None or claim.phrase is None:
            claim = subject(page.text, sentence.start, sentence.end, page.language)
        if claim is None or claim.phrase is None:
            return NOBODY
        if claim.phrase.kind == "nominal" and not speaks(claim.phrase, page.language):
            return NOBODY
        found = self._resolved(claim, index, claim.phrase)
        return Speaker(
            name=found.name,
            role=found.role,
            confidence=round(found.confidence * 0.65, 2),
        )
