"""The part each word plays in a sentence, as far as lists of words can tell.

Parts have the same names in every language, so that what was learned of attributions in
one holds in another.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from digest.summarise.cases.forms import nominative
from digest.summarise.languages import Language
from digest.summarise.letters import Word

_MARKS = {",": ",", ";": ";", ":": ":", "—": "–", "–": "–", "-": "–"}
_PLAIN = frozenset(("word", "the", "adverb", "role"))
_RUNS = frozenset(("word", "name"))


def parts(words: Iterable[Word], language: Language) -> list[str]:
    """Return the part of each word: "verb" (of speech), "name", "in", "who", ","."""
    small, capital = _small(language), _capital(language)
    return [
        _mark(word.text)
        if not word.text[0].isalnum()
        else capital.get(word.lower, "name")
        if word.text[0].isupper()
        else small.get(word.lower) or _unlisted(word.lower, language)
        for word in words
    ]


def gist(parts: Sequence[str]) -> list[str]:
    """Return parts with plain words, and names in a row, taken together."""
    found: list[str] = []
    for given in parts:
        part = "word" if given in _PLAIN else given
        if not (found and found[-1] == part and part in _RUNS):
            found.append(part)
    return found


def _mark(text: str) -> str:
    return _MARKS.get(text, ".")


@lru_cache(maxsize=20_000)
def _unlisted(lower: str, language: Language) -> str:
    ending = language.participle_ending
    if ending and lower.endswith(ending):
        return "-ing"
    if language.declines and nominative(lower, _offices(language), language):
        return "role"
    return "word"


@lru_cache(maxsize=32)
def _offices(language: Language) -> frozenset[str]:
    """Return the words for those who speak, of which a form is one as well."""
    return language.roles | language.titles | language.organisations


@lru_cache(maxsize=32)
def _small(language: Language) -> dict[str, str]:
    """Return the parts of words without a capital; where two fit, the first counts."""
    listed = (
        ("he", language.pronouns),
        ("verb", language.reporting | language.impersonal),
        ("weak", language.weak),
        ("was", language.auxiliary),
        ("who", language.relatives),
        ("and", language.breaks),
        ("in", language.prepositions),
        ("the", language.articles),
        ("adverb", language.adverbs),
        ("role", language.roles),
    )
    return {word: part for part, words in reversed(listed) for word in words}


@lru_cache(maxsize=32)
def _capital(language: Language) -> dict[str, str]:
    """Return the parts of words with a capital that are no names."""
    opening = (
        language.subordinators
        | language.prepositions
        | language.articles
        | language.breaks
    )
    found = dict.fromkeys(sorted(opening), "The")
    found |= dict.fromkeys(sorted(language.months | language.weekdays), "May")
    return found | dict.fromkeys(sorted(language.pronouns), "he")
