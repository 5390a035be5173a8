"""What an article says of somebody where it names them first: their role."""

from collections.abc import Sequence
from itertools import pairwise

from digest.summarise.languages import Language
from digest.summarise.letters import Word, words
from digest.summarise.page import Page
from digest.summarise.parts import parts
from digest.summarise.roles import (
    affiliation,
    apposition,
    names_role,
    office,
    rank_start,
    uncapitalised,
)
from digest.summarise.runs import known_titles

_MAX_READ = 600  # characters of the sentence
_MOST_DESCRIBED = 10  # words of a description before a name
_OFFICE = frozenset(("role", "name"))
_DESCRIBED = frozenset(("role", "name", "word"))
_OPENING = frozenset(("the", "The"))


def role_at(page: Page, name: str, start: int) -> str | None:
    """Return the role that the words around a name give; None: they give none.

    "The mayor, X, said", "chief engineer X", "X, a nurse", "X of the Alpine Survey".
    """
    text, language = page.text, page.language
    at = text.find(name, start)
    if at < 0:
        return None
    sentence = page.sentence_at(at)
    said = [one.outer.end for one in page.stretches_in(sentence) if one.outer.end <= at]
    begin = max(sentence.start, at - _MAX_READ, *said)
    clause = _without_stops(
        words(text, begin, min(sentence.end, at + _MAX_READ)), language
    )
    first = sum(word.start < at for word in clause)
    last = sum(word.start < at + len(name) for word in clause)
    before = _before(text, clause, first, language)
    if before and " " in before:
        return before
    after = apposition(text, clause, last, language)
    return after or before or affiliation(text, clause, last, language)


def _before(
    text: str, clause: Sequence[Word], at: int, language: Language
) -> str | None:
    """Return the role that the words before a name give."""
    played = parts(clause[:at], language)
    opening = _office_start(clause[:at], played, language)
    if opening and clause[opening - 1].text == ",":
        described = _described(clause[: opening - 1], played, language)
        if described:
            end = described[-1].end
            return uncapitalised(text[described[0].start : end], language)
    if opening == at:
        return None
    ranks = opening + rank_start(clause[opening:at], language)
    return office(text, clause[opening:ranks], clause[ranks:at], language)


def _acts(before: Word, article: Word, language: Language) -> bool:
    """Tell whether a description is of who does something: "asked by the mayor, X"."""
    return before.lower in language.agents and article.lower not in language.no_role


def _without_stops(clause: Sequence[Word], language: Language) -> list[Word]:
    """Return a clause's words without the full stops of "Col." and "J."."""
    return [
        word
        for before, word in pairwise([*clause[:1], *clause])
        if word.text != "."
        or not (len(before.text) == 1 or before.lower in language.abbreviations)
    ]


def _office_start(
    clause: Sequence[Word], played: Sequence[str], language: Language
) -> int:
    """Return where the office before a name begins: "the city’s chief engineer X"."""
    end = start = len(clause)
    while start and played[start - 1] in _OFFICE:
        start -= 1
    titles = known_titles(language)
    if not any(word.lower in titles for word in clause[start:end]):
        return end
    longer = start
    while longer and played[longer - 1] in _DESCRIBED:
        longer -= 1
    articled = longer and played[longer - 1] in _OPENING
    return longer if articled else start


def _described(
    clause: Sequence[Word], played: Sequence[str], language: Language
) -> Sequence[Word]:
    """Return the description that a comma parts from its name: "the mayor, X"."""
    start = len(clause)
    while start and len(clause) - start < _MOST_DESCRIBED:
        start -= 1
        if played[start] in _OPENING:
            found = clause[start:]
            opens = start == 0 or not clause[start - 1].is_word
            opens = opens or _acts(clause[start - 1], clause[start], language)
            return found if opens and names_role(found, language) else ()
        if played[start] not in _DESCRIBED and played[start] != "in":
            return ()
    return ()
