"""The words around a figure, by what they do to it; each language's are in its file."""

from collections.abc import Mapping
from dataclasses import dataclass, field

_Words = frozenset[str]
_NONE: _Words = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Counting:
    """One language's words around figures, lower case.

    `hedges` stand before a figure and belong to it ("at least"). `labels` before it,
    and `instants` after it, make it no number of anything ("room 12", "12 GMT").
    `units` are words for a unit, with its sign; a share needs one of `share_of` after
    it, where the language has any, and a sum that a preposition follows one of
    `money_of`. `ends` are where what is counted ends, whole, and so are `towards` but
    before a name ("to strike", "to Kyiv"); a stretch that meets one of `unfit` first
    would cut what is counted, or point at something outside of it. `generic` words
    alone do not say what is counted, and `plurals` are those that have no plural's
    ending. `joins` make lists. `bends` say that a sentence does not simply state: it
    denies, supposes, expects, or passes on what somebody says.
    """

    hedges: tuple[str, ...] = ()
    labels: _Words = _NONE
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
    bending_endings: tuple[str, ...] = ()
    units: Mapping[str, str] = field(default_factory=dict)

    @property
    def counts(self) -> bool:
        """Whether the language has these words: without them no figure is picked."""
        return bool(self.bends)


def counting(table: Mapping[str, object]) -> Counting:
    """Return the words of a file's table `[numbers]`; none where it has no such."""
    units = table.get("units")
    return Counting(
        hedges=tuple(sorted(_phrases(table, "hedges"), key=len, reverse=True)),
        labels=_words(table, "labels"),
        instants=_words(table, "instants"),
        durations=_words(table, "durations"),
        share_of=_words(table, "share_of"),
        money_of=_words(table, "money_of"),
        ends=_words(table, "ends"),
        towards=_words(table, "towards"),
        unfit=_words(table, "unfit"),
        generic=_words(table, "generic"),
        plurals=_words(table, "plurals"),
        joins=_words(table, "joins"),
        bends=_words(table, "bends"),
        bending_endings=tuple(_words(table, "bending_endings")),
        units={
            word: str(sign)
            for sign, words in (units if isinstance(units, Mapping) else {}).items()
            for word in str(words).split()
        },
    )


def _words(table: Mapping[str, object], key: str) -> _Words:
    return frozenset(str(table.get(key, "")).split())


def _phrases(table: Mapping[str, object], key: str) -> list[str]:
    found = table.get(key, [])
    return [str(phrase) for phrase in found] if isinstance(found, list) else []
