"""Whom a clause names, in languages with cases and without articles.

Word order is free there, and no "the" tells where a description begins; but whoever
speaks is in the nominative, which the pack lists for roles and first names. A chunk is
a role with what depends on it and the name behind it, or any of these alone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from digest.summarise.cases.clause import (
    BODY,
    CAPITAL,
    GOVERNS,
    MARK,
    PRONOUN,
    ROLE,
    SOME,
    STOPS,
    Clause,
)
from digest.summarise.cases.forms import (
    is_adjective,
    nominative,
)
from digest.summarise.cases.heads import Chunk, headed, past_modifiers
from digest.summarise.cases.names import (
    is_nominative,
    name_at,
    name_gender,
    row_end,
)
from digest.summarise.cases.offices import office, office_behind
from digest.summarise.runs import first_names

_BEGINS = PRONOUN | ROLE | BODY | SOME | CAPITAL


def chunks(clause: Clause) -> list[Chunk]:
    """Return the phrases of a clause in order; declined names are not `direct`."""
    return list(_explained(clause, list(_read(clause))))


def declined(clause: Clause, at: int) -> Chunk | None:
    """Return the phrase that begins at a word, in any case: "за словами …"."""
    for head in dict.fromkeys((at, clause.past_adjectives(at))):
        if head >= len(clause) or not clause.words[head].is_word:
            return None
        word = clause.role(head) or clause.body(head)
        if word is not None:
            return replace(headed(clause, at, head, word), direct=False)
    if not clause.words[at].is_capital:
        return None
    found = _row(clause, at, row_end(clause, at), governed=False)
    return replace(found, direct=False) if found else None


def _read(clause: Clause) -> Iterator[Chunk]:
    at, done, governed = 0, 0, False
    while at < len(clause):
        sort = clause.sorts[at]
        if not sort & _BEGINS:
            governed = bool(sort & GOVERNS or (governed and not sort & (STOPS | MARK)))
            at += 1
            continue
        found, end = _chunk(clause, at, done, governed=governed)
        if found is not None:
            yield found
            at = done = max(at + 1, found.last)
            governed = False
            continue
        governed = governed or clause.governs(at)
        at = end


def _chunk(
    clause: Clause, at: int, done: int, *, governed: bool
) -> tuple[Chunk | None, int]:
    """Return the chunk that begins here, if one does, and else where to read on."""
    if clause.sorts[at] & PRONOUN:
        return _pronoun(clause, at), at + 1
    if clause.governs(at) or clause.stops(at) or clause.only_opens(at):
        return None, at + 1
    if clause.heads(at, governed=governed):
        first = past_modifiers(clause, at, done)
        return headed(clause, first, at, clause.lower(at)), at + 1
    if not clause.sorts[at] & CAPITAL:
        return None, at + 1
    end = row_end(clause, at)
    if _describes(clause, end):
        return None, at + 1
    return _row(clause, at, end, governed=governed), end


def _pronoun(clause: Clause, at: int) -> Chunk:
    return Chunk(
        phrase=clause.phrase(at, at + 1, "pronoun"),
        first=at,
        start=at,
        last=at + 1,
        gender=clause.language.pronouns[clause.lower(at)],
    )


def _describes(clause: Clause, end: int) -> bool:
    """Tell whether a row only describes what follows it: "Рахункова палата"."""
    if not is_adjective(clause.lower(end - 1), clause.language):
        return False
    head = clause.past_adjectives(end)
    small = head < len(clause) and not clause.words[head].is_capital
    return small and clause.heads(head, governed=False)


def _row(clause: Clause, at: int, end: int, *, governed: bool) -> Chunk | None:
    """Return the chunk of a row of capitals with no role before it."""
    if end - at == 1 and _is_no_name(clause, at):
        return None
    name = name_at(clause, at, end, led=False)
    if name is None:
        acronym = clause.words[at].text.isupper() and len(clause.words[at].text) > 1
        if governed or not acronym or end - at > 1:
            return None
        phrase = clause.phrase(at, end, "name")
        return Chunk(phrase=phrase, first=at, last=end, start=at)
    words, language = clause.words[name:end], clause.language
    direct = is_nominative(words, language) and (
        not governed or _is_first_name(words[0].lower, clause)
    )
    role = office_behind(clause, end, direct=direct)
    return Chunk(
        phrase=clause.phrase(name, end, "person", role=role),
        first=name,
        last=end,
        start=at,
        direct=direct,
        gender=name_gender(words, language),
    )


def _is_first_name(lower: str, clause: Clause) -> bool:
    known = first_names(clause.language)
    return nominative(lower, known, clause.language) is not None


def _is_no_name(clause: Clause, at: int) -> bool:
    """Tell a word that only has the capital of its sentence, or is a date's."""
    word, language = clause.words[at], clause.language
    if clause.known(word.text):
        return False
    dated = word.lower in language.months or word.lower in language.weekdays
    return dated or (clause.may_open(at) and not word.text.isupper())


def _explained(clause: Clause, found: Sequence[Chunk]) -> Iterator[Chunk]:
    """Yield the chunks, a role that a name explains with it: "Брат, Назар, каже"."""
    explained = False
    for one, following in zip(found, [*found[1:], None], strict=False):
        if explained:
            explained = False
            continue
        explained = following is not None and _explains(clause, one, following)
        if explained and following is not None:
            before = office(clause, one.first, one.last)
            roles = [role for role in (before, following.phrase.role) if role]
            phrase = following.phrase._replace(role=", ".join(roles) or None)
            yield replace(following, phrase=phrase, head=one.head)
        else:
            yield one


def _explains(clause: Clause, one: Chunk, name: Chunk) -> bool:
    """Tell whether a name explains a role: between commas, right behind it."""
    return (
        one.phrase.kind == "nominal"
        and name.phrase.kind == "person"
        and clause.lower(one.last) == ","
        and name.start == one.last + 1
        and clause.lower(name.last) in ("", ",", ".")
    )
