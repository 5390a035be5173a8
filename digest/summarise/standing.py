"""Which sentences stand on their own: what a reader may meet without the one before."""

import re
from functools import lru_cache
from itertools import pairwise

from digest.model import Span
from digest.summarise.languages import Language
from digest.summarise.letters import UPPER
from digest.summarise.page import Page
from digest.text.paragraphs import words as count_words

MIN_WORDS = 6
MAX_WORDS = 48
_MAX_QUOTED = 0.5
_MAX_CHARACTERS = 600
_OPENING_WORDS = 6
_NOTE = 40  # characters: no longer is what begins a note
_NAME = re.compile(rf"(?<![.!?]\s)(?<!^)\b[{UPPER}]\w+")
_ENDS = (".", "…", ".”", '."', ".»", ".)", ".’", "!", "”", '"')


def stands(page: Page, span: Span, words: tuple[str, ...]) -> bool:
    """Tell whether a sentence, given its lower-case words, can be printed alone."""
    text = span.of(page.text)
    return (
        MIN_WORDS <= len(words) <= MAX_WORDS
        and len(text) <= _MAX_CHARACTERS
        and "\n" not in text
        and _is_statement(text)
        and not _hangs(_opening(words), page.language)
        and not _takes_up(text, page.language)
        and not _anonymous(text, words, page.language)
        and not text[:_NOTE].lower().startswith(page.language.notes)
        and not _nameless(text, words, page.language)
        and not _personal(page, span, text)
        and not _is_biography(text, page.language)
        and not _mostly_quoted(page, span)
    )


def _is_statement(text: str) -> bool:
    """Tell whether it begins as a sentence and ends as a plain one."""
    first = text.lstrip("“\"‘'«„([")[:1]
    return (first.isupper() or first.isdigit() or text[:1] in "$€£₴") and text.endswith(
        _ENDS
    )


def _opening(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(_whole, words[: _OPENING_WORDS + 1]))


def _whole(word: str) -> str:
    """Return a contraction's first word: "it" of "it's"."""
    return word.partition("'")[0].partition("’")[0]


def _takes_up(text: str, language: Language) -> bool:
    """Tell whether an introduction that names nothing leads to "it": "In all, it …"."""
    opening, comma, rest = text.partition(", ")
    first = _whole(rest.partition(" ")[0])
    if not comma or language.pronouns.get(first) not in ("thing", "plural"):
        return False
    led = opening.partition(" ")[0].lower()
    ending = language.participle_ending
    participle = bool(ending) and led.endswith(ending)
    leads = participle or led in language.prepositions | language.subordinators
    return leads and (participle or not _NAME.search(opening))


def _anonymous(text: str, words: tuple[str, ...], language: Language) -> bool:
    """Tell whether it is about "the man" or "the five companies" and names nobody."""
    if words[0] not in language.definite:
        return False
    return any(word in language.pointed for word in words[1:4]) and not (
        _NAME.search(text)
    )


def _hangs(words: tuple[str, ...], language: Language) -> bool:
    """Tell whether its opening points back: "This lack of …", "However, …"."""
    opening = " ".join(words[:_OPENING_WORDS])
    if words[0] in language.hanging:
        return not _is_time(words, language)
    if f"{opening} ".startswith(_leads(language)):
        return True
    return _points_back(words, language)


@lru_cache(maxsize=32)
def _leads(language: Language) -> tuple[str, ...]:
    return tuple(f"{phrase} " for phrase in language.hanging_phrases)


def _is_time(words: tuple[str, ...], language: Language) -> bool:
    """Tell whether a pointing word only says when: "This week, …"."""
    return len(words) > 1 and words[1] in language.numbers_of_time


def _points_back(words: tuple[str, ...], language: Language) -> bool:
    """Tell whether an early "this money" or "such steps" needs what it names."""
    return any(
        word in language.pointing and following not in language.numbers_of_time
        for word, following in pairwise(words[: _OPENING_WORDS + 1])
    )


def _nameless(text: str, words: tuple[str, ...], language: Language) -> bool:
    """Tell whether a pronoun stands before anything that it could mean."""
    pronoun = next(
        (
            index
            for index, word in enumerate(words)
            if language.pronouns.get(word) in ("male", "female")
        ),
        None,
    )
    return pronoun is not None and not _NAME.search(text) and pronoun < len(words)


def _personal(page: Page, span: Span, text: str) -> bool:
    """Tell whether the author speaks of himself, outside quotations."""
    if page.stretches_in(span):
        text = _unquoted(page, span)
    spoken = (word.strip(".,;:!?—–()") for word in text.split())
    # "US" is a country.
    return any(
        word.lower() in page.language.first_person
        and (word == "I" or word != word.upper())
        for word in spoken
    )


def _unquoted(page: Page, span: Span) -> str:
    parts = []
    at = span.start
    for stretch in page.stretches_in(span):
        parts.append(page.text[at : stretch.outer.start])
        at = stretch.outer.end
    return " ".join([*parts, page.text[at : span.end]])


def _is_biography(text: str, language: Language) -> bool:
    lowered = text.lower()
    return any(phrase in lowered for phrase in language.bios)


def _mostly_quoted(page: Page, span: Span) -> bool:
    """Tell whether a sentence is speech, or holds speech that it does not finish."""
    total = 0
    for stretch in page.stretches_in(span):
        if stretch.outer.end > span.end or stretch.continued:
            return True
        total += count_words(stretch.inner.of(page.text))
    return total > _MAX_QUOTED * count_words(span.of(page.text))
