"""The people an article names: their full names, genders, roles, and where they appear.

Newspapers name a person in full once and by surname after; "he" is whoever the last
sentences were about. Both are resolved from the article alone.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from digest.summarise.languages import Gender, Language
from digest.summarise.phrases import Phrase
from digest.summarise.runs import Run

_FAR = 3  # paragraphs back that a pronoun may reach
_MANY = 40  # mentions back that are weighed
_STRONG = 2.0  # the score of whoever is close by and in focus
_UNSURE = 0.5
_WEAK = 0.55
_CARRIED = 0.6
_NAMESAKE = 0.55
MOST_NAMESAKES = 20


@dataclass(slots=True, kw_only=True, eq=False)
class Person:
    """One person: full name, and what the article has let slip so far."""

    name: str
    gender: Literal["male", "female"] | None = None
    role: str | None = None
    certain: bool = False  # by first name, title or age: surely a person
    speaks: bool = False  # as people do, and bodies too
    placed: bool = False  # somewhere the article has "in" or "the" before the name
    declined: bool = False  # the article has the name in no nominative
    nameless: bool = False  # known by a description only: "his neighbour"
    first: int | None = None  # where the article names them first, if in full

    @property
    def settled(self) -> bool:
        """Whether nothing more can be learned of whose name it is."""
        return self.certain and self.speaks and self.gender is not None

    @property
    def sure(self) -> bool:
        """Whether it is a person, and no body or place."""
        return self.certain or (self.speaks and not self.placed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One place outside quotations where a person is named."""

    person: Person
    start: int
    paragraph: int
    first: bool  # the first in its sentence, and so likely its subject
    run: Run

    @property
    def acts(self) -> bool:
        """Whether what follows the name shows that it is a person's."""
        return self.run.human or self.run.speaks


@dataclass(slots=True, kw_only=True, eq=False)
class Cast:
    """Everybody an article names, by surname, and every mention in order."""

    language: Language
    by_surname: dict[str, list[Person]] = field(default_factory=dict)
    by_first: dict[str, list[Person]] = field(default_factory=dict)
    by_office: dict[str, list[Person]] = field(default_factory=dict)
    by_name: dict[str, Person] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def knows(self, word: str) -> bool:
        """Tell whether somebody has a word for a first name or surname."""
        return word in self.by_surname or word in self.by_first

    def note(self, mention: Mention) -> None:
        """Add the next mention."""
        self.mentions.append(mention)
        self.counts[mention.person.name] += 1

    def most_named(self, people: Sequence[Person]) -> Person | None:
        """Return whom of these the article has named most so far; None: no one."""
        return max(people, key=lambda one: self.counts[one.name], default=None)

    def person(self, phrase: Phrase) -> Person | None:
        """Return whom a name means; None: it does not name a known person."""
        name = phrase.text
        if name in self.by_name:
            return self.by_name[name]
        fitting = self._fitting(name, gender_of(phrase.honorific, self.language))
        return self._nearest(fitting, phrase.start) if fitting else None

    def sureness(self, phrase: Phrase, person: Person) -> float:
        """Return how surely a name means somebody, from 0 to 1.

        A bare surname that several share: by how much more often that one is named.
        """
        name = phrase.text
        if phrase.kind != "person" or name in self.by_name or " " in name:
            return 1.0
        fitting = self._fitting(name, gender_of(phrase.honorific, self.language))
        return max(_NAMESAKE, self._share(person, fitting))

    def _share(self, person: Person, fitting: Sequence[Person]) -> float:
        """Return how much of what a name fits is one person, from 0 to 1."""
        total = sum(self.counts[one.name] for one in fitting)
        if len(fitting) <= 1 or not total:
            return 1.0
        return self.counts[person.name] / total

    def named(self, start: int, end: int) -> bool:
        """Tell whether anybody is named between two places, outside quotations."""
        at = bisect_left(self.mentions, start, key=lambda mention: mention.start)
        return at < len(self.mentions) and self.mentions[at].start < end

    def hear(self, person: Person, phrase: Phrase) -> None:
        """Note that somebody speaks, in the role that the attribution gives."""
        person.role = person.role or phrase.role
        person.speaks = True

    def holder(self, phrase: Phrase) -> Person | None:
        """Return the one person introduced with the role that "the minister" names."""
        words = phrase.text.lower().split()
        definite = self.language.articles - self.language.indefinite
        if len(words) != len(("the", "minister")) or words[0] not in definite:
            return None
        holders = self.by_office.get(words[1], [])
        return holders[0] if len(holders) == 1 else None

    def body(self, _phrase: Phrase, /) -> str | None:
        """Return the name of the body that a phrase means; None: as it stands."""
        return None

    def _fitting(self, name: str, gender: str | None) -> list[Person]:
        parts = name.split()
        if parts[0].lower() in self.language.noble:
            return self.by_first.get(parts[-1], [])
        named = self.by_surname.get(parts[-1], [])
        return [
            person
            for person in named
            if (len(parts) == 1 or parts[0] in person.name.split())
            and (gender is None or person.gender in (gender, None))
        ]

    def _nearest(self, people: Sequence[Person], at: int) -> Person:
        """Return the namesake mentioned last before a place."""
        end = bisect_left(self.mentions, at, key=lambda mention: mention.start)
        for mention in reversed(self.mentions[max(0, end - _MANY) : end]):
            if mention.person in people:
                return mention.person
        return max(people, key=lambda one: self.counts[one.name])

    def meant(
        self, gender: Gender, at: int, paragraph: int, last: Person | None
    ) -> tuple[Person | None, float]:
        """Return whom "he" or "she" at a place means, and how surely."""
        best: dict[str, tuple[float, bool]] = {}
        end = bisect_left(self.mentions, at, key=lambda mention: mention.start)
        recent = self.mentions[max(0, end - _MANY) : end]
        for distance, mention in enumerate(reversed(recent)):
            gap = paragraph - mention.paragraph
            if gap > _FAR or not _fits(mention.person, gender):
                continue
            score = _score(mention, gap, distance, gender=gender, last=last)
            near = gap == 0 or mention.first or mention.person is last
            name = mention.person.name
            best[name] = max((score, near), best.get(name, (score, near)))
        return self._best(best, last, gender)

    def _best(
        self, scores: dict[str, tuple[float, bool]], last: Person | None, gender: Gender
    ) -> tuple[Person | None, float]:
        if not scores:
            if last and _fits(last, gender):
                return last, _CARRIED if last.sure else _UNSURE
            return None, 0.0
        ranked = sorted(scores, key=lambda name: (-scores[name][0], name))
        person = self.by_name[ranked[0]]
        score, near = scores[ranked[0]]
        if not person.sure:
            return person, _UNSURE
        if score < _STRONG or not near:
            return person, _WEAK
        margin = score - scores[ranked[1]][0] if len(ranked) > 1 else 3.0
        return person, _WEAK + 0.1 * min(margin, 3.0)


def add(people: list[Person], person: Person) -> None:
    """Add somebody to people of one name or office, once."""
    # A hostile text may name thousands of one surname; no real one names so many.
    if len(people) < MOST_NAMESAKES and person not in people:
        people.append(person)


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
    """Tell whether a pronoun may mean somebody; the unsure compete with the sure."""
    return person.gender in (gender, None) and (person.sure or not person.placed)


def _score(
    mention: Mention, gap: int, distance: int, *, gender: Gender, last: Person | None
) -> float:
    score = 2.0 if gap == 0 else 1.2 - 0.6 * gap
    score += 1.2 if mention.first else 0.0
    score += 0.6 if mention.person is last else 0.0
    score += 0.8 if mention.acts else 0.0
    score += 0.8 if mention.person.gender == gender else 0.0
    return score - 0.12 * distance
