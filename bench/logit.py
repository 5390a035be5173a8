"""A sparse conditional logit: which of several candidates is right, from their signs.

Each choice has candidates; a candidate has signs; its score is the sum of their weights
and its probability the softmax over its choice (McFadden 1974). Where several
candidates are right, their probabilities add up. Fitted by FISTA (Beck and Teboulle
2009) with a step that backtracks, restarted where it overshoots (O'Donoghue and Candès
2015): an L1 penalty leaves few signs, a small L2 one keeps the rest in bounds.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
_ROUNDS = 600
_TINY = 1e-300
_LEAST_WEIGHT = 0.0005
_CLOSE = 1e-7  # relative gain below which the fit is over


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Candidates' signs, which of them are right, and how much the choice counts."""

    signs: Sequence[Sequence[str]]
    right: Sequence[bool]
    weight: float = 1.0


def fitted(
    choices: Sequence[Choice], *, l1: float, l2: float, least: int
) -> dict[str, float]:
    """Return the weight of each sign that occurs at least `least` times and counts."""
    useful = [choice for choice in choices if any(choice.right)]
    problem = _problem(useful, least=least)
    weights = _descended(problem, l1=l1, l2=l2)
    found = zip(problem.signs, weights.tolist(), strict=True)
    return {
        sign: round(weight, 3) for sign, weight in found if abs(weight) >= _LEAST_WEIGHT
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Problem:
    """All candidates in rows: `row` and `column` say where a sign is."""

    signs: Sequence[str]
    row: Ints
    column: Ints
    owner: Ints
    right: Floats
    counts: Floats

    def scores(self, weights: Floats) -> Floats:
        return np.bincount(self.row, weights[self.column], len(self.owner))

    def loss(self, weights: Floats, l2: float) -> tuple[float, Floats]:
        """Return the negative log-likelihood with its L2 penalty, and its gradient."""
        scores, size = self.scores(weights), len(self.counts)
        most = np.full(size, -np.inf)
        np.maximum.at(most, self.owner, scores)
        powers = np.exp(scores - most[self.owner])
        total = np.bincount(self.owner, powers, size)
        right = np.bincount(self.owner, powers * self.right, size)
        right = np.maximum(right, total * _TINY)  # a long step may leave nothing right
        loss = -(self.counts * np.log(right / total)).sum() + l2 * weights @ weights
        chance = powers / total[self.owner]
        given = powers * self.right / right[self.owner]
        pull = (chance - given) * self.counts[self.owner]
        slope = np.bincount(self.column, pull[self.row], len(weights))
        return float(loss), slope + 2 * l2 * weights


def _problem(choices: Sequence[Choice], *, least: int) -> _Problem:
    counted = Counter(
        sign for choice in choices for signs in choice.signs for sign in set(signs)
    )
    signs = sorted(sign for sign, count in counted.items() if count >= least)
    number = {sign: index for index, sign in enumerate(signs)}
    row, column, owner, right = [], [], [], []
    for index, choice in enumerate(choices):
        for shown, correct in zip(choice.signs, choice.right, strict=True):
            columns = [number[sign] for sign in set(shown) if sign in number]
            row += [len(owner)] * len(columns)
            column += sorted(columns)
            owner.append(index)
            right.append(float(correct))
    return _Problem(
        signs=signs,
        row=np.array(row, dtype=np.int64),
        column=np.array(column, dtype=np.int64),
        owner=np.array(owner, dtype=np.int64),
        right=np.array(right),
        counts=np.array([choice.weight for choice in choices]),
    )


def _descended(problem: _Problem, *, l1: float, l2: float) -> Floats:
    weights = np.zeros(len(problem.signs))
    ahead, momentum, step = weights, 1.0, 1.0
    before = np.inf
    for _ in range(_ROUNDS):
        loss, slope = problem.loss(ahead, l2)
        while True:
            following = _shrunk(ahead - step * slope, step * l1)
            moved = following - ahead
            there, _ = problem.loss(following, l2)
            if there <= loss + slope @ moved + moved @ moved / (2 * step) + 1e-9:
                break
            step /= 2
        total = there + l1 * np.abs(following).sum()
        if total > before:  # overshot: begin the momentum anew
            ahead, momentum, before = weights, 1.0, np.inf
            continue
        if before - total < _CLOSE * total:
            return following
        grown = (1 + np.sqrt(1 + 4 * momentum**2)) / 2
        ahead = following + (momentum - 1) / grown * (following - weights)
        weights, momentum, before = following, grown, total
    return weights


def _shrunk(weights: Floats, by: float) -> Floats:
    return np.sign(weights) * np.maximum(np.abs(weights) - by, 0.0)
