"""Quotation marks: what stands between them in a text, whatever their style.

Styles contradict each other: `“` opens in English and closes in German, `»` the other
way round in Danish. So what stands next to a mark decides, and its shape only where
that does not.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from digest.text.paragraphs import words

_DOUBLE = re.compile('["“”„‟«»″〝〞＂❝❞]')
_OPENING, _CLOSING = "“„‟«〝❝", "”»〞❞"
_ENDS = ",.!?…;:)]"  # what a closing mark stands after, and an opening one never
_FOLLOWS = ",.!?;:)]"  # what stands after a closing mark, never after an opening one
_SINGLE_OPENING = re.compile(r"(?<![\w.,!?…;:)\]'’])['‘‚‹](?=[^\s'’‘])")
_SINGLE_CLOSING = re.compile(r"(?<=\S)['’‘›](?!\w)")
_LEAST_WORDS, _LEAST_WORDS_IN_SINGLE = 3, 4  # fewer are a nickname, a title, a doubt


def quoted(text: str) -> tuple[str, ...]:
    """Return the stretches that a reader takes for somebody's very words."""
    doubled = [text[begin:end].strip() for begin, end in _doubled(text)]
    single = [text[begin:end].strip() for begin, end in _single(text)]
    return (
        *(stretch for stretch in doubled if words(stretch) >= _LEAST_WORDS),
        *(stretch for stretch in single if words(stretch) >= _LEAST_WORDS_IN_SINGLE),
    )


def unwrapped(text: str) -> str:
    """Return a text without the pair of marks that goes round the whole of it."""
    whole = (1, len(text) - 1)
    inner = text[1:-1].strip()
    if inner and (whole in _doubled(text) or whole in _single(text)):
        return inner
    return text


def _doubled(text: str) -> Iterator[tuple[int, int]]:
    """Yield what double marks hold; marks within marks belong to the outer stretch.

    A stretch that is never closed ends with the text: nobody can tell where it should.
    """
    depth = start = 0
    for match in _DOUBLE.finditer(text):
        opens = _opens(text, match.start(), within=depth > 0)
        if opens:
            start = start if depth else match.end()
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                yield start, match.start()
    if depth:
        yield start, len(text)


def _opens(text: str, at: int, *, within: bool) -> bool:
    """Tell whether the mark at a place opens rather than closes."""
    before, mark, after = text[max(0, at - 1) : at], text[at], text[at + 1 : at + 2]
    may_open = _is_edge(before, _ENDS) and bool(after.strip()) and after not in _FOLLOWS
    may_close = bool(before.strip()) and not after.isalnum()
    if may_open != may_close:
        return may_open
    if mark in _OPENING or mark in _CLOSING:
        return mark in _OPENING
    inches = before.isdigit()
    return not within and not inches


def _is_edge(before: str, never: str) -> bool:
    return not before or not (before.isalnum() or before in never)


def _single(text: str) -> Iterator[tuple[int, int]]:
    """Yield what single marks hold, as far as they are no apostrophes."""
    openings = [opening.end() for opening in _SINGLE_OPENING.finditer(text)]
    for start, limit in pairwise([*openings, len(text) + 1]):
        closings = _SINGLE_CLOSING.finditer(text, start, limit - 1)
        if end := _end(text, [closing.start() for closing in closings]):
            yield start, end


def _end(text: str, closings: list[int]) -> int | None:
    """Return where a stretch ends: "the dockers’ union" does not end it."""
    sure = [at for at in closings if text[at - 1] not in "sS"]
    return next(iter([*sure[:1], *closings[-1:]]), None)
