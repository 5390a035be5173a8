"""One text in many places: which articles are copies of which.

What stands between two marks of punctuation is a shingle; a copy is an article most of
which stands in another, piece by piece (containment: Broder 1997). Each is compared
with originals only, so that a copy of a copy of a copy is still one of the original, or
none; and an article that adds much of its own is no copy, but tells the same event.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from digest.model import Article

# Shares of characters: an editor's changes and a paragraph or two leave this much.
_OF_THE_COPY = 0.6
_OF_THE_ORIGINAL = 0.5  # a roundup holds the whole of many short articles
_LEAST_SHARED = 100  # characters: two teasers may say the same of two pages

_WINDOW = timedelta(days=4)
_LEAST_PIECE = 20  # characters: shorter ones stand anywhere
_FURNITURE = 40  # articles: what stands in more is nobody's
_READ_CHARACTERS = 2_400
_FIGURE = re.compile(r"\d+")
_BETWEEN = re.compile(r"[.,;:!?…\n()«»“”„\"—–]+\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A text: the article that had it first, and those that have it from there."""

    original: Article
    copies: tuple[Article, ...] = ()

    @property
    def articles(self) -> tuple[Article, ...]:
        """All that have the text."""
        return (self.original, *self.copies)


def tellings(articles: Sequence[Article]) -> tuple[Telling, ...]:
    """Return the texts of articles, in the order given; the earliest is the original.

    Of those dated alike it is the one given first.
    """
    pieces = [_pieces(article) for article in articles]
    holders: dict[str, list[int]] = defaultdict(list)
    copies: dict[int, list[int]] = {}
    for place in sorted(range(len(articles)), key=lambda n: (articles[n].dated, n)):
        original = _original(place, articles, pieces, _shared(pieces[place], holders))
        if original is not None:
            copies[original].append(place)
            continue
        copies[place] = []
        for piece in pieces[place]:
            if len(holders[piece]) < _FURNITURE:
                holders[piece].append(place)
    return tuple(
        Telling(
            original=articles[place],
            copies=tuple(articles[copy] for copy in sorted(copies[place])),
        )
        for place in sorted(copies)
    )


def _pieces(article: Article) -> Mapping[str, int]:
    """Return the pieces of a text that tell something, with their lengths."""
    text = article.text[:_READ_CHARACTERS].lower().replace("’", "'")
    pieces = _BETWEEN.split(text)
    return {piece: len(piece) for piece in pieces if len(piece) >= _LEAST_PIECE}


def _shared(
    pieces: Mapping[str, int], holders: Mapping[str, list[int]]
) -> Counter[int]:
    """Return how many characters each original shares with an article."""
    shared: Counter[int] = Counter()
    for piece, length in pieces.items():
        for holder in holders.get(piece, ()):
            shared[holder] += length
    return shared


def _original(
    place: int,
    articles: Sequence[Article],
    pieces: Sequence[Mapping[str, int]],
    shared: Mapping[int, int],
) -> int | None:
    """Return the original that an article is a copy of; None: it is one itself."""
    length = sum(pieces[place].values())
    best = None
    for other in sorted(shared):
        if (
            shared[other] >= max(_LEAST_SHARED, _OF_THE_COPY * length)
            and shared[other] >= _OF_THE_ORIGINAL * sum(pieces[other].values())
            and (best is None or shared[other] > shared[best])
            and _may_be_copy(articles[place], articles[other])
        ):
            best = other
    return best


def _may_be_copy(one: Article, other: Article) -> bool:
    """Tell whether one may be the other's text at all.

    An outlet's own form, filled in anew each day, keeps its words; so only what it
    prints twice under one title, with the same figures, is the same text.
    """
    if abs(one.dated - other.dated) > _WINDOW:
        return False
    return one.outlet != other.outlet or _form(one) == _form(other)


def _form(article: Article) -> tuple[str, list[str]]:
    text = article.text[:_READ_CHARACTERS]
    return article.entry.title.casefold().strip(), _FIGURE.findall(text)
