"""Whom a candidate means: a person, a body, whoever spoke before; and how surely.

Names are resolved to full ones, pronouns and descriptions to who the article is about
just there; what it has said so far is remembered here, stretch by stretch.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from digest.summarise.candidates import Candidate
from digest.summarise.cases.forms import nominative
from digest.summarise.introductions import role_at
from digest.summarise.letters import words
from digest.summarise.marks import Stretch
from digest.summarise.page import Page
from digest.summarise.people import Cast, Person
from digest.summarise.phrases import Phrase
from digest.summarise.subjects import leading

_APOSTROPHE = re.compile("[’'ʼ]")
_POINTED = 0.5  # for "the expert", whom only the article's reader knows
_DECLINED = 0.7  # for a name that the article has in no nominative
_ABOUT = 0.7  # for whoever a description is about that nobody was introduced with
_DOUBTED = 0.6  # for one of two names, and for who is said not to have spoken
_TAKEN_UP = 0.6  # for "it" and "they"
_DIALOGUE = 6  # stretches back that a dialogue's other speaker is looked for
_MAX_READ = 320  # characters of a sentence


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


class Meanings:
    """Whom candidates mean, given who has spoken so far."""

    def __init__(self, page: Page, heard: Sequence[Stretch], people: Cast) -> None:
        self._page = page
        self._heard = heard
        self._people = people
        self._last: Person | None = None
        self._nameless: Speaker | None = None  # the last speaker, where a description
        self._introductions: dict[str, str | None] = {}
        self.said: list[Speaker] = []

    def of(self, one: Candidate, index: int) -> Speaker:
        """Return whom a candidate means, and how surely."""
        meant = self._of(one, index)
        if not one.doubted:
            return meant
        return replace(meant, confidence=min(_DOUBTED, meant.confidence))

    def _of(self, one: Candidate, index: int) -> Speaker:
        if one.carried is not None:
            return self.said[-1]
        if one.other:
            return self._other(index)
        if one.phrase is None:
            return NOBODY
        if one.phrase.kind == "pronoun":
            return self._pronoun(one.phrase, index)
        person = self._person(one.phrase)
        if person is not None:
            role = one.phrase.role if one.phrase.kind == "person" else None
            sure = self._people.sureness(one.phrase, person)
            return _speaker(person, sure, role=role)
        return self._stranger(one.phrase)

    def hear(self, one: Candidate, meaning: Speaker) -> None:
        """Note who speaks, whom "he" may mean from here on."""
        phrase = one.phrase
        person = self._people.by_name.get(meaning.name or "")
        if person is None:
            if phrase is not None and phrase.kind != "pronoun":
                self._nameless = meaning if phrase.kind == "nominal" else None
            return
        self._last, self._nameless = person, None
        if phrase is not None and phrase.kind == "person":
            self._people.hear(person, phrase)

    def introduced(self, name: str) -> str | None:
        """Return the role somebody has where the article names them first."""
        if name not in self._introductions:
            person = self._people.by_name.get(name)
            first = person.first if person is not None else None
            self._introductions[name] = (
                None if first is None else role_at(self._page, name, first)
            )
        return self._introductions[name]

    def _other(self, index: int) -> Speaker:
        """Return who spoke last but is not the last speaker."""
        last = self.said[-1]
        for earlier in range(index - 1, max(-1, index - 1 - _DIALOGUE), -1):
            found = self.said[earlier]
            if found.name not in (None, last.name):
                return replace(found, confidence=min(_TAKEN_UP, found.confidence))
        return NOBODY

    def _person(self, phrase: Phrase) -> Person | None:
        if phrase.kind == "person":
            return self._people.person(phrase)
        return self._people.holder(phrase) if phrase.kind == "nominal" else None

    def _pronoun(self, phrase: Phrase, index: int) -> Speaker:
        language = self._page.language
        gender = phrase.gender
        if gender is None:
            bare = _APOSTROPHE.split(phrase.text.lower())[0]
            gender = language.pronouns.get(bare)
        if gender in ("plural", "thing"):
            return self._group(phrase, index)
        if gender not in ("male", "female"):
            return NOBODY
        paragraph = self._page.paragraph_number(phrase.start)
        if unnamed := self._unnamed(phrase, index):
            return unnamed
        person, sure = self._people.meant(gender, phrase.start, paragraph, self._last)
        return NOBODY if person is None else _speaker(person, sure)

    def _stranger(self, phrase: Phrase) -> Speaker:
        """Return whom a phrase means that is nobody's name or office."""
        if self._page.language.declines:
            return self._described(phrase)
        sure = _POINTED if self._points(phrase) else 1.0
        return Speaker(name=phrase.text, role=phrase.role, confidence=sure)

    def _described(self, phrase: Phrase) -> Speaker:
        """Return whom a description means that is said of nobody by name.

        Without articles, "engineer" may be whoever the article is about just there.
        """
        body = self._people.body(phrase)
        if body is not None:
            return Speaker(name=body, role=phrase.role, confidence=1.0)
        sure = _DECLINED if phrase.declined else 1.0
        told = Speaker(name=phrase.text, role=phrase.role, confidence=sure)
        if phrase.kind != "nominal" or not self._is_anybody(phrase):
            return told
        about = self._about(phrase)
        return about or replace(told, confidence=_POINTED)

    def _is_anybody(self, phrase: Phrase) -> bool:
        """Tell whether a description is only a word for one person, or "his" such."""
        first, *rest = phrase.text.lower().split()
        language = self._page.language
        one = not rest or first in language.possessives
        body = nominative(first, language.organisations, language)
        return one and phrase.gender != "plural" and body is None

    def _about(self, phrase: Phrase) -> Speaker | None:
        """Return whom the article is about where it says only "engineer"."""
        if " " in phrase.text or phrase.gender not in ("male", "female"):
            return None
        paragraph = self._page.paragraph_number(phrase.start)
        person, sure = self._people.meant(
            phrase.gender, phrase.start, paragraph, self._last
        )
        if person is None or person.gender is None:
            return None
        return _speaker(person, min(sure, _ABOUT))

    def _unnamed(self, phrase: Phrase, index: int) -> Speaker | None:
        """Return the unnamed speaker whom "he" takes up in the same paragraph."""
        if self._nameless is None or not self._near(index):
            return None
        since = self._heard[index - 1].outer.end
        return None if self._people.named(since, phrase.start) else self._nameless

    def _group(self, phrase: Phrase, index: int) -> Speaker:
        """Return the body or group of the sentence above: "it", "they"."""
        if self._nameless is not None and self._near(index):
            return replace(self._nameless, confidence=_TAKEN_UP)
        page, number = self._page, self._page.sentence_number(phrase.start)
        above = page.sentences[max(0, number - 1)]
        if page.paragraph_number(above.start) != page.paragraph_number(phrase.start):
            return self._again(index)
        words_ = words(page.text, above.start, min(above.end, above.start + _MAX_READ))
        group = leading(page.text, words_, page.language)
        if group is None or group.kind not in ("name", "nominal"):
            return self._again(index)
        return Speaker(name=group.text, role=None, confidence=_TAKEN_UP)

    def _again(self, index: int) -> Speaker:
        """Return the last speaker, if the paragraph is the same: one may be "they"."""
        if not self.said or not self._near(index):
            return NOBODY
        said = self.said[-1]
        return replace(said, confidence=min(_TAKEN_UP, said.confidence))

    def _near(self, index: int) -> bool:
        """Tell whether the last stretch stands in the same paragraph."""
        earlier, this = self._heard[index - 1 : index + 1]
        return earlier.paragraph == this.paragraph

    def _points(self, phrase: Phrase) -> bool:
        """Tell whether a description names nobody a reader could know: "the expert"."""
        if phrase.kind != "nominal":
            return False
        first, *rest = phrase.text.split()
        return first.lower() in self._page.language.definite and not any(
            word[0].isupper() for word in rest
        )


def _speaker(person: Person, sure: float, *, role: str | None = None) -> Speaker:
    """Return a person as speaker: less surely where no name can be printed."""
    if person.declined or person.nameless:
        sure = min(sure, _DECLINED)
    return Speaker(name=person.name, role=role or person.role, confidence=sure)
