"""Who speaks each quoted stretch of an article, and how surely.

Stretches are taken in order, since who spoke last is a sign of who speaks next. The
signs of each candidate are weighed, which makes it a probability (a conditional logit:
McFadden 1974; for speakers: O'Keefe et al. 2012), and the probabilities of all
candidates that mean one person add up to the confidence.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp, fsum

from digest.summarise.candidates import Candidate, candidates
from digest.summarise.casting import cast
from digest.summarise.marks import Stretch
from digest.summarise.page import Page
from digest.summarise.people import Person
from digest.summarise.phrases import Phrase
from digest.summarise.weights import weights

_POINTED = 0.5  # for "the expert", whom only the article's reader knows
_NO_LESS = 0.2  # less sure than this, nobody can be told


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A candidate with all its signs, whom it means, and how likely it is (0 to 1).

    `meaning.confidence` is how surely the candidate means this one.
    """

    candidate: Candidate
    signs: Sequence[str]
    meaning: Speaker
    chance: float


def speakers(page: Page, heard: Sequence[Stretch]) -> tuple[Speaker, ...]:
    """Return the speaker of each of these stretches, which are in order."""
    if not page.language.attributes or not heard:
        return (NOBODY,) * len(heard)
    turns = _Turns(page, heard, weights("speakers"))
    return tuple(turns.take(index)[0] for index in range(len(heard)))


def options(
    page: Page, heard: Sequence[Stretch], by: Mapping[str, float]
) -> list[list[Option]]:
    """Return each stretch's options under given weights, for who learns weights."""
    turns = _Turns(page, heard, by)
    return [turns.take(index)[1] for index in range(len(heard))]


class _Turns:
    """The stretches of a page, to be taken in order."""

    def __init__(
        self, page: Page, heard: Sequence[Stretch], by: Mapping[str, float]
    ) -> None:
        self._page = page
        self._heard = heard
        self._by = by
        self._people = cast(page)
        self._candidates = [
            candidates(page, heard, index, self._people) for index in range(len(heard))
        ]
        self._said: list[Speaker] = []
        self._last: Person | None = None

    def take(self, index: int) -> tuple[Speaker, list[Option]]:
        """Return the next stretch's speaker, and all that it was chosen from."""
        options = self._options(index)
        speaker = self._chosen(options)
        self._said.append(speaker)
        return speaker, options

    def _options(self, index: int) -> list[Option]:
        found = self._candidates[index]
        meanings = [self._meaning(one, index) for one in found]
        last = self._said[-1].name if self._said else None
        signs = [
            [*one.signs, *_turn(one, meaning, last)]
            for one, meaning in zip(found, meanings, strict=True)
        ]
        return [
            Option(candidate=one, signs=shown, meaning=meaning, chance=chance)
            for one, shown, meaning, chance in zip(
                found, signs, meanings, self._chances(signs), strict=True
            )
        ]

    def _chances(self, signs: Sequence[Sequence[str]]) -> list[float]:
        """Return each candidate's probability: a softmax over what its signs weigh."""
        weighed = [self._weight(shown) for shown in signs]
        most = max(weighed)
        powers = [exp(weight - most) for weight in weighed]
        total = fsum(powers)
        return [power / total for power in powers]

    def _weight(self, signs: Sequence[str]) -> float:
        by = self._by
        return sum([by[sign] for sign in signs if sign in by])

    def _meaning(self, one: Candidate, index: int) -> Speaker:
        """Return whom a candidate means, and how surely."""
        if one.carried is not None:
            return self._said[-1] if one.carried < index else self._ahead(index + 1)
        if one.phrase is None:
            return NOBODY
        if one.phrase.kind == "pronoun":
            return self._pronoun(one.phrase, index)
        person = self._person(one.phrase)
        if person is not None:
            role = one.phrase.role if one.phrase.kind == "person" else None
            return Speaker(name=person.name, role=role or person.role, confidence=1.0)
        sure = _POINTED if self._points(one.phrase) else 1.0
        return Speaker(name=one.phrase.text, role=one.phrase.role, confidence=sure)

    def _ahead(self, index: int) -> Speaker:
        """Return whom the words beside the next stretch name as its speaker."""
        beside = [one for one in self._candidates[index] if one.beside]
        if not beside:
            return NOBODY
        best = max(beside, key=lambda one: self._weight(one.signs))
        return self._meaning(best, index)

    def _person(self, phrase: Phrase) -> Person | None:
        if phrase.kind == "person":
            return self._people.person(phrase)
        return self._people.holder(phrase) if phrase.kind == "nominal" else None

    def _pronoun(self, phrase: Phrase, index: int) -> Speaker:
        language = self._page.language
        gender = language.pronouns[phrase.text.lower().split("’")[0].split("'")[0]]
        if gender not in ("male", "female"):
            return NOBODY
        if unnamed := self._unnamed(index):
            return unnamed
        paragraph = self._page.paragraph_number(phrase.start)
        person, sure = self._people.meant(gender, phrase.start, paragraph, self._last)
        if person is None:
            return NOBODY
        return Speaker(name=person.name, role=person.role, confidence=sure)

    def _unnamed(self, index: int) -> Speaker | None:
        """Return the unnamed speaker whom "he" takes up in the same paragraph."""
        if not self._said or self._said[-1].name is None:
            return None
        earlier, this = self._heard[index - 1 : index + 1]
        known = self._said[-1].name in self._people.by_name
        if known or earlier.paragraph != this.paragraph:
            return None
        return self._said[-1]

    def _points(self, phrase: Phrase) -> bool:
        """Tell whether a description names nobody a reader could know: "the expert"."""
        if phrase.kind != "nominal":
            return False
        first, *rest = phrase.text.split()
        return first.lower() in self._page.language.definite and not any(
            word[0].isupper() for word in rest
        )

    def _chosen(self, options: Sequence[Option]) -> Speaker:
        """Return whom most speaks for, all that means the same one taken together."""
        likely: dict[str, float] = {}
        for option in options:
            if name := option.meaning.name:
                likely[name] = likely.get(name, 0.0) + option.chance
        if not likely:
            return NOBODY
        name = max(likely, key=lambda one: likely[one])
        same = [option for option in options if option.meaning.name == name]
        best = max(same, key=lambda option: option.chance)
        sure = fsum(option.chance * option.meaning.confidence for option in same)
        self._hear(best)
        if sure < _NO_LESS:
            return replace(NOBODY, own=best.candidate.beside)
        role = next(
            (one.meaning.role for one in [best, *same] if one.meaning.role), None
        )
        return Speaker(
            name=name,
            role=role,
            confidence=round(min(1.0, sure), 2),
            own=best.candidate.beside,
        )

    def _hear(self, option: Option) -> None:
        person = self._people.by_name.get(option.meaning.name or "")
        if person is not None:
            self._last = person
            phrase = option.candidate.phrase
            if phrase is not None and phrase.kind == "person":
                self._people.hear(person, phrase)


def _turn(one: Candidate, meaning: Speaker, last: str | None) -> list[str]:
    """Return the signs that depend on who spoke before."""
    if one.carried is not None:
        how = one.signs[0].partition(" ")[0]
        return [f"{how} told" if meaning.name else f"{how} not told"]
    pronoun = one.phrase is not None and one.phrase.kind == "pronoun"
    return ["spoke last"] if meaning.name == last and last and not pronoun else []
