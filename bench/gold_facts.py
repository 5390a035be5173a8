"""How well facts and figures are chosen from our own gold articles."""

from collections import Counter
from collections.abc import Sequence

from bench.answers import Counted
from bench.gold import GoldArticle
from bench.gold_scores import Tally, shares
from bench.spans import Place, shared


def facts(
    article: GoldArticle, places: Sequence[Place], *, first: Sequence[Place]
) -> Tally:
    """Count what a system's first facts are: key, fine, or never to be one.

    Of all its facts (`places`), no two may say the same.
    """
    tally: Tally = Counter()
    for sentences in article.same:
        stand = [_stands(article.text, one) for one in sentences]
        told = sum(any(_touches(place, one) for place in places) for one in stand)
        tally["said twice"] += 1
        tally["said once"] += told <= 1
    for place in first:
        kind = _kind(article, place)
        tally["facts"] += 1
        tally["key"] += kind == "key"
        tally["good"] += kind in ("key", "fine")
        tally["not never"] += kind != "never"
    return tally


def figures(article: GoldArticle, counted: Sequence[Counted]) -> Tally:
    """Count the gold figures that a system finds, and what of them it tells."""
    tally: Tally = Counter()
    for gold in article.figures:
        sentence = _stands(article.text, gold.sentence)
        same = [
            one
            for one in counted
            if shared(one.place, sentence)
            and _digits(one.figure) == _digits(gold.figure)
        ]
        tally["figures"] += 1
        tally["figures found"] += bool(same)
        tally["figures counted"] += any(shares(one.what, gold.counts) for one in same)
    return tally


def _kind(article: GoldArticle, place: Place) -> str:
    for kind, sentences in (
        ("never", article.never),
        ("key", article.key),
        ("fine", article.fine),
    ):
        if any(_touches(place, _stands(article.text, one)) for one in sentences):
            return kind
    return "other"


def _touches(one: Place, other: Place) -> bool:
    """Tell whether half of the shorter one stands in the longer."""
    shorter = min(one.end - one.start, other.end - other.start)
    return 2 * shared(one, other) > shorter


def _stands(text: str, sentence: str) -> Place:
    start = text.index(sentence)
    return Place(start, start + len(sentence))


def _digits(figure: str) -> str:
    return "".join(filter(str.isdecimal, figure))
