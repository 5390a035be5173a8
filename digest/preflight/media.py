"""Media queries: which rules hold on which screen."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Scheme = Literal["light", "dark"]

_FEATURE = re.compile(r"\(\s*([a-z-]+)\s*(?::\s*([^)]*?)\s*)?\)")
_PIXELS = re.compile(r"(\d{1,6}(?:\.\d{1,4})?)(px|em|rem)")
_TYPES = frozenset(("", "all", "screen", "only screen", "only all"))
_EM = 16  # pixels: in media queries always the browser's own


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """How an email is looked at."""

    scheme: Scheme = "light"
    width: int = 1200  # pixels


@lru_cache(maxsize=512)
def holds(query: str, view: View) -> bool:
    """Tell whether a media query holds there; what is not understood does not."""
    return any(_matches(each, view) for each in query.lower().split(","))


def _matches(query: str, view: View) -> bool:
    kind = " ".join(_FEATURE.sub(" ", query).split())
    words = re.sub(r"\s*\band\b\s*", " ", kind).strip()
    if words not in _TYPES:
        return False
    return all(_has(name, value, view) for name, value in _FEATURE.findall(query))


def _has(name: str, value: str, view: View) -> bool:
    match name:
        case "prefers-color-scheme":
            return value == view.scheme
        case "min-width" | "min-device-width":
            return view.width >= _pixels(value)
        case "max-width" | "max-device-width":
            return view.width <= _pixels(value)
        case _:
            return False


def _pixels(value: str) -> float:
    found = _PIXELS.fullmatch(value)
    if found is None:
        return float("nan")  # greater and smaller than nothing
    return float(found[1]) * (1 if found[2] == "px" else _EM)
