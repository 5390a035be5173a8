"""What an article says of somebody where it names them first: their role."""

from collections.abc import Sequence

from digest.summarise.letters import words
from digest.summarise.page import Page
from digest.summarise.parts import parts
from digest.summarise.roles import apposition, office, rank_start

_MAX_READ = 600  # characters of the sentence
_OFFICE = frozenset(("role", "name"))
_DESCRIBED = frozenset(("role", "name", "word"))


def role_at(page: Page, name: str, start: int) -> str | None:
    """Return the role that the words around a name give; None: they give none."""
    text, language = page.text, page.language
    at = text.find(name, start)
    if at < 0:
        return None
    sentence = page.sentence_at(at)
    begin = max(sentence.start, at - _MAX_READ)
    clause = words(text, begin, min(sentence.end, at + _MAX_READ))
    first = sum(word.start < at for word in clause)
    last = sum(word.start < at + len(name) for word in clause)
    opening = _office_start(first, parts(clause, language))
    if opening < first:
        ranks = opening + rank_start(clause[opening:first], language)
        role = office(text, clause[opening:ranks], clause[ranks:first], language)
        if role:
            return role
    return apposition(text, clause, last, language)


def _office_start(at: int, played: Sequence[str]) -> int:
    """Return where the office before a name begins: "the city’s chief engineer X"."""
    if at == 0 or played[at - 1] not in _OFFICE:
        return at
    start = at
    while start and played[start - 1] in _DESCRIBED:
        start -= 1
    if start and played[start - 1] in ("the", "The") and "role" in played[start:at]:
        return start
    start = at
    while start and played[start - 1] in _OFFICE:
        start -= 1
    return start if "role" in played[start:at] else at
