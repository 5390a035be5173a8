"""What tells one event from another: an article's names, figures and rarer words.

Weighted by how often an article uses a term, and by how few articles do (term frequency
× inverse document frequency; Salton and Buckley 1988), and scaled to length 1, so that
the product of two articles' weights is their cosine: 1 for the same terms, 0 for none
in common.
"""

import math
import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain

from digest.model import Article

Weights = Mapping[str, float]

# What a term of each kind weighs beside a name. Words in lower case tell the topic,
# which a newsletter's articles share, before they tell the event.
_FIGURE_WEIGHS = 1.5
_WORD_WEIGHS = 0.5

# News tells its event early.
_READ_CHARACTERS = 2_400
_EARLY_CHARACTERS = 1_200
_WORDS_KEPT = 16_384  # of those that articles have in common
_ELSEWHERE = 300  # articles imagined without a term: in ten articles none is common
_DECLINED_FROM = "\u0400"  # Cyrillic: its languages decline names
_SHORTEST_STEM, _LONGEST_STEM = 4, 5  # letters

_TITLE_WORD = re.compile(r"[^\W\d_][\w’'-]{2,}")
_WORD = re.compile(r"[a-zа-яіїєґß-öø-ÿ](?<![\w’'-].)[\w’'-]{4,}")
# The first letter comes first and what must stand before it after: so it is found fast.
_CAPITAL = re.compile(r"[^\W\d_a-zа-яіїєґ](?<![\w’'-].)[\w’'-]{2,}")
# A capital after a word or a comma: one that merely begins a sentence names nothing.
_NAME = re.compile(r"[^\W\d_a-zа-яіїєґ](?<=[^\s.!?:…\"”’»)] .)[\w’'-]{2,}")
_FIGURE = re.compile(r"\d+(?:[., \u00a0\u202f]\d{3}(?!\d))*(?:[.,]\d+)?")
_UNGROUPED = str.maketrans("", "", ", \u00a0\u202f")


def weights(articles: Sequence[Article]) -> list[Weights]:
    """Return the weight of each article's terms, among these articles."""
    known = frozenset(chain.from_iterable(map(_names, articles)))
    counted = [_terms(article, known) for article in articles]
    articles_with = Counter(chain.from_iterable(counted))
    all_articles = _ELSEWHERE + len(counted)
    rarity = {
        term: math.log(all_articles / number) for term, number in articles_with.items()
    }
    return [
        _scaled({term: weight * rarity[term] for term, weight in terms.items()})
        for terms in counted
    ]


def cosine(one: Weights, other: Weights) -> float:
    """Return how alike two articles are, from 0 to 1."""
    # an exact sum: the order of what they share differs from run to run
    return math.fsum(one[term] * other[term] for term in one.keys() & other.keys())


def _terms(article: Article, known: Container[str]) -> dict[str, float]:
    """Return an article's terms, with what each weighs before it is known how rare.

    A word that begins a sentence is a name where it is `known` as one from elsewhere.
    """
    text = article.text[:_READ_CHARACTERS]
    names = [name for name in _stems(_CAPITAL, text) if name in known]
    names += _stems(_TITLE_WORD, article.entry.title)
    words = _stems(_WORD, text[:_EARLY_CHARACTERS])
    return {
        **_counted(words, _WORD_WEIGHS),
        **_counted(names, 1.0),
        **_counted(_figures(text), _FIGURE_WEIGHS),
    }


def _counted(terms: Iterable[str], weight: float) -> dict[str, float]:
    """Return how much terms weigh by their number: twice is not twice as much."""
    return {
        term: weight if number == 1 else weight * (1 + math.log(number))
        for term, number in Counter(terms).items()
    }


def _names(article: Article) -> Iterator[str]:
    return _stems(_NAME, article.text[:_READ_CHARACTERS])


def _stems(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    """Return what is found, without its case: of what is declined the first letters."""
    return map(_stem, pattern.findall(text))


@lru_cache(maxsize=_WORDS_KEPT)
def _stem(word: str) -> str:
    lower = word.lower()
    if lower < _DECLINED_FROM:
        return lower.removesuffix("’s").removesuffix("'s")
    return lower[: max(_SHORTEST_STEM, min(_LONGEST_STEM, len(lower) - 2))]


def _figures(text: str) -> list[str]:
    return [
        figure.translate(_UNGROUPED)
        for figure in _FIGURE.findall(text)
        if len(figure) > 1
    ]


def _scaled(weights: dict[str, float]) -> Weights:
    length = math.sqrt(sum(weight * weight for weight in weights.values()))
    return {term: weight / length for term, weight in weights.items() if length}
