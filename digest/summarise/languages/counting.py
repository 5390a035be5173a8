"""The words around a figure, by what they do to it; each language's are in its file."""

from dataclasses import dataclass, field, fields, replace
from typing import Any

from digest.summarise.languages.packfile import Forms, Phrases, fields_of
from digest.summarise.languages.packfile import Words as _Words

_NONE: _Words = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Counting:
    """One language's words around figures, lower case.

    `hedges` stand before a figure and belong to it ("at least"). `labels` before it,
    and `instants` after it, make it no number of anything ("room 12", "12 GMT").
    `parts` before it, or before its article, say that it is not all meant ("half of
    the 300", "minus 12"). `units` are words for a unit, with its sign; a share needs
    one of `share_of` after it, where the language has any, and a sum that a preposition
    follows one of `money_of`. `ends` are where what is counted ends, whole, and so are
    `towards` but before a name ("to strike", "to Kyiv"); a stretch that meets one of
    `unfit` first would cut what is counted, or point at something outside of it.
    `generic` words alone do not say what is counted, and `plurals` are those that have
    no plural's ending. `joins` make lists. `bends` say that a sentence does not simply
    state: it denies, supposes, expects, or passes on what somebody says.
    """

    hedges: Phrases = ()
    labels: _Words = _NONE
    parts: _Words = _NONE
    instants: _Words = _NONE
    durations: _Words = _NONE
    share_of: _Words = _NONE
    money_of: _Words = _NONE
    ends: _Words = _NONE
    towards: _Words = _NONE
    unfit: _Words = _NONE
    generic: _Words = _NONE
    plurals: _Words = _NONE
    joins: _Words = _NONE
    bends: _Words = _NONE
    bending_endings: Phrases = ()
    units: Forms = field(default_factory=dict)

    @property
    def counts(self) -> bool:
        """Whether the language has these words: without them no figure is picked."""
        return bool(self.bends)


def counting(table: object, name: str) -> Counting:
    """Return the words of a file's table `[numbers]`; `name` is the file's, for errors.

    Raises: PackError, where a key is unknown or its value of the wrong kind.
    """
    kinds = {field.name: field.type for field in fields(Counting)}
    filled: Any = fields_of(table, name, kinds, within="numbers")  # checked
    given = Counting(**filled)
    return replace(
        given,
        hedges=tuple(sorted(given.hedges, key=len, reverse=True)),
        units={
            word: sign for sign, words in given.units.items() for word in words.split()
        },
    )
