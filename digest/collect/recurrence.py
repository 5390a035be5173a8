"""Furniture by repetition: what stands in several of a feed's articles is not news."""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache

from digest.collect.plain import plain
from digest.text.paragraphs import has_words, paragraphs, words

MAX_REMEMBERED = 4_000  # paragraphs of one feed

_OFTEN = 3  # articles: twice may be chance or an update, three times is furniture
_FEW = 4  # articles in a batch small enough for twice to count
_FIRST, _LAST = 2, 6  # paragraphs at the edges, where furniture stands
_SHORT = 60  # words
_LATELY = 32  # texts: those of one feed are looked at twice
_WHOLE = 150  # words of a text that must not shrink to less than half


def fingerprint(paragraph: str) -> str:
    """Return what tells a paragraph from others: of its words, not its typography."""
    folded = plain(paragraph).casefold()
    return hashlib.sha256(folded.encode()).hexdigest()[:16]


def recurring(texts: Sequence[str], before: Mapping[str, int]) -> frozenset[str]:
    """Return the fingerprints of paragraphs that recur across a feed's articles.

    `texts` are the new ones, `before` counts in how many earlier ones each stood. A
    paragraph is furniture when it stood in three articles; or in two, where these are
    half or more of a first small batch and it is short and at an edge of both.
    """
    counts = Counter(mark for text in texts for mark in _marks(text))
    often = {
        mark for mark, count in counts.items() if count + before.get(mark, 0) >= _OFTEN
    }
    if before or not 1 < len(texts) <= _FEW:
        return frozenset(often)
    edges = Counter(mark for text in texts for mark in _edge_marks(text))
    return frozenset(often | {mark for mark, count in edges.items() if count > 1})


def recurring_again(text: str, before: Mapping[str, int]) -> frozenset[str]:
    """Return the fingerprints of what recurs in a text that was counted before."""
    return frozenset(mark for mark in _marks(text) if before.get(mark, 0) >= _OFTEN)


def furniture_in(text: str, recurrent: frozenset[str]) -> frozenset[str]:
    """Return what of the recurrent may be dropped from one text.

    Furniture is never most of an article: a text that would lose more than half of its
    words is another's copy or an update, and stays whole.
    """
    if not recurrent & _marks(text):
        return frozenset()
    parts = [span.of(text) for span in paragraphs(text)]
    lost = sum(words(part) for part in parts if fingerprint(part) in recurrent)
    if has_words(text, _WHOLE) and 2 * lost > words(text):
        return frozenset()
    return recurrent


def remembered(texts: Sequence[str], before: Mapping[str, int]) -> Mapping[str, int]:
    """Return the counts with the new texts in them; if too many, the telling ones."""
    counts = Counter(mark for text in texts for mark in _marks(text))
    total = dict(before)
    for mark in sorted(counts):
        total[mark] = total.get(mark, 0) + counts[mark]
    if len(total) <= MAX_REMEMBERED:
        return total
    ranked = sorted(total, key=lambda mark: (-total[mark], mark not in counts, mark))
    return {mark: total[mark] for mark in ranked[:MAX_REMEMBERED]}


@lru_cache(maxsize=_LATELY)
def _marks(text: str) -> frozenset[str]:
    return frozenset(fingerprint(span.of(text)) for span in paragraphs(text))


def _edge_marks(text: str) -> set[str]:
    parts = [span.of(text) for span in paragraphs(text)]
    last = max(_FIRST, len(parts) - _LAST)
    edges = (*parts[:_FIRST], *parts[last:])
    return {fingerprint(part) for part in edges if words(part) <= _SHORT}
