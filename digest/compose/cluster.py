"""One event, one story: which texts tell of the same thing.

Two texts are of one event when they appeared within days of each other and share the
names and figures that few others have: the cosine of their weighted names, figures and
headline words (term frequency × inverse document frequency; Salton and Buckley 1988).
Words in lower case are left out: they tell the topic, which a newsletter's articles
share, and not the event.

The likest are joined first, and only where all of both groups are alike on average and
none of them cannot be of one event (average link): so no chain of likenesses, and no
roundup that mentions everything, ties two events together.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

from digest.compose.copies import Telling, tellings
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

Event = tuple[Telling, ...]
_Weights = Mapping[str, float]


def events(articles: Sequence[Article]) -> tuple[Event, ...]:
    """Group articles by event, and by text within; all keep the order given."""
    texts = tellings(articles)
    groups = {place: [place] for place in range(len(texts))}
    of = dict(zip(groups, groups, strict=True))
    weights = _weights([_terms(text.original) for text in texts])
    for one, other in _alike([text.original for text in texts], weights):
        first, second = groups[of[one]], groups[of[other]]
        if first is not second and _are_one(first, second, texts, weights):
            del groups[of[other]]
            of.update(dict.fromkeys(second, of[one]))
            first += second
    joined = sorted(sorted(group) for group in groups.values())
    return tuple(tuple(texts[place] for place in group) for group in joined)


def _alike(
    articles: Sequence[Article], weights: Sequence[_Weights]
) -> list[tuple[int, int]]:
    """Return the pairs of articles that may tell of the same event, likest first."""
    found = []
    for one, other in _neighbours(weights):
        likeness = _cosine(weights[one], weights[other])
        if likeness >= _needed(articles[one], articles[other]):
            found.append((-likeness, one, other))
    return [(one, other) for _, one, other in sorted(found)]


def _are_one(
    first: Sequence[int],
    second: Sequence[int],
    texts: Sequence[Telling],
    weights: Sequence[_Weights],
) -> bool:
    """Tell whether two groups are alike enough on average, and nothing forbids it."""
    likenesses = []
    for one in first:
        for other in second:
            needed = _needed(texts[one].original, texts[other].original)
            likeness = _cosine(weights[one], weights[other])
            if needed > SAME_EVENT and likeness < needed:
                return False
            likenesses.append(likeness)
    return sum(likenesses) >= SAME_EVENT * len(likenesses)


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
