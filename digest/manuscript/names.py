"""Names: whether two are the same person's, and which of a text's a source lacks."""

import re
import unicodedata
from typing import Literal

Likeness = Literal["same", "namesake", "other"]

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$")
_SENTENCE_END = re.compile(r"(?:^|[.!?…:][\"”’»)\]]*\s+)[\"“„«(\[]*$")


def likeness(one: str, other: str) -> Likeness:
    """Tell whether two names are one person's: "Yusov" is "Andrii Yusov".

    The last name decides. Where both have a first name and these cannot be the same,
    they may still be (a title, another spelling): "namesake".
    """
    first, second = _parts(one), _parts(other)
    if not first or not second or first[-1] != second[-1]:
        shared = bool(first) and set(first) == set(second)
        return "same" if shared else "other"
    if set(first) <= set(second) or set(second) <= set(first):
        return "same"
    return "same" if first[0][0] == second[0][0] else "namesake"


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


def _is_name(match: re.Match[str], following: re.Match[str] | None, text: str) -> bool:
    word = match.group()
    if not word[0].isupper() or len(word) == 1:
        return False
    if not _SENTENCE_END.search(text[max(0, match.start() - 8) : match.start()]):
        return match.start() > 0
    return (
        following is not None
        and following.group()[0].isupper()
        and text[match.end() : following.start()] == " "
    )


def _parts(name: str) -> list[str]:
    return [_plain(word) for word in _WORD.findall(name)]


def _plain(word: str) -> str:
    """Return a word without case, accents and possessive ending."""
    decomposed = unicodedata.normalize("NFKD", _POSSESSIVE.sub("", word).casefold())
    return "".join(mark for mark in decomposed if not unicodedata.combining(mark))
