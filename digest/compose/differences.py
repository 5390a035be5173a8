"""Where sources of one event differ on a figure: both sides, each in its own words.

Better silent than wrong. Two counts differ when the same words stand behind both, what
goes on behind them is known to both articles, and no number is one that both may mean:
"12" and "more than 10" agree, and so do "1,200" and "1,187".
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations, product, takewhile

from digest.compose.counts import Count, counts, is_helping, words
from digest.model import Article, Difference, Number, Source
from digest.text.figures import figures

_LEAST_WORDS = 2  # in common: "people killed"; "people" alone may be killed or hurt
_CARRYING = 4  # letters: shorter words are mostly grammar
_FAR = 2.0  # times: more is another count, not another source
_SAME_TIME = timedelta(days=1)  # later ones are news, not contradiction
_MOST = 2  # differences a story tells


_Telling = Sequence[tuple[int, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """An article, what it counts and in which words, and its words and figures."""

    article: Article
    counts: tuple[tuple[Count, _Telling], ...]
    words: frozenset[str]
    values: frozenset[str]


def differences(articles: Sequence[Article], *, title: str) -> tuple[Difference, ...]:
    """Return the figures on which the articles of one event differ, at most two."""
    found: list[Difference] = []
    for one, other in combinations(map(_told, articles), 2):
        for numbers in _differing(one, other):
            if not any(number in told.numbers for told in found for number in numbers):
                found.append(Difference(title=title, numbers=numbers))
    return tuple(_once(found))[:_MOST]


def _told(article: Article) -> _Told:
    return _Told(
        article=article,
        counts=tuple((count, _telling(article, count)) for count in counts(article)),
        words=words(article.text),
        values=frozenset(figure.value for figure in figures(article.text)),
    )


def _once(found: Sequence[Difference]) -> Iterator[Difference]:
    """Yield the differences, each pair of figures once, whoever prints it."""
    seen: set[tuple[str, ...]] = set()
    for difference in found:
        key = tuple(sorted(number.text.lower() for number in difference.numbers))
        if key not in seen:
            seen.add(key)
            yield difference


def _differing(one: _Told, other: _Told) -> Iterator[tuple[Number, Number]]:
    """Yield the counts on which two outlets differ at the same time."""
    first, second = one.article, other.article
    if first.outlet == second.outlet or abs(first.dated - second.dated) > _SAME_TIME:
        return
    known = one.words & other.words
    for (own, told), (others, others_told) in product(one.counts, other.counts):
        if own.unit != others.unit or not _contradict(own, others):
            continue
        lengths = _in_common(told, others_told, known)
        if (
            lengths
            and not _values(second, others) & one.values
            and not _values(first, own) & other.values
        ):
            yield _number(first, own, lengths[0]), _number(second, others, lengths[1])


def _values(article: Article, count: Count) -> set[str]:
    return {figure.value for figure in figures(count.figure.of(article.text))}


def _in_common(
    own: _Telling, others: _Telling, known: frozenset[str]
) -> tuple[int, int] | None:
    """Return how many words behind each figure say the same; None: too few.

    What goes on behind them in one clause must be known to both articles.
    """
    pairs = zip(own, others, strict=False)
    same = list(takewhile(lambda pair: pair[0][1] == pair[1][1], pairs))
    while same and len(same[-1][0][1]) < _CARRYING:
        same.pop()
    if len(same) < _LEAST_WORDS:
        return None
    if not _rest(own[len(same) :]) ^ _rest(others[len(same) :]) <= known:
        return None
    (last, _), (others_last, _) = same[-1]
    return last + 1, others_last + 1


def _rest(told: _Telling) -> set[str]:
    """Return the longer words of what goes on, which say where and when."""
    return {word for _, word in told if len(word) >= _CARRYING}


def _telling(article: Article, count: Count) -> _Telling:
    """Return the words of a clause but for helping verbs, each with its place in it."""
    said = [span.of(article.text).lower() for span in count.clause]
    return [(place, word) for place, word in enumerate(said) if not is_helping(word)]


def _contradict(first: Count, second: Count) -> bool:
    """Tell whether no number is meant by both, and yet they are near each other."""
    if first.low <= second.high and second.low <= first.high:
        return False
    lower, upper = sorted((first, second), key=lambda count: count.low)
    return upper.low <= _FAR * lower.high


def _number(article: Article, count: Count, length: int) -> Number:
    end = count.clause[length - 1].end
    return Number(
        figure=" ".join(count.figure.of(article.text).split()),
        counted=" ".join(article.text[count.figure.end : end].split()),
        source=Source(outlet=article.outlet, url=article.entry.url),
        unit=count.unit,
    )
