"""The edition's block "by the numbers": which figures of its stories it shows."""

from collections.abc import Iterator, Sequence
from itertools import chain, zip_longest

from digest.model import ByTheNumbers, Number, Summary
from digest.text.figures import figures

LEAST_NUMBERS = 3  # fewer make no block

_TO_A_STORY = 2  # and one where that is enough for the block
_CARRYING = 4  # letters: shorter words are mostly grammar
_ALIKE = 0.6  # share of the shorter one's words


def by_the_numbers(
    stories: Sequence[Sequence[Summary]], *, title: str, most: int
) -> ByTheNumbers | None:
    """Return at most `most` numbers of an edition's stories, the big news first.

    `stories` are in the order of their importance. One number of each, and a second one
    where that is too few; None where there are not enough for a block.
    """
    chosen = _chosen([list(_numbers(group)) for group in stories], most)
    if len(chosen) < LEAST_NUMBERS:
        return None
    numbers = tuple(number for _, number in sorted(chosen, key=lambda pair: pair[0]))
    return ByTheNumbers(title=title, numbers=numbers)


def _numbers(group: Sequence[Summary]) -> Iterator[Number]:
    """Yield the numbers of one story, the best of each of its sources in turn."""
    ranked = zip_longest(*(summary.numbers for summary in group))
    yield from (number for number in chain.from_iterable(ranked) if number)


def _chosen(offered: Sequence[list[Number]], most: int) -> list[tuple[int, Number]]:
    chosen: list[tuple[int, Number]] = []
    for _ in range(_TO_A_STORY):
        if len(chosen) >= LEAST_NUMBERS:
            break
        for story, numbers in enumerate(offered):
            new = (n for n in numbers if not _is_said(n, [said for _, said in chosen]))
            found = next(new, None)
            if found and len(chosen) < most:
                chosen.append((story, found))
    return chosen


def _is_said(number: Number, said: Sequence[Number]) -> bool:
    """Tell whether a figure stands there already, or what it counts does."""
    return any(
        _value(number) == _value(other)
        or (number.unit == other.unit and _are_alike(number, other))
        for other in said
    )


def _value(number: Number) -> tuple[str, ...]:
    return tuple(figure.value for figure in figures(number.figure))


def _are_alike(one: Number, other: Number) -> bool:
    first, second = _content(one.counted), _content(other.counted)
    return len(first & second) >= _ALIKE * max(1, min(len(first), len(second)))


def _content(text: str) -> set[str]:
    return {word for word in text.lower().split() if len(word) >= _CARRYING}
