"""Every finding that a check can make: its code, how grave it is, what it means."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from digest.model import Severity

About = Literal["manuscript", "email"]

_LIST = Path(__file__).with_name("codes.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """What a finding is called, for good: programs may go by it."""

    name: str
    about: About
    severity: Severity
    meaning: str


@cache
def codes() -> Mapping[str, Code]:
    """Return all codes by their names, those about the manuscript first."""
    known = tomllib.loads(_LIST.read_text(encoding="utf-8"))
    parts: tuple[About, ...] = ("manuscript", "email")
    return {
        name: Code(name=name, about=about, **said)
        for about in parts
        for name, said in known[about].items()
    }
