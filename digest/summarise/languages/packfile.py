"""A language's file: each key known, each value of its kind, or an error saying where.

Which keys there are is told by the fields they fill; the tables of a file only group
them for who reads it.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, get_args

Gender = Literal["male", "female", "plural", "thing", "relative"]
Words = frozenset[str]
Phrases = tuple[str, ...]
Genders = Mapping[str, Gender]
Forms = Mapping[str, str]

_GROUPS = ("attribution", "words", "names", "forms", "facts", "stop")
_STEMS = "_stems"
_ENDING = "~"  # in a stem: where the ending goes, if not behind it
# A Latin letter in a Greek or Cyrillic word looks right and is never found.
_MIXED = re.compile(r"[a-z][^\s-]*[\u0370-\u052f]|[\u0370-\u052f][^\s-]*[a-z]")


class PackError(ValueError):
    """A language's file that cannot be used: its name, the key, what to write there."""

    def __init__(self, name: str, key: str, message: str) -> None:
        self.name = name
        self.key = key
        super().__init__(f"{name}: {key}: {message}" if key else f"{name}: {message}")


def parsed(text: str, name: str) -> dict[str, Any]:
    """Return what a file holds, as TOML. Raises: PackError, where it is none."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PackError(name, "", f"is no TOML: {error}") from error


def fields_of(
    table: object, name: str, kinds: Mapping[str, object], within: str = ""
) -> dict[str, object]:
    """Return the value of each field that a table of a file fills.

    `kinds` are the types of all fields; `within` is the table's name.
    Raises: PackError, for a key that fills no field, or a value not of its kind.
    """
    if not isinstance(table, dict):
        raise PackError(name, within, f"write a table: [{within}]")
    found: dict[str, object] = {}
    stems: dict[str, Words] = {}
    for place, key, given in _entries(table, within):
        bare = key.removesuffix(_STEMS)
        if key in found or (bare != key and bare in stems):
            raise PackError(name, place, "stands in the file twice")
        if bare != key and kinds.get(bare) == Words:
            stems[bare] = _words(name, place, given)
        elif key in kinds:
            found[key] = _value(name, place, given, kinds[key])
        else:
            raise PackError(name, place, "no such key; docs/languages.md has them all")
    return found | dict(_with_forms(found, stems))


def _entries(
    table: Mapping[str, object], within: str
) -> Iterator[tuple[str, str, object]]:
    """Yield where each key stands, the key, and what it holds."""
    for key, given in table.items():
        if key in _GROUPS and isinstance(given, dict):
            yield from _entries(given, key)
        else:
            yield f"{within}.{key}" if within else key, key, given


def _value(name: str, place: str, given: object, kind: object) -> object:
    if kind == Words:
        return _words(name, place, given)
    if kind == Phrases:
        return _phrases(name, place, given)
    if kind in (Genders, Forms):
        return _table(name, place, given, genders=kind == Genders)
    if kind is bool:
        if not isinstance(given, bool):
            raise PackError(name, place, "write true or false")
        return given
    if not isinstance(given, str):
        raise PackError(name, place, "write one text in quotation marks")
    return given


def _words(name: str, place: str, given: object) -> Words:
    if not isinstance(given, str):
        raise PackError(name, place, "write the words in one text, spaces between them")
    words = given.split()
    _check_words(name, place, words)
    either = (word.replace("’", "'") for word in words)  # apostrophes, as typed or set
    return frozenset(words).union(either)


def _phrases(name: str, place: str, given: object) -> Phrases:
    if not (isinstance(given, list) and all(isinstance(one, str) for one in given)):
        raise PackError(name, place, "write a list of texts")
    if not all(one.strip() for one in given):
        raise PackError(name, place, "a text is empty")
    _check_words(name, place, given)
    return tuple(given)


def _table(name: str, place: str, given: object, *, genders: bool) -> dict[str, str]:
    if not isinstance(given, dict):
        raise PackError(name, place, f"write a table: [{place}]")
    for key, value in given.items():
        if not isinstance(value, str):
            raise PackError(name, f"{place}.{key}", "write one text in quotation marks")
        if genders and value not in get_args(Gender):
            known = ", ".join(get_args(Gender))
            raise PackError(name, f"{place}.{key}", f"{value!r} is none of {known}")
    _check_words(name, place, list(given if genders else given.values()))
    return given


def _check_words(name: str, place: str, words: list[str]) -> None:
    """Refuse what would never be found: a capital, a letter of another alphabet."""
    for word in words:
        if _MIXED.search(word):
            raise PackError(name, place, f"{word!r} mixes two alphabets")
        if word != word.lower():
            raise PackError(name, place, f"write {word!r} in lower case")


def _with_forms(
    found: Mapping[str, object], stems: Mapping[str, Words]
) -> Iterator[tuple[str, Words]]:
    """Yield the lists that are given as stems too, each stem with its endings."""
    past, reflexives = found.get("past"), found.get("reflexives")
    endings = list(past) if isinstance(past, dict) else []
    alike = reflexives if isinstance(reflexives, frozenset) else frozenset()
    for key, given in stems.items():
        listed = found.get(key)
        whole = listed if isinstance(listed, frozenset) else frozenset()
        formed = (_formed(stem, endings, alike) for stem in given)
        yield key, whole.union(*formed)


def _formed(stem: str, endings: Sequence[str], alike: Words) -> Words:
    """Return a stem with each ending; of reflexives that mean the same, with each."""
    before, _, behind = stem.partition(_ENDING)
    tails = alike if behind in alike else {behind}
    return frozenset(before + end + tail for end in endings for tail in tails)
