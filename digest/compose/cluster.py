"""One event, one story: which articles tell of the same thing.

Two articles are of one event when they appeared within days of each other and share the
names and figures that few others have: the cosine of their weighted names, figures and
headline words (term frequency × inverse document frequency; Salton and Buckley 1988).
Words in lower case are left out: they tell the topic, which a newsletter's articles
share, and not the event.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

from digest.model import Article

# Cosines, read off the nearest pairs of the sample feeds and of 870 articles of real
# ones: two outlets on one event came to 0.49, two on one topic to 0.41.
SAME_EVENT = 0.45
# An outlet’s own series share names for years, and so do pages without a date: there,
# only what is nearly the same text counts.
SAME_TEXT = 0.8
WINDOW = timedelta(days=4)

_LOOKED_UP_BY = 24  # of an article's terms, the heaviest lead to its neighbours
_TOPIC = 40  # articles: no event that a newsletter tells has more of them
_READ_CHARACTERS = 6_000  # news tells its event early
_WORD = re.compile(r"[^\W\d_][\w’'-]{2,}")
# A capital after a word or a comma: one that merely begins a sentence names nothing.
# The letter comes first and what must stand before it after: so it is found fast.
_NAME = re.compile(r"[^\W\d_a-zа-яіїєґ](?<=[^\s.!?:…\"”’»)] .)[\w’'-]{2,}")
_FIGURE = re.compile(r"\d+(?:[., \u00a0\u202f]\d{3}(?!\d))*(?:[.,]\d+)?")
_UNGROUPED = str.maketrans("", "", ", \u00a0\u202f")
_ELSEWHERE = 10  # articles imagined without a term: two do not make it common

_Weights = Mapping[str, float]


def clusters(articles: Sequence[Article]) -> tuple[tuple[Article, ...], ...]:
    """Group articles by event; groups and their members keep the order given."""
    groups = [[place] for place in range(len(articles))]
    for one, other in _same_events(articles):
        if groups[one] is groups[other]:
            continue
        joined = groups[one]
        joined += groups[other]
        for place in groups[other]:
            groups[place] = joined
    firsts = {min(group): sorted(group) for group in groups}
    return tuple(
        tuple(articles[place] for place in firsts[first]) for first in sorted(firsts)
    )


def _same_events(articles: Sequence[Article]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of articles that tell of the same event."""
    weights = _weights([_terms(article) for article in articles])
    for one, other in _neighbours(weights):
        likeness = _cosine(weights[one], weights[other])
        if likeness >= _needed(articles[one], articles[other]):
            yield one, other


def _needed(one: Article, other: Article) -> float:
    """Return how alike two articles must be to be of one event; inf: they cannot be."""
    if abs(one.dated - other.dated) > WINDOW:
        return math.inf
    dated = one.entry.published and other.entry.published
    return SAME_EVENT if dated and one.outlet != other.outlet else SAME_TEXT


def _terms(article: Article) -> Counter[str]:
    """Count an article's names and figures, and the words of its headline."""
    text = article.text[:_READ_CHARACTERS]
    terms = Counter(word.lower() for word in _WORD.findall(article.entry.title))
    terms.update(_names(text))
    terms.update(_figures(text))
    return terms


def _names(text: str) -> Iterator[str]:
    for name in _NAME.findall(text):
        if name[0].isupper():
            yield name.removesuffix("’s").removesuffix("'s").lower()


def _figures(text: str) -> Iterator[str]:
    for figure in _FIGURE.findall(text):
        if len(figure) > 1:
            yield figure.translate(_UNGROUPED)


def _weights(counted: Sequence[Counter[str]]) -> list[_Weights]:
    """Weigh each term by how often it is used, and by how few articles use it.

    Scaled to length 1, so that a product of two is their cosine.
    """
    articles_with = Counter(term for terms in counted for term in terms)
    rarity = {
        term: math.log((_ELSEWHERE + len(counted)) / number)
        for term, number in articles_with.items()
    }
    return [
        _scaled({t: (1 + math.log(n)) * rarity[t] for t, n in terms.items()})
        for terms in counted
    ]


def _scaled(weights: dict[str, float]) -> _Weights:
    length = math.sqrt(sum(weight * weight for weight in weights.values()))
    return {term: weight / length for term, weight in weights.items() if length}


def _neighbours(weights: Sequence[_Weights]) -> Iterator[tuple[int, int]]:
    """Yield pairs that share two of their heaviest terms, each pair once, in order.

    Only these are compared, and a term that has led to many articles leads to no more:
    it tells the topic. So the work grows with the articles, not with their square.
    """
    heaviest = [
        set(sorted(w, key=lambda t: (-w[t], t))[:_LOOKED_UP_BY]) for w in weights
    ]
    holders: dict[str, list[int]] = defaultdict(list)
    for index, terms in enumerate(heaviest):
        shared = Counter(other for term in terms for other in holders[term])
        yield from ((other, index) for other in sorted(shared) if shared[other] > 1)
        for term in terms:
            if len(holders[term]) < _TOPIC:
                holders[term].append(index)


def _cosine(one: _Weights, other: _Weights) -> float:
    fewer, more = sorted((one, other), key=len)
    return sum(weight * more.get(term, 0.0) for term, weight in fewer.items())
