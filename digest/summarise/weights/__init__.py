"""What was learned: one readable file a task, a line each, what = weight.

The files are written by scripts in `bench/`, which say from what and how. A sign that
has no line weighs nothing.
"""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=8)
def weights(task: str) -> Mapping[str, float]:
    """Return the weights of a task whose file has signs: "speakers". Sign → weight.

    What is set by hand stands in a table of its own, and over what was learned.
    """
    text = files(__name__).joinpath(f"{task}.toml").read_text(encoding="utf-8")
    read = tomllib.loads(text)
    both = {**read["weights"], **read.get("set", {})}
    return {sign: float(weight) for sign, weight in both.items()}
