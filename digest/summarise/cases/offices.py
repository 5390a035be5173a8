"""The role that somebody has, as it stands before a name or behind it."""

from digest.summarise.cases.clause import ROLE, Clause

_MAX_ROLE = 110  # characters
_APPOSES = (",", "—", "–")
_CLOSES = (",", ";", ":", ".", "—", "–")


def office(clause: Clause, first: int, end: int) -> str | None:
    """Return words as a role; None: only "пані" or "його", or too much for one."""
    language = clause.language
    empty = language.honorifics | language.possessives.keys()
    while first < end and (
        clause.lower(first) in empty or clause.lower(first)[0].isdigit()
    ):
        first += 1
    while first < end and clause.lower(end - 1) in empty | set(_APPOSES):
        end -= 1
    if first == end:
        return None
    role = clause.spoken(first, end)
    for called in language.called:
        role = role.removesuffix(f" {called}")
    return role if len(role) <= _MAX_ROLE else None


def office_behind(clause: Clause, end: int, *, direct: bool) -> str | None:
    """Return the role behind a name: ", депутатка, "; `direct`: in the nominative."""
    if end + 1 >= len(clause) or clause.words[end].text not in _APPOSES:
        return None
    head = clause.past_adjectives(end + 1)
    if head >= len(clause):
        return None
    if not (clause.sorts[head] & ROLE or (not direct and clause.role(head))):
        return None
    stop = head + 1
    while stop < len(clause) and clause.words[stop].text not in _CLOSES:
        if clause.stops(stop):
            return None
        stop += 1
    return office(clause, end + 1, stop)
