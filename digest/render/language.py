"""What a language asks of a page: how dates and lists read, and which way text runs."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Literal

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.lists import format_list

Direction = Literal["ltr", "rtl"]

_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_UNKNOWN = {"und", "mul", "zxx"}
# The blocks that hold letters which run from right to left, and the mark that does.
_MAY_RUN_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff"
    "\U0001e800-\U0001efff]"
)
_WORLD_ENGLISH = "en-001"  # "16 January 2025": plain "en" would be American


def tag(language: str) -> str:
    """Return a language as the `lang` attribute has it; "und" where it is no tag."""
    return language if _TAG.fullmatch(language) else "und"


def foreign(language: str, edition: str) -> str:
    """Return a text's language for `lang`; "" where it is its edition's, or unknown."""
    own, main = language.partition("-")[0], edition.partition("-")[0]
    known = _TAG.fullmatch(language) and own.lower() not in _UNKNOWN
    return language if known and own.lower() != main.lower() else ""


@lru_cache(maxsize=64)
def locale(language: str) -> Locale:
    """Return how a language writes; English where that is not known."""
    wanted = _WORLD_ENGLISH if language == "en" else language
    try:
        return Locale.parse(wanted, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse(_WORLD_ENGLISH, sep="-")


def long_date(day: date, language: str) -> str:
    """Return "16 January 2025"."""
    return format_date(day, "long", locale(language))


def full_date(day: date, language: str) -> str:
    """Return "Thursday, 16 January 2025", as a line begins."""
    text = format_date(day, "full", locale(language))
    return text[:1].upper() + text[1:]


def listed(names: Sequence[str], language: str) -> str:
    """Return "A, B and C"."""
    return format_list(names, locale=locale(language)) if names else ""


def own_name(language: str) -> str:
    """Return what a language calls itself, as a line begins; its tag if unknown."""
    try:
        name = Locale.parse(language, sep="-").get_display_name()
    except (UnknownLocaleError, ValueError):
        name = None
    return name[:1].upper() + name[1:] if name else language


def direction(language: str) -> Direction:
    """Return which way a language runs."""
    return "rtl" if locale(language).text_direction == "rtl" else "ltr"


def direction_of(text: str, otherwise: Direction) -> Direction:
    """Return which way most letters of a text run."""
    if not _MAY_RUN_LEFT.search(text):
        runs_right = any(unicodedata.bidirectional(each) == "L" for each in text)
        return "ltr" if runs_right else otherwise
    kinds = [unicodedata.bidirectional(character) for character in text]
    from_left, from_right = kinds.count("L"), kinds.count("R") + kinds.count("AL")
    if from_left == from_right:
        return otherwise
    return "rtl" if from_right > from_left else "ltr"
