"""What pages say that show something else than an article: from the file beside it."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """The phrases of each kind, in all languages: see walls.toml."""

    paywalls: re.Pattern[str]
    consents: re.Pattern[str]
    bot_checks: re.Pattern[str]
    missing: re.Pattern[str]
    logins: re.Pattern[str]
    scripts: re.Pattern[str]


@cache
def phrases() -> Phrases:
    """Return what is known."""
    file = resources.files("digest.collect.phrases").joinpath("walls.toml")
    kinds: Mapping[str, Mapping[str, list[str]]] = tomllib.loads(
        file.read_text(encoding="utf-8")
    )
    return Phrases(**{name: _any(kinds[name]) for name in kinds})


def _any(languages: Mapping[str, list[str]]) -> re.Pattern[str]:
    given = (phrase for each in languages.values() for phrase in each)
    spaced = "|".join(phrase.replace(" ", r"\s") for phrase in given)
    return re.compile(spaced, re.IGNORECASE | re.MULTILINE)
