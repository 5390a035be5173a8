"""One event, one story: which texts tell of the same thing.

Two texts of different outlets are of one event when they appeared within days of each
other and share the names, figures and words that few others have. The likest are joined
first, and only where all of both groups are alike on average and none of them cannot be
of one event (average link): so no chain of likenesses, and no roundup that mentions
everything, ties two events together.

An outlet's own series share names for years, and so do pages without a date: of those,
only copies of one text are one story.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import chain, product

from digest.compose.copies import Telling, tellings
from digest.compose.terms import Weights, cosine, weights
from digest.model import Article

# A cosine: docs/decisions/one-event-one-story.md has what others come to.
SAME_EVENT = 0.4
WINDOW = timedelta(days=4)

_LOOKED_UP_BY = 24  # of an article's terms, the heaviest lead to its neighbours
_TOPIC = 40  # articles: no event that a newsletter tells has more of them

Event = tuple[Telling, ...]


def events(articles: Sequence[Article]) -> tuple[Event, ...]:
    """Group articles by event, and by text within; all keep the order given."""
    texts = tellings(articles)
    groups = {place: [place] for place in range(len(texts))}
    of = dict(zip(groups, groups, strict=True))
    originals = [text.original for text in texts]
    weighed = weights(originals)
    for one, other in _alike(originals, weighed):
        first, second = groups[of[one]], groups[of[other]]
        if first is not second and _are_one(first, second, originals, weighed):
            del groups[of[other]]
            of.update(dict.fromkeys(second, of[one]))
            first += second
    joined = sorted(sorted(group) for group in groups.values())
    return tuple(tuple(texts[place] for place in group) for group in joined)


def _alike(
    articles: Sequence[Article], weighed: Sequence[Weights]
) -> list[tuple[int, int]]:
    """Return the pairs of articles that may tell of the same event, likest first."""
    found = [
        (-cosine(weighed[one], weighed[other]), one, other)
        for one, other in _neighbours(weighed)
        if _may_be_one(articles[one], articles[other])
    ]
    return [(one, other) for less, one, other in sorted(found) if less <= -SAME_EVENT]


def _may_be_one(one: Article, other: Article) -> bool:
    return (
        one.outlet != other.outlet
        and one.entry.published is not None
        and other.entry.published is not None
        and abs(one.dated - other.dated) <= WINDOW
    )


def _are_one(
    first: Sequence[int],
    second: Sequence[int],
    articles: Sequence[Article],
    weighed: Sequence[Weights],
) -> bool:
    """Tell whether two groups are alike enough on average, and nothing forbids it."""
    pairs = list(product(first, second))
    if not all(_may_be_one(articles[one], articles[other]) for one, other in pairs):
        return False
    alike = sum(cosine(weighed[one], weighed[other]) for one, other in pairs)
    return alike >= SAME_EVENT * len(pairs)


def _neighbours(weighed: Sequence[Weights]) -> Iterator[tuple[int, int]]:
    """Yield pairs that share two of their heaviest terms, each pair once, in order.

    Only these are compared, and a term that has led to many articles leads to no more:
    it tells the topic. So the work grows with the articles, not with their square.
    """
    holders: dict[str, list[int]] = defaultdict(list)
    for index, terms in enumerate(map(_heaviest, weighed)):
        shared = Counter(chain.from_iterable(holders[term] for term in terms))
        yield from ((other, index) for other in sorted(shared) if shared[other] > 1)
        for term in terms:
            if len(holders[term]) < _TOPIC:
                holders[term].append(index)


def _heaviest(weights: Weights) -> list[str]:
    heaviest_first = sorted((-weight, term) for term, weight in weights.items())
    return [term for _, term in heaviest_first[:_LOOKED_UP_BY]]
