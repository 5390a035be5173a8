"""A role or body with what depends on it and the name behind it, as one phrase."""

from dataclasses import dataclass

from digest.summarise.cases.clause import ROLE, Clause
from digest.summarise.cases.forms import is_adjective, may_be_genitive, role_gender
from digest.summarise.cases.names import is_nominative, name_at, name_gender, row_end
from digest.summarise.cases.offices import office
from digest.summarise.languages import Gender
from digest.summarise.phrases import Kind, Phrase

_AHEAD = 8  # words in which a name may follow its role
_MAX_WORDS = 16  # of a role
_DEPENDENT = 4  # words that depend on a role without a name


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """A phrase: its first word in the clause, the one behind it, and where its role is.

    `head` is its role or body, lower case, "" where it has none; `direct`: it may be a
    subject. `gender` is what its name or role shows.
    """

    phrase: Phrase
    first: int
    last: int
    start: int
    head: str = ""
    direct: bool = True
    gender: Gender | None = None


def headed(clause: Clause, first: int, at: int, head: str) -> Chunk:
    """Return the chunk of a role or body at a word, with what follows it.

    `head` is its nominative; the chunk begins at `first`, with adjectives.
    """
    direct = bool(clause.sorts[at] & ROLE)
    body = head in clause.language.organisations and not direct
    end = at + 1
    while end < min(len(clause), at + _MAX_WORDS) and not clause.stops(end):
        if clause.words[end].is_capital:
            row = row_end(clause, end)
            name = None if body else name_at(clause, end, row, led=True)
            if name is not None and _agrees(clause, name, row, direct=direct):
                return _introduced(clause, first, name, row, head)
            end = row
            continue
        joined = _joined(clause, at, end, body=body)
        if joined == end:
            break
        end = joined
    return _described(clause, first, end, head, body=body)


def past_modifiers(clause: Clause, head: int, done: int) -> int:
    """Return where the adjectives before a role begin; "його" is one."""
    first, language = head, clause.language
    while first > done:
        before = clause.words[first - 1]
        if before.lower in language.possessives:
            return first - 1
        if (
            not is_adjective(before.lower, language)
            or clause.stops(first - 1)
            or before.lower in language.prepositions
            or before.lower in language.addressees
        ):
            return first
        first -= 1
        if before.is_capital:
            return first
    return first


def _agrees(clause: Clause, name: int, end: int, *, direct: bool) -> bool:
    """Tell a name in its role's case from one that only depends on the role."""
    return not direct or is_nominative(clause.words[name:end], clause.language)


def _introduced(clause: Clause, first: int, name: int, end: int, head: str) -> Chunk:
    """Return the chunk of a name that a role leads up to."""
    shown = name_gender(clause.words[name:end], clause.language)
    role = office(clause, first, name)
    return Chunk(
        phrase=clause.phrase(name, end, "person", role=role),
        first=name,
        last=end,
        start=first,
        head=head,
        gender=shown or role_gender(head, clause.language),
    )


def _described(clause: Clause, first: int, end: int, head: str, *, body: bool) -> Chunk:
    """Return the chunk of a role or body that no name follows."""
    named = body and any(word.is_capital for word in clause.words[first:end])
    kind: Kind = "name" if named else "nominal"
    return Chunk(
        phrase=clause.phrase(first, end, kind),
        first=first,
        start=first,
        last=end,
        head=head,
        gender=None if body else role_gender(head, clause.language),
    )


def _joined(clause: Clause, at: int, end: int, *, body: bool) -> int:
    """Return where a phrase goes on to that began at `at` and may end at `end`."""
    if clause.is_abbreviated(end) or (not body and _name_follows(clause, end)):
        return end + 1
    return _dependent(clause, end, body=body) if end - at <= _DEPENDENT else end


def _name_follows(clause: Clause, at: int) -> bool:
    """Tell whether a name follows within the same phrase."""
    for index in range(at, min(at + _AHEAD, len(clause))):
        if clause.stops(index):
            return False
        if clause.words[index].is_capital and index > at:
            row = row_end(clause, index)
            name = name_at(clause, index, row, led=True)
            if name is not None and is_nominative(
                clause.words[name:row], clause.language
            ):
                return True
    return False


def _dependent(clause: Clause, at: int, *, body: bool) -> int:
    """Return where what depends on a role ends: "директор заводу", "гість із Рима"."""
    lower, language = clause.lower(at), clause.language
    if lower in language.joining:
        return at if body else _governed(clause, at)
    if lower in language.prepositions or lower in language.addressees:
        return at
    return at + may_be_genitive(lower, language)


def _governed(clause: Clause, at: int) -> int:
    """Return where a preposition's words end, if they close the phrase."""
    for index in range(at + 1, min(at + 1 + _DEPENDENT, len(clause))):
        if clause.stops(index):
            return index if index > at + 1 else at
    closed = at + 1 < len(clause) <= at + 1 + _DEPENDENT
    return len(clause) if closed else at
