"""The people an article names, in languages where names have cases.

Everybody is known by the nominative where the article has it, and else by the form that
it has: a form is never made up.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from digest.summarise.cases.forms import is_form_of, nominative, nominatives
from digest.summarise.languages import Gender
from digest.summarise.people import Cast, Person
from digest.summarise.phrases import Phrase

_NAMESAKE = 0.6


@dataclass(slots=True, kw_only=True, eq=False)
class DeclinedCast(Cast):
    """A cast whose members are looked up by any form of their names and roles."""

    by_word: dict[str, list[Person]] = field(default_factory=dict)
    bodies: dict[str, list[str]] = field(default_factory=dict)  # by their first nouns

    def knows(self, word: str) -> bool:
        """Tell whether somebody has a word for a name, as it is or declined."""
        return any(
            one in self.by_word for one in nominatives(word.lower(), self.language)
        )

    def person(self, phrase: Phrase) -> Person | None:
        """Return whom a name in any form means; None: it names nobody known."""
        fitting = self.fitting(phrase.text.split(), phrase.gender)
        return self._nearest(fitting, phrase.start) if fitting else None

    def sureness(self, phrase: Phrase, person: Person) -> float:
        """Return how surely a name means somebody: less where it fits others too."""
        if phrase.kind != "person" or phrase.text in self.by_name:
            return 1.0
        fitting = self.fitting(phrase.text.split(), phrase.gender)
        return max(_NAMESAKE, self._share(person, fitting))

    def holder(self, phrase: Phrase) -> Person | None:
        """Return the one person introduced with a role, in any form."""
        words = _plain(phrase.text)
        for at, word in enumerate(words):
            head = nominative(word, self.by_office, self.language)
            if head is not None:
                holders = [
                    one
                    for one in self.by_office[head]
                    if one.gender in (phrase.gender, None) or phrase.gender is None
                ]
                rest = words[at + 1 :]
                fitting = [one for one in holders if self._has_role(one, rest)]
                return fitting[0] if len(fitting) == 1 else None
        return None

    def body(self, phrase: Phrase, /) -> str | None:
        """Return the name of a body, as it stands in the nominative somewhere.

        None: it stands so nowhere, or a bare "the fund" may be several.
        """
        words = _plain(phrase.text)
        heads = (nominative(word, self.bodies, self.language) for word in words)
        head = next((one for one in heads if one is not None), None)
        named = self.bodies.get(head or "", [])
        fuller = [name for name in named if " " in name]
        if len(words) == 1 and len(fuller) == 1:
            return fuller[0]
        if not phrase.declined:
            return None
        return next((name for name in named if self._are_forms(words, name)), None)

    def _are_forms(self, words: Sequence[str], name: str) -> bool:
        own = _plain(name)
        return len(own) == len(words) and all(
            is_form_of(one, other, self.language)
            for one, other in zip(words, own, strict=True)
        )

    def fitting(self, name: Sequence[str], gender: Gender | None) -> list[Person]:
        """Return the people a name may be of: each of its words is one of theirs."""
        if " ".join(name) in self.by_name:
            return [self.by_name[" ".join(name)]]
        last = name[-1].lower()
        named: list[Person] = []
        for one in dict.fromkeys(nominatives(last, self.language)):
            named += self.by_word.get(one, [])
        return [
            person
            for person in dict.fromkeys(named)
            if (gender is None or person.gender in (gender, None))
            and all(self._is_of(word, person) for word in name)
        ]

    def _is_of(self, word: str, person: Person) -> bool:
        return any(
            is_form_of(word, own, self.language)
            or _initials(word.rstrip("."), own.rstrip("."))
            for own in person.name.split()
        )

    def _has_role(self, person: Person, words: Sequence[str]) -> bool:
        """Tell whether all these words stand in somebody's role, in any form."""
        own = _plain(person.role or "")
        return all(
            any(word == one or is_form_of(word, one, self.language) for one in own)
            for word in words
        )


def _plain(text: str) -> list[str]:
    """Return words as the lists have them, whatever apostrophe the article has."""
    return text.lower().replace("’", "'").replace("ʼ", "'").split()


def _initials(one: str, other: str) -> bool:
    """Tell whether one of two words is the initial of the other."""
    short, long = sorted((one, other), key=len)
    return len(short) == 1 and long.startswith(short)
