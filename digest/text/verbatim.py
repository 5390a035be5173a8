"""Word for word: finding a text in its source again, character by character.

Only what typesetting changes is forgiven: runs of white space, the style of quotation
marks and apostrophes, soft hyphens and zero-width characters, and whether an accented
letter is one code point or two. Letters, digits, case and all other marks must agree.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from digest.model import Span

_MARKS = {
    **dict.fromkeys("“”„‟«»″〝〞", '"'),
    **dict.fromkeys("‘’‚‛‹›′ʼ", "'"),
}
_INVISIBLE = dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", "")
_TABLE = str.maketrans({**_MARKS, **_INVISIBLE})
_PLAIN = re.compile(r"[^\S ]|  |[^\x00-\x7f]")


@dataclass(frozen=True, slots=True)
class _Folded:
    """A text as it is compared, and for each character where it comes from."""

    text: str
    origins: tuple[int, ...] | range


@lru_cache(maxsize=256)
def _folded(text: str) -> _Folded:
    if not _PLAIN.search(text):
        return _Folded(text, range(len(text) + 1))
    characters: list[str] = []
    origins: list[int] = []
    for cluster in re.finditer(r"\s+|\S[\u0300-\u036f]*", text):
        raw = cluster.group()
        plain = " " if raw.isspace() else unicodedata.normalize("NFC", raw)
        for character in plain.translate(_TABLE):
            characters.append(character)
            origins.append(cluster.start())
    return _Folded("".join(characters), (*origins, len(text)))


def find(wanted: str, text: str, *, start: int = 0) -> Span | None:
    """Return where `wanted` first stands in `text` at or after `start`; None: nowhere.

    It must stand there as whole words: "art" is not found in "party".
    """
    needle = _folded(wanted.strip()).text.strip()
    if not needle:
        return None
    folded = _folded(text)
    at = folded.text.find(needle)
    while at >= 0:
        begin, end = folded.origins[at], _end(folded, at + len(needle), text)
        if begin >= start and _whole(folded.text, at, at + len(needle)):
            return Span(start=begin, end=end)
        at = folded.text.find(needle, at + 1)
    return None


def _end(folded: _Folded, after: int, text: str) -> int:
    """Return where the text's own characters end, invisible ones after it left out."""
    last = folded.origins[after - 1]
    end = last + 1
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return end


def _whole(text: str, begin: int, end: int) -> bool:
    """Tell whether no word is cut at either end."""
    cut_before = begin > 0 and text[begin].isalnum() and text[begin - 1].isalnum()
    cut_after = end < len(text) and text[end - 1].isalnum() and text[end].isalnum()
    return not (cut_before or cut_after)
