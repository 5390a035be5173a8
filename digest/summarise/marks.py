"""Quotation marks: which stretches of a text stand between them.

Work is bounded by structure, not by hope: a stretch never leaves its paragraph nor runs
over `MAX_STRETCH` characters, and looking ahead from a mark stops after a fixed number
of marks, so that time is linear in the text whatever it holds.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from digest.model import Span

MAX_STRETCH = 4000
_LOOK_AHEAD = 40
_DOUBLE = '“”"„‟«»'
_SINGLE = "‘’'"
_NESTED = _SINGLE + '”"“»'  # marks that close within
ENDS = frozenset(",.?!…")  # of what somebody says
_FAMILIES = (_SINGLE, "«»", '“”"„‟')
# Doubled apostrophes (archives that lost their marks write them so) cannot be told from
# a single mark nested at an edge: they are no marks to us.
# The character comes first and what it must not be after it: so it is found fast.
_MARK = re.compile(
    f"[{_DOUBLE}{_SINGLE}]"
    rf"(?!(?<=[{_SINGLE}])[{_SINGLE}])(?<![{_SINGLE}][{_SINGLE}])"
    rf"(?!(?<=[^\W_][{_SINGLE}])[^\W_])"
)
_DOUBLE_MARK = re.compile(f"[{_DOUBLE}]")
_SINGLE_OPENING = re.compile(r"[‘'](?<![^\s(—–][‘'])(?=[^\W\d])")
_BEFORE_OPENING = frozenset(" \t\n\u00a0([{—–-/:;…" + _DOUBLE + _SINGLE)
_ENDS_SPEECH = frozenset(",.?!…—–-")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """What stands between two marks: `inner` without them, `outer` with them.

    `paragraph` is its paragraph's number. `continued`: it runs to the paragraph's end
    without a closing mark, and the next paragraph takes it up with an opening one.
    """

    inner: Span
    outer: Span
    paragraph: int
    continued: bool = False

    @property
    def is_rest(self) -> bool:
        """Whether it goes on within its marks behind the narrator's words."""
        return self.inner.start == self.outer.start

    @property
    def is_interrupted(self) -> bool:
        """Whether the narrator's words follow within its marks."""
        return self.inner.end == self.outer.end and not self.continued


def stretches(
    text: str, paragraphs: Sequence[Span], pairs: Sequence[str]
) -> tuple[Stretch, ...]:
    """Return the outermost quoted stretches, in the text's order."""
    closers = _closers(pairs, singles=_singles_quote(text))
    found: list[Stretch] = []
    for number, paragraph in enumerate(paragraphs):
        scan = _Scan(text, paragraph, closers)
        for start, end in scan.closed():
            found.extend(_stretch(text, number, start, end))
        following = paragraphs[number + 1 : number + 2]
        if scan.open_at is not None and _taken_up(text, scan.open_at, following):
            found.extend(_open_stretch(text, number, scan.open_at, paragraph.end))
    return tuple(found)


def last_mark(text: str, stretch: Stretch) -> str:
    """Return the comma or full stop that ends a stretch, wherever the marks stand.

    American print sets it within them, most of the world behind.
    """
    last = stretch.inner.of(text).rstrip(_NESTED)[-1:]
    if last in ENDS or stretch.continued:
        return last
    if stretch.is_interrupted:
        return ","
    behind = text[stretch.outer.end : stretch.outer.end + 1]
    return behind if behind in ENDS else last


def _singles_quote(text: str) -> bool:
    """Tell whether single marks are this text's quotation marks, as in British print.

    Where double marks rule, single ones at the top level are scare quotes at best and
    apostrophes at worst.
    """
    if "''" in text:
        return False
    singles = sum(1 for _ in _SINGLE_OPENING.finditer(text))
    return singles > 0 and singles >= sum(1 for _ in _DOUBLE_MARK.finditer(text)) / 2


def _closers(pairs: Sequence[str], *, singles: bool) -> dict[str, str]:
    """Return for each opening mark the marks that may close it."""
    closers: dict[str, str] = {}
    for pair in pairs:
        opening = pair[0]
        if singles or opening not in _SINGLE:
            closers[opening] = closers.get(opening, "") + pair[1]
    # Hand-set text mixes curly and straight marks of one pair.
    for opening in closers.keys() & {"“", '"'}:
        closers[opening] = '”"“'
    for opening in closers.keys() & {"„"}:
        closers[opening] = '“”"'
    return closers


class _Scan:
    """One paragraph's marks read from left to right; `open_at` is what stays open."""

    def __init__(self, text: str, paragraph: Span, closers: dict[str, str]) -> None:
        self._text = text
        self._paragraph = paragraph
        self._closers = closers
        self._marks = [
            match.start()
            for match in _MARK.finditer(text, paragraph.start, paragraph.end)
            if not _inside_word(text, match.start())
        ]
        self.open_at: int | None = None

    def closed(self) -> Iterator[tuple[int, int]]:
        """Yield where each outermost pair's opening and closing marks stand."""
        depth = 0
        for index, at in enumerate(self._marks):
            if self.open_at is None:
                if self._opens(index):
                    self.open_at, depth = at, 1
                continue
            if not self._same_family(at):
                if self._never_closes(index) and self._opens(index):
                    self.open_at, depth = at, 1
                continue
            if self._closes(at):
                depth -= 1
                if depth == 0:
                    yield self.open_at, at
                    self.open_at = None
            elif self._reopens(at):
                if self._nested(index):
                    depth += 1
                else:  # the earlier one was never closed: begin anew
                    self.open_at, depth = at, 1

    def _opens(self, index: int) -> bool:
        at = self._marks[index]
        if self._text[at] not in self._closers or not self._opening_place(at):
            return False
        return self._text[at] not in _SINGLE or self._single_closes(index)

    def _same_family(self, at: int) -> bool:
        if self.open_at is None:
            return False
        open_in = next(one for one in _FAMILIES if self._text[self.open_at] in one)
        return self._text[at] in open_in

    def _never_closes(self, index: int) -> bool:
        """Tell whether what is open stays so: then a mark of another kind begins anew.

        Else that mark is nested in it, and none of ours: «They said: „Take forty“».
        """
        if self.open_at is None:
            return False
        two = self._text[self.open_at], self._text[self._marks[index]]
        if any(mark in _SINGLE for mark in two):
            return False
        following = self._marks[index : index + _LOOK_AHEAD]
        return not any(self._same_family(at) and self._closes(at) for at in following)

    def _closes(self, at: int) -> bool:
        if self.open_at is None:
            return False
        opening, mark = self._text[self.open_at], self._text[at]
        if mark not in self._closers[opening]:
            return False
        if mark in "”»" or (opening == "„" and mark == "“"):
            return True
        if mark in _SINGLE:
            return self._single_closing_place(at)
        return self._closing_place(at)

    def _reopens(self, at: int) -> bool:
        return self._text[at] in self._closers and self._opening_place(at)

    def _nested(self, index: int) -> bool:
        """Tell whether a second opening mark is nested: two closing ones follow it."""
        following = [
            at
            for at in self._marks[index + 1 : index + 1 + _LOOK_AHEAD]
            if self._same_family(at)
        ][:2]
        return len(following) == len("..") and all(map(self._closes, following))

    def _single_closes(self, index: int) -> bool:
        return any(
            self._text[at] in "’'" and self._single_closing_place(at)
            for at in self._marks[index + 1 : index + 1 + _LOOK_AHEAD]
        )

    def _opening_place(self, at: int) -> bool:
        before = self._text[at - 1] if at > self._paragraph.start else " "
        after = self._text[at + 1] if at + 1 < self._paragraph.end else " "
        if self._text[at] in "“„«‘":
            return at + 1 < self._paragraph.end
        return before in _BEFORE_OPENING and not after.isspace()

    def _closing_place(self, at: int) -> bool:
        before = self._text[at - 1] if at > self._paragraph.start else " "
        after = self._text[at + 1] if at + 1 < self._paragraph.end else " "
        if self._text[at] == "“":
            return not before.isspace() and not after.isalnum()
        return not after.isalnum() and (not before.isspace() or after.isspace())

    def _single_closing_place(self, at: int) -> bool:
        """Tell whether a single mark closes; the one of "workers’ rights" does not."""
        before = self._text[at - 1]
        after = self._text[at + 1 : at + 3]
        if before.isspace() or after[:1].isalnum():
            return False
        plural = before in "sS" and after[:1] == " " and after[1:].islower()
        return before in _ENDS_SPEECH or not plural


def _inside_word(text: str, at: int) -> bool:
    return 0 < at < len(text) - 1 and text[at - 1].isalnum() and text[at + 1].isalnum()


def _taken_up(text: str, open_at: int, following: Sequence[Span]) -> bool:
    """Tell whether the next paragraph begins with the same opening mark."""
    return any(text[paragraph.start] == text[open_at] for paragraph in following)


def _stretch(text: str, number: int, start: int, end: int) -> Iterator[Stretch]:
    inner = _trimmed(text, start + 1, end)
    if inner:
        outer = Span(start=start, end=end + 1)
        yield Stretch(inner=inner, outer=outer, paragraph=number)


def _open_stretch(text: str, number: int, start: int, end: int) -> Iterator[Stretch]:
    inner = _trimmed(text, start + 1, end)
    if inner:
        outer = Span(start=start, end=end)
        yield Stretch(inner=inner, outer=outer, paragraph=number, continued=True)


def _trimmed(text: str, start: int, end: int) -> Span | None:
    """Return a stretch without outer white space; None: no word in it, or too long."""
    raw = text[start:end] if end - start <= MAX_STRETCH else ""
    words = raw.strip()
    if not any(map(str.isalnum, words)):
        return None
    begin = start + len(raw) - len(raw.lstrip())
    return Span(start=begin, end=begin + len(words))
