"""Whom a clause is about: the subject of a verb of speech, and its like.

Reads a clause's words from the verb leftwards ("X, an analyst at Y, said"), rightwards
("said X"), and from its opening ("In a statement on Friday, X …").
"""

from collections.abc import Sequence
from functools import lru_cache

from digest.summarise.languages import Language
from digest.summarise.letters import Word
from digest.summarise.phrases import Phrase, parse, read
from digest.summarise.roles import uncapitalised
from digest.summarise.verbs import is_adverb, past_verb

_CLAUSE_MARKS = frozenset(",;:—–")
_COMMA_AND_NAME = 2
MAX_LEAD = 8  # words before "according to"


def source(
    text: str, clause: Sequence[Word], language: Language, *, opening: bool
) -> Phrase | None:
    """Return whom "according to X" names; `opening`: only where a clause begins so."""
    known = cues(language)
    for at, word in enumerate(clause[: 1 if opening else MAX_LEAD + 1]):
        for cue in known.get(word.lower, ()):
            if [one.lower for one in clause[at : at + len(cue)]] == cue:
                return read(text, clause, language, at=at + len(cue))
    return None


@lru_cache(maxsize=32)
def cues(language: Language) -> dict[str, list[list[str]]]:
    """Return the phrases that name a source, by their first words."""
    found: dict[str, list[list[str]]] = {}
    for cue in language.according:
        parts = cue.split()
        found.setdefault(parts[0], []).append(parts)
    return found


def inverted(
    text: str, clause: Sequence[Word], verb: int, language: Language
) -> Phrase | None:
    """Return who stands behind the verb at `verb`: "said X"."""
    at = past_verb(clause, verb, language)
    following = clause[at : at + 1]
    if not following or not following[0].is_word:
        return None
    if following[0].lower in language.prepositions:
        return None
    first = read(text, clause, language, at=at)
    return _explained(text, clause, first, language) if first else None


def subject(
    text: str, clause: Sequence[Word], verb: int, language: Language
) -> Phrase | None:
    """Return the subject of the verb at `verb`, reading leftwards from it."""
    end = verb
    while end and is_adverb(clause[end - 1], language):
        end -= 1
    if end == 0:
        return None
    ending = language.participle_ending
    participle = bool(ending) and clause[verb].lower.endswith(ending)
    if participle and end == verb:
        return leading(text, clause[:end], language)
    if clause[end - 1].text in _CLAUSE_MARKS:
        return _before_insertion(text, clause[: end - 1], language)
    if described := _described(text, clause[:end], language):
        return described
    start = _clause_start(clause, end, language)
    phrase = parse(text, clause[start:end], language)
    if phrase is None or _is_clause(clause[start:end], language):
        return leading(text, clause[:end], language)
    return _with_apposition(text, clause, start, phrase, language)


def _described(text: str, clause: Sequence[Word], language: Language) -> Phrase | None:
    """Return who opens a clause that only goes on to describe him or her.

    "X, an analyst at the Council on Energy, Environment and Water, said".
    """
    comma = next((i for i, word in enumerate(clause[:8]) if word.text == ","), 0)
    inside = clause[comma + 1 :]
    if not comma or not inside or inside[0].lower not in language.indefinite:
        return None
    phrase = read(text, clause, language)
    if phrase is None or phrase.kind != "person" or phrase.end != clause[comma - 1].end:
        return None
    if any(_is_finite(word, language) for word in inside):
        return None
    if len(inside) == 1 or any(word.lower in language.relatives for word in inside):
        return phrase
    whole = uncapitalised(text[inside[1].start : inside[-1].end], language)
    return phrase._replace(role=whole or phrase.role)


def _is_finite(word: Word, language: Language) -> bool:
    lower = word.lower
    return not word.is_capital and (
        lower in language.auxiliary
        or lower in language.reporting
        or lower in language.pronouns
    )


def _clause_start(clause: Sequence[Word], end: int, language: Language) -> int:
    """Return where the words that lead up to the verb begin."""
    start = end
    while start:
        word = clause[start - 1]
        if word.text in _CLAUSE_MARKS or (
            not word.is_capital
            and (word.lower in language.breaks or word.lower in language.reporting)
        ):
            break
        start -= 1
    while start < end and _opens_clause(clause[start], language):
        start += 1
    return start


def _opens_clause(word: Word, language: Language) -> bool:
    return word.lower in language.breaks or word.lower in language.subordinators


def _is_clause(chunk: Sequence[Word], language: Language) -> bool:
    """Tell whether a chunk holds a verb of its own, and so more than a subject."""
    return any(
        word.lower in language.auxiliary or word.lower in language.relatives
        for word in chunk
    )


def _with_apposition(
    text: str, clause: Sequence[Word], start: int, phrase: Phrase, language: Language
) -> Phrase:
    """Return the name where the phrase is its apposition: "X, its head, said"."""
    if phrase.kind == "nominal" and start and clause[start - 1].text == ",":
        earlier = leading(text, clause[: start - 1], language)
        if earlier and earlier.kind in ("person", "name"):
            return earlier
    return phrase


def _before_insertion(
    text: str, clause: Sequence[Word], language: Language
) -> Phrase | None:
    """Return the subject that an apposition parts from its verb: "X, a trader, said".

    Where the description comes first ("the mayor, X, said") it is the role.
    """
    first = leading(text, clause, language)
    return _explained(text, clause, first, language) if first else None


def _explained(
    text: str, clause: Sequence[Word], first: Phrase, language: Language
) -> Phrase:
    """Return the name that a description is explained by: "the mayor, X"."""
    if first.kind != "nominal":
        return first
    inserted = _past_prepositions(
        [word for word in clause if word.start >= first.end], language
    )
    if len(inserted) < _COMMA_AND_NAME or inserted[0].text != ",":
        return first
    if not (inserted[1].is_capital or inserted[1].lower in language.roles):
        return first
    name = read(text, inserted, language, at=1)
    if name is None or name.kind != "person":
        return first
    role = uncapitalised(text[first.start : inserted[0].start], language)
    return name._replace(role=role)


def _past_prepositions(words: Sequence[Word], language: Language) -> Sequence[Word]:
    """Return the words from the comma on: "secretary for legal affairs, X, said"."""
    if not words or words[0].lower not in language.prepositions:
        return words
    comma = next((i for i, word in enumerate(words) if word.text == ","), None)
    return words if comma is None else words[comma:]


def leading(text: str, clause: Sequence[Word], language: Language) -> Phrase | None:
    """Return the first phrase of a sentence, what only leads up to it passed over."""
    at = _past_introduction(clause, language)
    for begin in range(at, min(at + 6, len(clause))):
        word = clause[begin]
        if not word.is_word or _opens_clause(word, language):
            continue
        return read(text, clause, language, at=begin)
    return None


def _past_introduction(clause: Sequence[Word], language: Language) -> int:
    """Return where the subject begins: after "In a statement on Friday,"."""
    if not clause:
        return 0
    ending = language.participle_ending
    participle = bool(ending) and clause[0].lower.endswith(ending)
    leads_up = any(word.lower in language.subordinators for word in clause[:2])
    if not (participle or leads_up):
        return 0
    comma = next((i for i, word in enumerate(clause) if word.text == ","), None)
    return comma + 1 if comma is not None and comma + 1 < len(clause) else 0
