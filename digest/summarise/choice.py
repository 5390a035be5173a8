"""Which sentences to take together: each for its worth, less what it says again.

A set is worth the sum of its sentences, less what they repeat of each other and less a
cost that grows with its words. So a further fact is taken only while it brings more
than the reading of it costs: how many facts are asked for is the most that may come.
"""

from collections.abc import Sequence
from typing import NamedTuple

from digest.summarise.carries import Sentence
from digest.summarise.worth import Weights

SAME = 0.6  # share of the shorter one's stems: above it two sentences say the same
_WORDS = 60  # of three facts
_THREE = 3


class Candidate(NamedTuple):
    """A sentence that stands, and what it is worth by itself."""

    sentence: Sentence
    worth: float


def chosen(
    candidates: Sequence[Candidate], weights: Weights, *, limit: int, least: int
) -> list[Candidate]:
    """Return at most `limit` candidates, best first; `least` even if not worth it."""
    taken: list[Candidate] = []
    left = [_Left(one, 0.0) for one in candidates]
    while left and len(taken) < limit:
        costs = _Costs(weights, _read(taken), max(limit, _THREE))
        best = max(left, key=costs.gain)
        if len(taken) >= least and costs.gain(best)[0] <= 0:
            break
        taken.append(best.one)
        left = [
            _Left(one, repeats + said)
            for one, repeats in left
            if (said := shared(one.sentence, best.one.sentence)) < SAME
            and one is not best.one
        ]
    return taken


def shared(one: Sentence, other: Sentence) -> float:
    """Return what two sentences share: 1 if the shorter one says nothing of its own."""
    shorter = min(len(one.stems), len(other.stems))
    return len(one.stems & other.stems) / shorter if shorter else 0.0


class _Left(NamedTuple):
    """A candidate, and how much of it is said already."""

    one: Candidate
    repeats: float


class _Costs(NamedTuple):
    """What a choice costs beside what its sentences are worth."""

    weights: Weights
    words: int
    limit: int

    def gain(self, left: _Left) -> tuple[float, int]:
        """Return what one more candidate brings; of two equal ones the earlier."""
        sentence = left.one.sentence
        more = self._length(self.words + len(sentence.words)) - self._length(self.words)
        said = self.weights.repeats * left.repeats
        return left.one.worth + said + more, -sentence.span.start

    def _length(self, words: int) -> float:
        scaled = words * _THREE / (self.limit * _WORDS)
        return self.weights.length * scaled * scaled


def _read(taken: Sequence[Candidate]) -> int:
    return sum(len(one.sentence.words) for one in taken)
