"""Who speaks each quoted stretch of an article, and how surely.

Stretches are taken in order, since who spoke last is a sign of who speaks next. The
signs of each candidate are weighed, which makes it a probability (a conditional logit:
McFadden 1974; for speakers: O'Keefe et al. 2012), and the probabilities of all
candidates that mean one person add up to the confidence.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import exp, fsum
from typing import NamedTuple

from digest.summarise.candidates import Candidate, candidates
from digest.summarise.casting import cast
from digest.summarise.marks import Stretch
from digest.summarise.meanings import NOBODY, Meanings, Speaker
from digest.summarise.page import Page
from digest.summarise.weights import weights

_ANSWERED = 0.5  # for who asked, where the next paragraph answers
_NO_LESS = 0.2  # less sure than this, nobody can be told


class Option(NamedTuple):
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


def likeliest(options: Sequence[Option]) -> str | None:
    """Return whom most speaks for; None: nobody is named."""
    likely: dict[str, float] = {}
    for option in options:
        if name := option.meaning.name:
            likely[name] = likely.get(name, 0.0) + option.chance
    return max(likely, key=lambda one: likely[one], default=None)


class _Turns:
    """The stretches of a page, to be taken in order."""

    def __init__(
        self, page: Page, heard: Sequence[Stretch], by: Mapping[str, float]
    ) -> None:
        self._page = page
        self._heard = heard
        self._by = by
        people = cast(page)
        self._meanings = Meanings(page, heard, people)
        self._in_turn = False  # the last stretch was the other speaker's
        self._candidates = [
            candidates(page, heard, index, people) for index in range(len(heard))
        ]

    def take(self, index: int) -> tuple[Speaker, list[Option]]:
        """Return the next stretch's speaker, and all that it was chosen from."""
        options = self._options(index)
        speaker = self._chosen(options)
        if self._answers(index) and speaker.name == self._meanings.said[-1].name:
            sure = round(_ANSWERED * speaker.confidence, 2)
            speaker = replace(speaker, confidence=sure)
        self._meanings.said.append(speaker)
        return speaker, options

    def _options(self, index: int) -> list[Option]:
        found = self._candidates[index]
        meanings = [self._meaning(one, index) for one in found]
        last = self._meanings.said[-1].name if self._meanings.said else None
        signs = [
            [*one.signs, *_turn(one, meaning, last, in_turn=self._in_turn)]
            for one, meaning in zip(found, meanings, strict=True)
        ]
        return [
            Option(candidate=one, signs=shown, meaning=meaning, chance=chance)
            for one, shown, meaning, chance in zip(
                found, signs, meanings, self._chances(signs), strict=True
            )
        ]

    def _answers(self, index: int) -> bool:
        """Tell whether a paragraph of speech alone follows a question."""
        if not index:
            return False
        last, this = self._heard[index - 1 : index + 1]
        asked = self._page.text[last.inner.end - 1] == "?"
        own = any(one.beside for one in self._candidates[index])
        return asked and not own and last.paragraph != this.paragraph

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
        if one.carried is not None and one.carried > index:
            return self._ahead(index)
        return self._meanings.of(one, index)

    def _ahead(self, index: int) -> Speaker:
        """Return whom the words beside the next stretch name as its speaker."""
        beside = [one for one in self._candidates[index + 1] if one.beside]
        if not beside:
            return NOBODY
        best = max(beside, key=lambda one: self._weight(one.signs))
        return self._meanings.of(best, index + 1)

    def _chosen(self, options: Sequence[Option]) -> Speaker:
        """Return whom most speaks for, all that means the same one taken together."""
        name = likeliest(options)
        if name is None:
            return NOBODY
        same = [option for option in options if option.meaning.name == name]
        best = max(same, key=lambda option: option.chance)
        sure = fsum(option.chance * option.meaning.confidence for option in same)
        self._meanings.hear(best.candidate, best.meaning)
        self._in_turn = best.candidate.other
        if sure < _NO_LESS:
            return replace(NOBODY, own=best.candidate.beside)
        roles = [one.meaning.role for one in [best, *same] if one.meaning.role]
        return Speaker(
            name=name,
            role=self._role(name, roles[0] if roles else None),
            confidence=round(min(1.0, sure), 2),
            own=best.candidate.beside,
        )

    def _role(self, name: str, said: str | None) -> str | None:
        """Return the role beside the attribution, unless it is bare: "Dr."."""
        if said and " " in said:
            return said
        introduced = self._meanings.introduced(name)
        return introduced if introduced and (" " in introduced or not said) else said


def _turn(
    one: Candidate, meaning: Speaker, last: str | None, *, in_turn: bool
) -> list[str]:
    """Return the signs that depend on who spoke before."""
    if one.other and in_turn and meaning.name:
        return ["other in turn"]
    if one.carried is not None or one.other:
        how = one.signs[0].partition(" ")[0]
        return [f"{how} told" if meaning.name else f"{how} not told"]
    pronoun = one.phrase is not None and one.phrase.kind == "pronoun"
    return ["spoke last"] if meaning.name == last and last and not pronoun else []
