"""Word for word: finding a text in its source again, character by character.

Only what typesetting changes is forgiven: runs of white space, the style of quotation
marks and apostrophes, soft hyphens, zero-width and control characters, and whether an
accented letter is one code point or two. Letters, digits, case and all other marks must
agree, and no word may be cut: "art" is not found in "party", "can" not in "can't", "11"
not in "11,000".
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from digest.model import Span

_MARKS = str.maketrans(
    {**dict.fromkeys("“”„‟«»″〝〞", '"'), **dict.fromkeys("‘’‚‛‹›′ʼ", "'")}
)
_MARK = re.compile("[“”„‟«»″〝〞‘’‚‛‹›′ʼ]+")
_OTHER_SPACE = re.compile(r"[^\S ]")
_CONTROL = r"\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
_INVISIBLE = rf"{_CONTROL}\u00ad\u200b-\u200f\u2060\ufeff"
_GAP = rf"(?P<gap> ?[{_INVISIBLE}][ {_INVISIBLE}]*|  +)"
# No character below U+0300 changes when a text is composed; those at or above it, with
# the letter before them, may.
_ACCENTED = rf"[^\s{_INVISIBLE}\u0300-\U0010ffff]?[^\x00-\u02ff{_INVISIBLE}\s]+"
_IRREGULAR = re.compile(_GAP)
_IRREGULAR_DECOMPOSED = re.compile(f"{_GAP}|{_ACCENTED}")
_JAMO = range(0x1160, 0x1200)  # Hangul vowels and finals compose, but are no marks
_WORK = 50_000_000  # characters compared before a hostile, self-repeating text is left


def find(wanted: str, text: str, *, start: int = 0) -> Span | None:
    """Return where `wanted` first stands in `text` at or after `start`; None: nowhere.

    It must stand there as whole words.
    """
    needle = folded(wanted)
    if not needle:
        return None
    source = _folded(text)
    at = next(_occurrences(needle, source.text, source.at(start)), None)
    return None if at is None else source.span(at, at + len(needle))


def folded(text: str) -> str:
    """Return a text as it is compared: two that fold alike are the same words."""
    return _fold(text.strip()).text.strip()


@dataclass(frozen=True, slots=True)
class _Folded:
    """A text as it is compared, and where its characters come from.

    It is made of pieces: `ats` where each begins in the folded text, `starts` where in
    the original, `widths` how long the original is; 0: just as long as it is here.
    """

    text: str
    ats: tuple[int, ...]
    starts: tuple[int, ...]
    widths: tuple[int, ...]

    def at(self, start: int) -> int:
        """Return the first folded position that can come from `start` or after it."""
        piece = max(0, bisect_right(self.starts, start) - 1)
        here = self.ats[piece] + max(0, start - self.starts[piece])
        return min(here, *self.ats[piece + 1 : piece + 2], len(self.text))

    def span(self, begin: int, end: int) -> Span:
        """Return where the characters `begin:end` come from."""
        first = bisect_right(self.ats, begin) - 1
        last = bisect_right(self.ats, end - 1) - 1
        width = self.widths[last] or end - self.ats[last]
        return Span(
            start=self.starts[first] + begin - self.ats[first],
            end=self.starts[last] + width,
        )


@lru_cache(maxsize=64)
def _folded(text: str) -> _Folded:
    """Fold an article once: each of its claims is looked up in it."""
    return _fold(text)


def _fold(text: str) -> _Folded:
    composed = unicodedata.is_normalized("NFC", text)
    pattern = _IRREGULAR if composed else _IRREGULAR_DECOMPOSED
    plain = _OTHER_SPACE.sub(" ", text)
    parts: list[str] = []
    pieces = [(0, 0, 0)]
    at = done = 0
    for start, end, replacement in _replacements(pattern, plain):
        parts += plain[done:start], replacement
        at += start - done
        pieces.append((at, start, end - start))
        at += len(replacement)
        pieces.append((at, end, 0))
        done = end
    parts.append(plain[done:])
    ats, starts, widths = zip(*pieces, strict=True)
    return _Folded(_unstyled("".join(parts)), ats, starts, widths)


def _unstyled(text: str) -> str:
    return _MARK.sub(lambda marks: marks.group().translate(_MARKS), text)


def _replacements(
    pattern: re.Pattern[str], text: str
) -> Iterator[tuple[int, int, str]]:
    """Yield what becomes longer or shorter: where it stands, and what it becomes."""
    for match in pattern.finditer(text):
        if match["gap"]:
            yield match.start(), match.end(), " " if " " in match["gap"] else ""
        elif not unicodedata.is_normalized("NFC", match.group()):
            yield from _composed(match.group(), match.start())


def _composed(run: str, offset: int) -> Iterator[tuple[int, int, str]]:
    """Yield the letters of a run that are written with separate accents."""
    start = 0
    for end in range(1, len(run) + 1):
        if end < len(run) and _belongs_to_the_letter_before(run[end]):
            continue
        letter = run[start:end]
        if not unicodedata.is_normalized("NFC", letter):
            composed = unicodedata.normalize("NFC", letter)
            yield offset + start, offset + end, composed
        start = end


def _belongs_to_the_letter_before(character: str) -> bool:
    return unicodedata.category(character)[0] == "M" or ord(character) in _JAMO


def _occurrences(needle: str, text: str, start: int) -> Iterator[int]:
    """Yield where the needle stands in the folded text as whole words."""
    at = text.find(needle, start)
    work = 0
    while at >= 0 and work < _WORK:
        if not (_cut(text, at) or _cut(text, at + len(needle))):
            yield at
        work += len(needle)
        at = text.find(needle, at + 1)


def _cut(text: str, at: int) -> bool:
    """Tell whether a word, a number or an accented letter goes on across `at`."""
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    if unicodedata.category(after)[0] == "M" and not before.isspace():
        return True
    return (
        (_in_word(before) and _in_word(after))
        or _joins(text[at - 2 : at - 1], before, after)
        or _joins(before, after, text[at + 1 : at + 2])
    )


def _in_word(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character)[0] == "M"


def _joins(before: str, mark: str, after: str) -> bool:
    """Tell whether the mark stands inside a word ("can't") or a number ("11,000")."""
    if not (before and after):
        return False
    if mark in "'-":
        return _in_word(before) and after.isalnum()
    return mark in ".," and before.isdigit() and after.isdigit()
