"""The people an article names: their full names, genders, roles, and where they appear.

Newspapers name a person in full once and by surname after; "he" is whoever the last
sentences were about. Both are resolved from the article alone.
"""

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

from digest.summarise.languages import Gender, Language
from digest.summarise.phrases import Phrase

_FAR = 3  # paragraphs back that a pronoun may reach
_MANY = 40  # mentions back that are weighed


@dataclass(slots=True, kw_only=True, eq=False)
class Person:
    """One person: full name, and what the article has let slip so far."""

    name: str
    gender: Literal["male", "female"] | None = None
    role: str | None = None
    certain: bool = False  # by first name, title or speech: surely a person


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One place outside quotations where a person is named."""

    person: Person
    start: int
    paragraph: int
    first: bool  # the first in its sentence, and so likely its subject
    acts: bool  # what follows the name shows that it is a person's


@dataclass(slots=True, kw_only=True, eq=False)
class Cast:
    """Everybody an article names, by surname, and every mention in order."""

    language: Language
    by_surname: dict[str, list[Person]] = field(default_factory=dict)
    by_office: dict[str, list[Person]] = field(default_factory=dict)
    by_name: dict[str, Person] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def person(self, phrase: Phrase) -> Person | None:
        """Return whom a name means; None: it does not name a known person."""
        name = phrase.text
        if name in self.by_name:
            found = self.by_name[name]
        else:
            gender = gender_of(phrase.honorific, self.language)
            fitting = self._fitting(name, gender)
            if not fitting:
                return None
            found = max(fitting, key=lambda person: self.counts[person.name])
        found.role = found.role or phrase.role
        found.certain = True
        return found

    def holder(self, phrase: Phrase) -> Person | None:
        """Return the one person introduced with the role that "the minister" names."""
        words = phrase.text.lower().split()
        definite = self.language.articles - self.language.indefinite
        if len(words) != len(("the", "minister")) or words[0] not in definite:
            return None
        holders = self.by_office.get(words[1], [])
        return holders[0] if len(holders) == 1 else None

    def _fitting(self, name: str, gender: str | None) -> list[Person]:
        parts = name.split()
        named = self.by_surname.get(parts[-1], [])
        return [
            person
            for person in named
            if (len(parts) == 1 or parts[0] in person.name.split())
            and (gender is None or person.gender in (gender, None))
        ]

    def meant(
        self, gender: Gender, at: int, paragraph: int, last: Person | None
    ) -> tuple[Person | None, float]:
        """Return whom "he" or "she" at a place means, and how surely."""
        scores: dict[str, float] = {}
        end = bisect_left(self.mentions, at, key=lambda mention: mention.start)
        recent = self.mentions[max(0, end - _MANY) : end]
        for distance, mention in enumerate(reversed(recent)):
            gap = paragraph - mention.paragraph
            if gap > _FAR or not _fits(mention.person, gender):
                continue
            score = _score(mention, gap, distance, gender=gender, last=last)
            name = mention.person.name
            scores[name] = max(score, scores.get(name, score))
        return self._best(scores, last, gender)

    def _best(
        self, scores: dict[str, float], last: Person | None, gender: Gender
    ) -> tuple[Person | None, float]:
        if not scores:
            if last and _fits(last, gender):
                return last, 0.6
            return None, 0.0
        ranked = sorted(scores, key=lambda name: (-scores[name], name))
        margin = scores[ranked[0]] - scores[ranked[1]] if len(ranked) > 1 else 3.0
        return self.by_name[ranked[0]], 0.55 + 0.1 * min(margin, 3.0)


def gender_of(
    title: str | None, language: Language
) -> Literal["male", "female"] | None:
    """Return the gender that a title or role implies; None: none."""
    if title in language.male_words:
        return "male"
    if title in language.female_words:
        return "female"
    return None


def _fits(person: Person, gender: Gender) -> bool:
    return person.certain and person.gender in (gender, None)


def _score(
    mention: Mention, gap: int, distance: int, *, gender: Gender, last: Person | None
) -> float:
    score = 2.0 if gap == 0 else 1.2 - 0.6 * gap
    score += 1.2 if mention.first else 0.0
    score += 0.6 if mention.person is last else 0.0
    score += 0.8 if mention.acts else 0.0
    score += 0.8 if mention.person.gender == gender else 0.0
    return score - 0.12 * distance
