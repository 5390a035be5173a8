"""A clause, and what each of its words may be, in languages with cases."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from digest.summarise.cases.forms import is_adjective, nominative
from digest.summarise.languages import Language
from digest.summarise.letters import Word
from digest.summarise.phrases import Kind, Phrase
from digest.summarise.runs import known_titles

_BEFORE_SENTENCE = ".!?…—–"

# What a word may be, as far as lists tell; a word may be several things.
MARK: Final = 1
STOPS: Final = 2  # a verb, a link: the phrase before it is over
GOVERNS: Final = 4  # a preposition
PRONOUN: Final = 8
ROLE: Final = 16  # in the nominative; "прес-секретар" is one
BODY: Final = 32
SOME: Final = 64  # "один з авторів"
CAPITAL: Final = 128
OPENS: Final = 256  # a capital, and still no name where a sentence begins

Known = Callable[[str], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """Words of a text in a row, and the sorts of each: flags as above.

    `known`: whether the article has somebody of a first name or surname, in any form.
    """

    text: str
    words: Sequence[Word]
    sorts: Sequence[int]
    language: Language
    known: Known

    def __len__(self) -> int:
        """Return how many words and marks it has."""
        return len(self.words)

    def lower(self, at: int) -> str:
        """Return a word in lower case; "" behind the last."""
        return self.words[at].lower if at < len(self.words) else ""

    def stops(self, at: int) -> bool:
        """Tell whether a word ends the phrase before it: a verb, a link, a mark."""
        sort = self.sorts[at]
        return bool(sort & STOPS or (sort & MARK and not self.is_abbreviated(at)))

    def is_abbreviated(self, at: int) -> bool:
        """Tell whether a full stop here is an abbreviation's: "проф.", "В. П."."""
        if not at or self.words[at].text != ".":
            return False
        before = self.words[at - 1]
        return len(before.text) == 1 or before.lower in self.language.abbreviations

    def is_initial(self, at: int) -> bool:
        """Tell whether a letter stands for a first name: "В. Остапчук"."""
        word = self.words[at]
        return len(word.text) == 1 and word.is_capital and self.lower(at + 1) == "."

    def may_open(self, at: int) -> bool:
        """Tell whether a word may have its capital from beginning a sentence."""
        return at == 0 or self.words[at - 1].text in _BEFORE_SENTENCE

    def only_opens(self, at: int) -> bool:
        """Tell a word that is no name for all its capital: "Водночас Ткач …"."""
        if not (self.sorts[at] & OPENS and self.may_open(at)):
            return False
        return not self.is_initial(at)

    def governs(self, at: int) -> bool:
        """Tell a preposition from an initial: "В."."""
        return bool(self.sorts[at] & GOVERNS) and not self.is_initial(at)

    def role(self, at: int) -> str | None:
        """Return the role that a word may be in any form, in the nominative."""
        roles, lower = known_titles(self.language), self.lower(at)
        whole = nominative(lower, roles, self.language)
        return whole or nominative(lower.partition("-")[0], roles, self.language)

    def body(self, at: int) -> str | None:
        """Return the word for a body that a word may be in any form."""
        return nominative(self.lower(at), self.language.organisations, self.language)

    def heads(self, at: int, *, governed: bool) -> bool:
        """Tell whether a role or a body stands here that may be a subject.

        `governed`: a preposition is before it, behind which bodies look no different.
        """
        sort = self.sorts[at]
        if sort & SOME:
            return self.lower(at + 1) in self.language.joining
        return bool(sort & ROLE or (sort & BODY and not governed))

    def past_adjectives(self, at: int) -> int:
        """Return where a row of adjectives in the nominative is over."""
        while at < len(self.words) and is_adjective(self.lower(at), self.language):
            at += 1
        return at

    def spoken(self, first: int, end: int) -> str:
        """Return the text of some words, white space evened out."""
        return " ".join(
            self.text[self.words[first].start : self.words[end - 1].end].split()
        )

    def phrase(
        self, first: int, end: int, kind: Kind, *, role: str | None = None
    ) -> Phrase:
        """Return some words as a phrase."""
        return Phrase(
            text=self.spoken(first, end),
            kind=kind,
            start=self.words[first].start,
            end=self.words[end - 1].end,
            role=role,
        )


def clause(
    text: str, words: Sequence[Word], language: Language, known: Known
) -> Clause:
    """Return words as a clause."""
    sorts = [_sort(word.text, word.lower, language) for word in words]
    return Clause(text=text, words=words, sorts=sorts, language=language, known=known)


@lru_cache(maxsize=50_000)
def _sort(text: str, lower: str, language: Language) -> int:
    if not text[0].isalnum():
        return MARK
    roles = known_titles(language)
    role = lower in roles or any(part in roles for part in lower.split("-")[:2])
    stops = lower in _barriers(language)
    governs = lower in language.prepositions and lower not in language.name_particles
    return (
        GOVERNS * governs
        | PRONOUN * (lower in language.pronouns)
        | ROLE * role
        | BODY * (lower in language.organisations)
        | SOME * (lower in language.indefinite)
        | (CAPITAL | OPENS * (lower in _openers(language))) * text[0].isupper()
        | STOPS * (stops and not text[0].isupper())
    )


@lru_cache(maxsize=32)
def _barriers(language: Language) -> frozenset[str]:
    """Return the words that end a phrase: verbs as far as they are known, and links."""
    return (
        language.reporting
        | language.weak
        | language.auxiliary
        | language.breaks
        | language.relatives
        | language.adverbs
        | language.impersonal
    )


@lru_cache(maxsize=32)
def _openers(language: Language) -> frozenset[str]:
    """Return the words that open sentences and are no names."""
    return (
        _barriers(language)
        | language.subordinators
        | language.prepositions
        | language.hanging
        | language.stop_words
    )
