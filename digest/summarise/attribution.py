"""Where an article says who speaks a quoted stretch, in the words around it.

Two places tell: the clause after the quotation (“…,” said X) and the one before it (X
said: “…”). Each yields the phrase that names the speaker, not yet resolved to a person.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from digest.summarise.languages import Language
from digest.summarise.letters import Word, words
from digest.summarise.phrases import Phrase, parse, read
from digest.summarise.roles import uncapitalised
from digest.summarise.verbs import (
    first_verb,
    inverts,
    is_adverb,
    last_verb,
    past_verb,
    skip_adverbs,
)

_MAX_CONTEXT = 320
_CLAUSE_MARKS = frozenset(",;:—–")

Place = Literal["after", "before", "subject"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who is said to speak (None: a verb without its subject), and how surely."""

    phrase: Phrase | None
    place: Place
    confidence: float


def after(text: str, end: int, stop: int, language: Language) -> Attribution | None:
    """Return the attribution in `text[end:stop]`, the clause after a quotation."""
    clause = words(text, end, min(stop, end + _MAX_CONTEXT))
    while clause and clause[0].text in ",—–-.":
        clause = clause[1:]
    if not clause:
        return None
    if source := _according(text, clause, language, opening=True):
        return Attribution(phrase=source, place="after", confidence=0.9)
    verb = first_verb(clause, language)
    if verb is None:
        return None
    if verb == skip_adverbs(clause, language):
        return _inverted(text, clause, verb, language)
    phrase = _subject(text, clause, verb, language)
    if phrase is None:
        return None
    return Attribution(phrase=phrase, place="after", confidence=0.95)


def before(text: str, start: int, end: int, language: Language) -> Attribution | None:
    """Return the attribution in `text[start:end]`, what precedes a quotation."""
    clause = words(text, max(start, end - _MAX_CONTEXT), end)
    if source := _according(text, clause, language, opening=False):
        source = _who_adds(text, clause, source, language) or source
        return Attribution(phrase=source, place="before", confidence=0.9)
    verb = last_verb(clause, language, language.reporting)
    if verb is None:
        return None
    phrase = _subject(text, clause, verb, language)
    following = past_verb(clause, verb, language)
    if phrase is None and inverts(clause, following, language):
        phrase = read(text, clause, language, at=following)
    return Attribution(phrase=phrase, place="before", confidence=0.93)


def subject(text: str, start: int, end: int, language: Language) -> Attribution | None:
    """Return who the sentence around a partial quotation is about, a weaker sign."""
    clause = words(text, start, min(end, start + _MAX_CONTEXT))
    verb = last_verb(clause, language, language.weak)
    phrase = _subject(text, clause, verb, language) if verb is not None else None
    if phrase is not None:
        return Attribution(phrase=phrase, place="subject", confidence=0.75)
    phrase = _leading(text, clause, language)
    if phrase is None or (phrase.kind == "nominal" and not speaks(phrase, language)):
        return None
    return Attribution(phrase=phrase, place="subject", confidence=0.5)


def speaks(phrase: Phrase, language: Language) -> bool:
    """Tell whether a description is of somebody who can speak."""
    return any(word in language.roles for word in phrase.text.lower().split())


def colon(text: str, start: int, end: int, language: Language) -> Attribution | None:
    """Return who a line introduces by its name and a colon: `Smith: “…”`."""
    clause = words(text, max(start, end - _MAX_CONTEXT), end)
    if not clause or clause[-1].text != ":":
        return None
    phrase = _leading(text, clause[:-1], language)
    if phrase is None or (phrase.kind == "nominal" and not speaks(phrase, language)):
        return None
    return Attribution(phrase=phrase, place="before", confidence=0.7)


def _according(
    text: str, clause: Sequence[Word], language: Language, *, opening: bool
) -> Phrase | None:
    for cue in language.according:
        parts = cue.split()
        last = 0 if opening else min(8, len(clause))
        for at in range(last + 1):
            if [word.lower for word in clause[at : at + len(parts)]] == parts:
                return read(text, clause, language, at=at + len(parts))
    return None


def _who_adds(
    text: str, clause: Sequence[Word], source: Phrase, language: Language
) -> Phrase | None:
    """Return whom the clause itself lets speak: "According to X, Y once warned"."""
    rest = [word for word in clause if word.start >= source.end]
    verb = last_verb(rest, language, language.reporting)
    if verb is None or rest[0].text != ",":
        return None
    phrase = _subject(text, rest[1:], verb - 1, language)
    return phrase if phrase and phrase.kind in ("person", "name") else None


def _inverted(
    text: str, clause: Sequence[Word], verb: int, language: Language
) -> Attribution | None:
    """Return the speaker named after the verb: “…,” said X."""
    phrase = None
    at = past_verb(clause, verb, language)
    following = clause[at : at + 1]
    if following and following[0].lower not in language.prepositions:
        phrase = read(text, clause, language, at=at)
    return Attribution(phrase=phrase, place="after", confidence=0.95)


def _subject(
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
        return _leading(text, clause[:end], language)
    if clause[end - 1].text in _CLAUSE_MARKS:
        return _before_insertion(text, clause[: end - 1], language)
    if described := _described(text, clause[:end], language):
        return described
    start = _clause_start(clause, end, language)
    phrase = parse(text, clause[start:end], language)
    if phrase is None or _is_clause(clause[start:end], language):
        return _leading(text, clause[:end], language)
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
    return replace(phrase, role=whole or phrase.role)


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
        earlier = _leading(text, clause[: start - 1], language)
        if earlier and earlier.kind in ("person", "name"):
            return earlier
    return phrase


def _before_insertion(
    text: str, clause: Sequence[Word], language: Language
) -> Phrase | None:
    """Return the subject that an apposition parts from its verb: "X, a trader, said".

    Where the description comes first ("the mayor, X, said") it is the role.
    """
    first = _leading(text, clause, language)
    if first is None or first.kind != "nominal":
        return first
    inserted = _past_prepositions(
        [word for word in clause if word.start >= first.end], language
    )
    if not inserted or inserted[0].text != ",":
        return first
    name = parse(text, inserted[1:], language)
    if name is None or name.kind != "person":
        return first
    return replace(
        name, role=uncapitalised(text[first.start : inserted[0].start], language)
    )


def _past_prepositions(words: Sequence[Word], language: Language) -> Sequence[Word]:
    """Return the words from the comma on: "secretary for legal affairs, X, said"."""
    if not words or words[0].lower not in language.prepositions:
        return words
    comma = next((i for i, word in enumerate(words) if word.text == ","), None)
    return words if comma is None else words[comma:]


def _leading(text: str, clause: Sequence[Word], language: Language) -> Phrase | None:
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
