"""What a sentence is worth as a fact: what it shows, times what each of that counts.

The weights are learned by `bench/learn_facts.py` from summaries that editors wrote, and
lie in `weights/facts.toml`, one line each; what is set by hand stands in its script.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from operator import mul

from digest.summarise.carries import MINDED, SHOWN, Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What counts how much in choosing facts.

    `shown` goes with `carries.SHOWN`, `minded` with `carries.MINDED`. The rest weighs a
    choice as a whole: `repeats` what two facts share (0 to 1), `length` the square of
    its words, in sixties (more words where more than three facts are asked for).
    """

    shown: tuple[float, ...]
    minded: tuple[float, ...]
    repeats: float
    length: float

    def worth(self, sentence: Sentence) -> float:
        """Return what a sentence is worth by itself."""
        learned: float = sum(map(mul, self.shown, sentence.shown))
        minded: float = sum(map(mul, self.minded, sentence.minded))
        return learned + minded


@lru_cache(maxsize=1)
def learned() -> Weights:
    """Return the weights that come with the package."""
    file = files("digest.summarise").joinpath("weights", "facts.toml")
    return weights(tomllib.loads(file.read_text(encoding="utf-8")))


def weights(read: Mapping[str, Mapping[str, float]]) -> Weights:
    """Return the weights of a file's three tables."""
    return Weights(
        shown=tuple(read["sentence"][name] for name in SHOWN),
        minded=tuple(read["reader"][name] for name in MINDED),
        repeats=read["choice"]["repeats"],
        length=read["choice"]["length"],
    )
