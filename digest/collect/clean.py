"""What of a text is the article, and what is the furniture around it."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from digest.collect.furniture import Furniture, furniture
from digest.collect.notes import credits_of
from digest.collect.plain import plain
from digest.collect.recurrence import fingerprint
from digest.model import Span
from digest.text.paragraphs import paragraphs, words

_LOOKED_AT = 2_000  # characters of a paragraph that patterns are tried on
_HEADING = 12  # words
_PROSE = 40  # words; a paragraph as long as this is no teaser
_LISTED = 12  # paragraphs that a heading takes with it, at most
_BOXED = 2
_ENDED = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_TOKEN = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaned:
    """A text without its furniture; every character left is the given text's own.

    `kept` says where each paragraph left stands in the given text; `authors` are those
    given, or else those the text itself names.
    """

    text: str
    kept: tuple[Span, ...]
    authors: tuple[str, ...]
    author_note: str | None

    def origin(self, span: Span) -> Span:
        """Return where a span of `text` stands in the text that was given."""
        return Span(start=self._back(span.start), end=self._back(span.end - 1) + 1)

    def _back(self, position: int) -> int:
        starts = self._starts()
        at = bisect_right(starts, position) - 1
        offset = position - starts[at]
        return min(self.kept[at].start + offset, self.kept[at].end)

    def _starts(self) -> list[int]:
        starts, at = [], 0
        for span in self.kept:
            starts.append(at)
            at += span.end - span.start + len("\n\n")
        return starts


def cleaned(  # noqa: PLR0913  each says one thing about the text
    text: str,
    *,
    title: str = "",
    authors: Sequence[str] = (),
    drop: Sequence[re.Pattern[str]] = (),
    recurring: frozenset[str] = frozenset(),
    language: str = "en",
) -> Cleaned:
    """Return a text without what is not the article.

    `drop` are patterns of the feed's own, `recurring` the fingerprints of paragraphs
    that recur across its articles. Characters are never changed, so that whatever is
    found in the result stands word for word in what was given.
    """
    spans = paragraphs(text)
    parts = [plain(span.of(text)) for span in spans]
    known = furniture(language)
    lengths = [words(part) for part in parts]
    who = credits_of(parts, authors, known)
    gone = set(who.at)
    gone |= _titles(parts, title)
    if recurring:
        gone |= {at for at, part in enumerate(parts) if fingerprint(part) in recurring}
    gone |= {at for at, part in enumerate(parts) if _is_dropped(part, drop)}
    gone |= {at for at in range(len(parts)) if _is_furniture(parts, at, lengths, known)}
    gone |= _taken_by_headings(parts, lengths, known) - who.at
    kept = tuple(span for at, span in enumerate(spans) if at not in gone)
    return Cleaned(
        text="\n\n".join(span.of(text) for span in kept),
        kept=kept,
        authors=who.authors,
        author_note=who.note,
    )


def _titles(parts: Sequence[str], title: str) -> set[int]:
    """Return which of the first paragraphs only repeat the title."""
    wanted = plain(title).casefold()
    return {at for at, part in enumerate(parts[:3]) if part.casefold() == wanted}


def _is_dropped(part: str, drop: Sequence[re.Pattern[str]]) -> bool:
    return any(pattern.search(part[:_LOOKED_AT]) for pattern in drop)


def _is_furniture(
    parts: Sequence[str], at: int, lengths: Sequence[int], known: Furniture
) -> bool:
    part, length = parts[at][:_LOOKED_AT], lengths[at]
    lower = part.lower()
    near_end = at >= max(len(parts) - 8, len(parts) * 2 // 3)
    if _is_share_bar(parts[at], length, known) or not any(map(str.isalnum, part)):
        return True
    return any(
        length <= kind.max_words
        and (kind.where == "anywhere" or near_end)
        and kind.fits(part, lower)
        for kind in known.kinds
    )


def _is_share_bar(part: str, length: int, known: Furniture) -> bool:
    if length > _LISTED:
        return False
    tokens = _TOKEN.findall(part.casefold())
    named = [token for token in tokens if not token.isdecimal()]
    return bool(named) and known.share_words.issuperset(named)


def _taken_by_headings(
    parts: Sequence[str], lengths: Sequence[int], known: Furniture
) -> set[int]:
    """Return furniture's headings, each with the paragraphs it takes along."""
    taken: set[int] = set()
    for at, part in enumerate(parts):
        if at in taken or lengths[at] > _HEADING:
            continue
        if known.box.match(part):
            taken |= {at, *_boxed(parts, at, known)}
        elif known.list.match(part):
            taken |= {at, *_listed(parts, at, longest=0)}
        elif known.end.match(part):
            late = at >= len(parts) // 2
            taken |= {at, *_listed(parts, at, longest=_PROSE if late else 0)}
    return taken


def _boxed(parts: Sequence[str], at: int, known: Furniture) -> list[int]:
    """Return the paragraphs of a sign-up box that follow its heading."""
    boxed = []
    for following in range(at + 1, min(at + 1 + _BOXED, len(parts))):
        too_long = words(parts[following]) > 2 * _PROSE
        if too_long or not known.box_words.search(parts[following]):
            break
        boxed.append(following)
    return boxed


def _listed(parts: Sequence[str], at: int, *, longest: int) -> list[int]:
    """Return the titles that follow a heading, and teasers shorter than `longest`."""
    listed = []
    for following in range(at + 1, min(at + 1 + _LISTED, len(parts))):
        is_title = not _ENDED.search(parts[following][-6:])
        length = words(parts[following])
        if length >= _PROSE or not (is_title or length < longest):
            break
        listed.append(following)
    return listed
