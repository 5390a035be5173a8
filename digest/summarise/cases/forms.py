"""What the form of a word tells, in languages that decline: its nominative, its gender.

All of it is read off endings that the language's pack lists; nothing here knows a word.
An ending only tells what a form may be, so a guess counts where the pack or the article
has the nominative that it leads to.
"""

from collections.abc import Collection, Mapping
from functools import lru_cache

from digest.summarise.languages import Gender, Language
from digest.summarise.runs import first_names

_NOTHING = "-"  # in a pack: no ending
_MIN_STEM = 2
_KEPT = 20_000  # words whose forms are remembered


@lru_cache(maxsize=_KEPT)
def nominatives(lower: str, language: Language) -> tuple[str, ...]:
    """Return what the nominative of a declined word may be, the word itself first."""
    most = min(_longest(language.declension), len(lower) - _MIN_STEM)
    guesses = [
        lower[:-size] + given.replace(_NOTHING, "")
        for size in range(most, 0, -1)
        for given in language.declension.get(lower[-size:], "").split()
    ]
    return tuple(dict.fromkeys([lower, *guesses]))


def nominative(lower: str, among: Collection[str], language: Language) -> str | None:
    """Return which of some words a word may be a form of; None: of none."""
    return next((one for one in nominatives(lower, language) if one in among), None)


def is_form_of(word: str, other: str, language: Language) -> bool:
    """Tell whether a word may be another, declined or not."""
    return other.lower() in nominatives(word.lower(), language)


@lru_cache(maxsize=_KEPT)
def verb_gender(lower: str, language: Language) -> Gender | None:
    """Return whose a verb is by its ending: a man's, several people's; None: any."""
    for reflexive in language.reflexives:
        lower = lower.removesuffix(reflexive)
    return _by_ending(lower, language.past) or _by_ending(lower, language.present)


def patronymic_gender(lower: str, language: Language) -> Gender | None:
    """Return whose son or daughter a word calls somebody; None: it is no patronymic."""
    return _by_ending(lower, language.patronymics)


@lru_cache(maxsize=_KEPT)
def role_gender(lower: str, language: Language) -> Gender | None:
    """Return the gender of whom a role is said; None: of anybody."""
    if lower in language.male_words:
        return "male"
    if lower in language.female_words:
        return "female"
    return _by_ending(lower.rpartition("-")[2], language.role_genders)


def first_name_gender(lower: str, language: Language) -> Gender | None:
    """Return the gender of a first name in any form; None: unknown, or either."""
    found = nominative(lower, first_names(language), language) or lower
    male, female = found in language.male, found in language.female
    if male == female:
        return None
    return "male" if male else "female"


@lru_cache(maxsize=_KEPT)
def is_adjective(lower: str, language: Language) -> bool:
    """Tell whether a word may be an adjective in the nominative."""
    return _by_ending(lower, language.adjectives) is not None


def is_declined_name(lower: str, language: Language) -> bool:
    """Tell whether a word is a first name that the pack knows, declined."""
    known = first_names(language)
    return lower not in known and nominative(lower, known, language) is not None


def may_be_genitive(lower: str, language: Language) -> bool:
    """Tell whether a word ends as genitives do, and not as a verb in the past."""
    if lower.endswith(tuple(language.reflexives)):
        return False
    short, long = _endings(language)
    if lower.endswith(long):
        return True
    return lower.endswith(short) and verb_gender(lower, language) is None


@lru_cache(maxsize=32)
def _endings(language: Language) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the endings of one letter, and the longer ones."""
    short = tuple(sorted(one for one in language.genitives if len(one) == 1))
    return short, tuple(sorted(language.genitives.difference(short)))


def _by_ending(lower: str, endings: Mapping[str, Gender]) -> Gender | None:
    """Return what the longest of the endings that a word has stands for."""
    for size in range(min(_longest(endings), len(lower) - 1), 0, -1):
        found = endings.get(lower[-size:])
        if found is not None:
            return found
    return None


def _longest(endings: Collection[str]) -> int:
    return max(map(len, endings), default=0)
