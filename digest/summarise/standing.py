"""Which sentences stand on their own: what a reader may meet without the one before."""

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise

from digest.model import Span
from digest.summarise.languages import Language
from digest.summarise.letters import UPPER
from digest.summarise.page import Page
from digest.text.paragraphs import words as count_words

MIN_WORDS = 8
MAX_WORDS = 60
_MAX_QUOTED = 0.4
_MAX_CHARACTERS = 600
_OPENING_WORDS = 6
_NOTE = 40  # characters: no longer is what begins a note
_MAX_READ = 20_000  # characters: a hostile text is not read again for every name
_NAME = re.compile(rf"(?<![.!?]\s)(?<!^)\b[{UPPER}]\w+")
_FULL_NAME = re.compile(rf"\b[{UPPER}]\w+ (?:[{UPPER}]\. )?[{UPPER}]\w+")
_CAPITAL = re.compile(rf"\b[{UPPER}]\w+")
_SURNAME = re.compile(rf"\b[{UPPER}]\w+ (?=([{UPPER}]\w+))")
_ENDS = (".", "…", ".”", '."', ".»", ".)", ".’", "!", "”", '"')


def stands(page: Page, span: Span, words: tuple[str, ...]) -> bool:
    """Tell whether a sentence, given its lower-case words, can be printed alone."""
    long = span.end - span.start > _MAX_CHARACTERS
    if long or not MIN_WORDS <= len(words) <= MAX_WORDS:
        return False
    text = span.of(page.text)
    language = page.language
    leads = span.end <= page.sentences[0].end
    return (
        _is_statement(text)
        and not _hangs(text, words, language, leads=leads)
        and not _takes_up(text, language)
        and not _anonymous(text, words, language)
        and not text[:_NOTE].lower().startswith(language.notes)
        and not _nameless(page, text, words)
        and not _personal(page, span, text, words)
        and not _is_biography(text, language)
        and not _mostly_quoted(page, span)
    )


def _is_statement(text: str) -> bool:
    """Tell whether it begins as a sentence and ends as a plain one."""
    first = text.lstrip("“\"‘'«„([")[:1]
    begins = first.isupper() or first.isdigit() or text[:1] in "$€£₴"
    return begins and text.endswith(_ENDS) and "\n" not in text


# ── openings that point back ──────────────────────────────────────────────────────


def _hangs(
    text: str, words: tuple[str, ...], language: Language, *, leads: bool
) -> bool:
    """Tell whether its opening points back: "This lack of …", "However, …"."""
    opening = tuple([_whole(word) for word in words[: _OPENING_WORDS + 1]])
    if opening[0] in language.hanging:
        return not (
            _is_time(opening, language)
            or (leads and opening[0] in language.openers and _NAME.search(text))
            or " ".join(opening).startswith(language.standing_phrases)
            or _pairs(text, opening, language)
            or _clause_names(text, opening[0], language)
        )
    return (
        _begins(text, opening, language)
        or _points_back(opening, language)
        or _of_it(opening, language)
        or _ends_in_that(words[-1], language)
    )


def _whole(word: str) -> str:
    """Return a contraction's first word: "it" of "it's"."""
    if word.isalpha():
        return word
    return word.partition("'")[0].partition("’")[0]


def _begins(text: str, opening: tuple[str, ...], language: Language) -> bool:
    """Tell whether it begins with a phrase that hangs; one may end in a comma."""
    phrases = _leads(language).get(opening[0])
    if phrases is None:
        return False
    raw = text[:_MAX_CHARACTERS].lower()
    spoken = f"{' '.join(opening)} "
    return any(
        raw.startswith(phrase) if phrase[-1] == "," else spoken.startswith(phrase)
        for phrase in phrases
    )


@lru_cache(maxsize=32)
def _leads(language: Language) -> Mapping[str, tuple[str, ...]]:
    """Return the hanging phrases by their first word."""
    leads: dict[str, tuple[str, ...]] = {}
    for phrase in language.hanging_phrases:
        first = phrase.partition(" ")[0].strip(",")
        ending = "" if phrase[-1] == "," else " "
        leads[first] = (*leads.get(first, ()), phrase + ending)
    return leads


def _is_time(words: tuple[str, ...], language: Language) -> bool:
    """Tell whether a pointing word only says when: "This week, …"."""
    return len(words) > 1 and _names_time(words[1], language)


def _names_time(word: str, language: Language) -> bool:
    return word in language.numbers_of_time or word in language.weekdays


def _pairs(text: str, opening: tuple[str, ...], language: Language) -> bool:
    """Tell whether two names follow that the opening means: "Both A and B"."""
    if opening[0] not in language.pairing:
        return False
    paired = not language.breaks.isdisjoint(opening[2:])
    return paired and bool(_NAME.search(text))


def _clause_names(text: str, first: str, language: Language) -> bool:
    """Tell whether it opens with a clause about a name: "When Kyiv asked, …"."""
    second = "".join(text.split(maxsplit=2)[1:2])
    clause = first in language.subordinators and first not in language.connectives
    return clause and second[:1].isupper() and second.lower() not in language.stop_words


def _points_back(words: tuple[str, ...], language: Language) -> bool:
    """Tell whether an early "this money" or "such steps" needs what it names."""
    if language.pointing.isdisjoint(words):
        return False
    return any(
        word in language.pointing
        and not _names_time(following, language)
        # "those who fled" says itself who is meant
        and following not in language.personal
        for word, following in pairwise(words)
    )


def _of_it(words: tuple[str, ...], language: Language) -> bool:
    """Tell whether it begins with a part of what was named before: "Half of it"."""
    return any(
        word in language.prepositions and language.pronouns.get(following) == "thing"
        for word, following in pairwise(words)
    )


def _ends_in_that(last: str, language: Language) -> bool:
    """Tell whether it ends in what was said before: "… took comfort in that"."""
    return last in language.pointing or last in language.definite


def _takes_up(text: str, language: Language) -> bool:
    """Tell whether an introduction that names nothing leads to "it": "In all, it …"."""
    opening, comma, rest = text.partition(", ")
    first = _whole(rest.partition(" ")[0])
    if not comma or language.pronouns.get(first) not in ("thing", "plural"):
        return False
    led = opening.partition(" ")[0].lower()
    ending = language.participle_ending
    participle = bool(ending) and led.endswith(ending)
    leads = participle or led in language.prepositions or led in language.subordinators
    return leads and (participle or not _NAME.search(opening))


# ── people without a name ─────────────────────────────────────────────────────────


def _anonymous(text: str, words: tuple[str, ...], language: Language) -> bool:
    """Tell whether it is about "the man" or "the five companies" and names nobody."""
    if words[0] not in language.definite:
        return False
    return any(word in language.pointed for word in words[1:4]) and not (
        _NAME.search(text)
    )


def _nameless(page: Page, text: str, words: tuple[str, ...]) -> bool:
    """Tell whether "he" or "her" stands before anyone whom it could mean."""
    language = page.language
    if language.referring.isdisjoint(words):
        return False
    if words[0] in language.indefinite:  # "A man … his house" introduces him
        return False
    return _said_by_pronoun(words, language) or not _names_person(page, text, words)


def _said_by_pronoun(words: tuple[str, ...], language: Language) -> bool:
    """Tell whether it ends in "…, he said": who, only the sentences before tell."""
    return words[-2] in language.referring and words[-1] in language.reporting


def _names_person(page: Page, text: str, words: tuple[str, ...]) -> bool:
    """Tell whether it names whom "he" may mean, or says what he is.

    A name is two words with capitals, or one that the article has in such a pair:
    "Ukrainian law would have kept her out" names nobody.
    """
    if _FULL_NAME.search(text):
        return True
    language = page.language
    first = next(at for at, word in enumerate(words) if word in language.referring)
    before = words[:first]
    if not (language.roles.isdisjoint(before) and language.titles.isdisjoint(before)):
        return True
    return not _surnames(page.text).isdisjoint(_CAPITAL.findall(text))


@lru_cache(maxsize=2)
def _surnames(text: str) -> frozenset[str]:
    """Return the words with a capital that follow another one: "Kovacs"."""
    return frozenset(_SURNAME.findall(text, 0, _MAX_READ))


# ── who speaks ────────────────────────────────────────────────────────────────────


def _personal(page: Page, span: Span, text: str, words: tuple[str, ...]) -> bool:
    """Tell whether the author speaks of himself, outside quotations."""
    if page.language.first_person.isdisjoint(words):
        return False
    spoken = (word.strip(".,;:!?—–()") for word in _unquoted(page, span, text).split())
    # "US" is a country.
    return any(
        word.lower() in page.language.first_person
        and (word == "I" or word != word.upper())
        for word in spoken
    )


def _unquoted(page: Page, span: Span, text: str) -> str:
    parts = []
    at = 0
    for stretch in page.stretches_in(span):
        parts.append(text[at : max(at, stretch.outer.start - span.start)])
        at = stretch.outer.end - span.start
    return " ".join([*parts, text[at:]])


def _is_biography(text: str, language: Language) -> bool:
    lowered = text.lower()
    return any([phrase in lowered for phrase in language.bios])  # noqa: C419 faster


def _mostly_quoted(page: Page, span: Span) -> bool:
    """Tell whether a sentence is speech, or holds speech that it does not finish."""
    total = 0
    for stretch in page.stretches_in(span):
        if stretch.outer.end > span.end or stretch.continued:
            return True
        total += count_words(stretch.inner.of(page.text))
    return total > 0 and total > _MAX_QUOTED * count_words(span.of(page.text))
