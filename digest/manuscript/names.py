"""Names: whether two are the same person's, and which of a text's a source lacks."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Literal

Likeness = Literal["same", "namesake", "other"]

_LOOKALIKES = {"LATIN", "CYRILLIC", "GREEK"}
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LONGER_WORD = re.compile(r"[^\W\d_]{4,}")  # shorter ones are mostly grammar
_POSSESSIVE = re.compile(r"['’]s?$")
_SENTENCE_END = re.compile(r"(?:^|[.!?…:][\"”’»)\]]*\s+)[\"“„«(\[]*$")


def likeness(one: str, other: str) -> Likeness:
    """Tell whether two names are one person's: "A. Yusov" is "Andrii Yusov".

    The last name decides. Where both have given names and these are not the same, they
    may still be one person's (a title, another spelling): "namesake".
    """
    if _plain(one) == _plain(other):
        return "same"  # a name may be without letters
    first, second = _parts(one), _parts(other)
    if not first or not second or first[-1] != second[-1]:
        shared = bool(first) and set(first) == set(second)
        return "same" if shared else "other"
    return "same" if _agree(first[:-1], second[:-1]) else "namesake"


def mixes_scripts(name: str) -> bool:
    """Tell whether a name has letters that only look like those around them."""
    scripts = {
        unicodedata.name(letter, "").partition(" ")[0]
        for letter in name
        if letter.isalpha()
    }
    return len(scripts & _LOOKALIKES) > 1


def missing(text: str, source: str) -> tuple[str, ...]:
    """Return the names in a text that the source does not have, each once.

    A capital at the beginning of a sentence counts only where a name follows it.
    """
    known = {_plain(word.group()) for word in _WORD.finditer(source)}
    found: dict[str, None] = {}
    matches = list(_WORD.finditer(text))
    for at, match in enumerate(matches):
        following = matches[at + 1] if at + 1 < len(matches) else None
        if not _is_name(match, following, text) or _plain(match.group()) in known:
            continue
        found[_POSSESSIVE.sub("", match.group())] = None
    return tuple(found)


def missing_words(text: str, source: str) -> tuple[str, ...]:
    """Return the longer words of a text that the source does not have, each once."""
    known = set(_LONGER_WORD.findall(_plain(source)))
    found = dict.fromkeys(_LONGER_WORD.findall(text))
    return tuple(word for word in found if _plain(word) not in known)


def _is_name(match: re.Match[str], following: re.Match[str] | None, text: str) -> bool:
    word = match.group()
    if not word[0].isupper() or len(word) == 1:
        return False
    if word.isupper():
        return True  # "NATO" is a name wherever it stands
    if not _SENTENCE_END.search(text[max(0, match.start() - 8) : match.start()]):
        return match.start() > 0
    return (
        following is not None
        and following.group()[0].isupper()
        and text[match.end() : following.start()] == " "
    )


def _agree(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether given names may stand for each other: "V." for "Valentyn"."""
    first = {name for name in one if len(name) > 1}
    second = {name for name in other if len(name) > 1}
    if first and second:
        return first <= second or second <= first
    initials = {name[0] for name in one}, {name[0] for name in other}
    return initials[0] <= initials[1] or initials[1] <= initials[0]


def _parts(name: str) -> list[str]:
    return [_plain(word) for word in _WORD.findall(name)]


def _plain(word: str) -> str:
    """Return a word without case, accents and possessive ending."""
    decomposed = unicodedata.normalize("NFKD", _POSSESSIVE.sub("", word).casefold())
    return "".join(mark for mark in decomposed if not unicodedata.combining(mark))
