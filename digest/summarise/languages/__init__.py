"""What summarise knows of each language: its words, read from one TOML file a language.

Adding a language is adding its file; nothing here or elsewhere changes. A language
without a file gets the pack of no words: its articles still yield facts, and never an
attributed quotation, since nothing tells a reporting verb from another word.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Literal

from digest.summarise.languages.counting import Counting, counting

Gender = Literal["male", "female", "plural", "thing", "relative"]
_Words = frozenset[str]
_NONE: _Words = frozenset()
_MARKS = ("“”", '""', "«»", "„“")
_CODE = re.compile(r"[a-z]{2,3}")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Language:
    """One language's words, lower case, by what they do in a sentence.

    `reporting` are verbs that introduce speech, `weak` such as only often do;
    `hanging` open a sentence that needs the one before it; `stemmer` is the name of a
    Snowball stemmer, None where there is none.
    """

    marks: tuple[str, ...] = _MARKS
    stemmer: str | None = None
    participle_ending: str = ""
    adverb_ending: str = ""
    plural_ending: str = ""
    according: tuple[str, ...] = ()
    reporting: _Words = _NONE
    weak: _Words = _NONE
    asking: _Words = _NONE
    auxiliary: _Words = _NONE
    adverbs: _Words = _NONE
    subordinators: _Words = _NONE
    breaks: _Words = _NONE
    relatives: _Words = _NONE
    personal: _Words = _NONE
    placing: _Words = _NONE
    back_verbs: _Words = _NONE
    back: _Words = _NONE
    leading: _Words = _NONE
    no_role: _Words = _NONE
    ordinals: _Words = _NONE
    prepositions: _Words = _NONE
    joining: _Words = _NONE
    articles: _Words = _NONE
    indefinite: _Words = _NONE
    honorifics: _Words = _NONE
    definite: _Words = _NONE
    titles: _Words = _NONE
    noble: _Words = _NONE
    roles: _Words = _NONE
    kin: _Words = _NONE
    organisations: _Words = _NONE
    things: _Words = _NONE
    months: _Words = _NONE
    weekdays: _Words = _NONE
    numbers_of_time: _Words = _NONE
    abbreviations: _Words = _NONE
    name_particles: _Words = _NONE
    suffixes: _Words = _NONE
    pronouns: Mapping[str, Gender] = field(default_factory=dict)
    hanging: _Words = _NONE
    connectives: _Words = _NONE
    openers: _Words = _NONE
    referring: _Words = _NONE
    pointing: _Words = _NONE
    pointed: _Words = _NONE
    denials: _Words = _NONE
    hanging_phrases: tuple[str, ...] = ()
    standing_phrases: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    first_person: _Words = _NONE
    bios: tuple[str, ...] = ()
    stop_words: _Words = _NONE
    male: _Words = _NONE
    female: _Words = _NONE
    male_words: _Words = _NONE
    female_words: _Words = _NONE
    counting: Counting = field(default_factory=Counting)

    @property
    def attributes(self) -> bool:
        """Whether speakers can be told in this language."""
        return bool(self.reporting)


def language(code: str) -> Language:
    """Return the pack of a language tag such as "en" or "en-GB"."""
    return _pack(code.lower().replace("_", "-").partition("-")[0])


@lru_cache(maxsize=32)
def _pack(code: str) -> Language:
    # A tag comes from a feed: only what looks like a code may become a file's name.
    if not _CODE.fullmatch(code):
        return Language()
    file = files(__name__).joinpath(f"{code}.toml")
    if not file.is_file():
        return Language()
    return _language(tomllib.loads(file.read_text(encoding="utf-8")))


def _language(pack: Mapping[str, Mapping[str, str]]) -> Language:
    """Return the words of a file: its tables only group them for who reads it."""
    words = {
        key: frozenset(value.split())
        for table in ("attribution", "words", "names")
        for key, value in pack[table].items()
    }
    facts = pack["facts"]
    return Language(
        marks=tuple(pack["marks"]),
        stemmer=str(pack["stemmer"]) if "stemmer" in pack else None,
        participle_ending=str(pack["participle_ending"]),
        adverb_ending=str(pack["adverb_ending"]),
        plural_ending=str(pack["plural_ending"]),
        according=tuple(pack["according"]),
        pronouns={word: _gender(gender) for word, gender in pack["pronouns"].items()},
        hanging=frozenset(facts["hanging"].split()),
        connectives=frozenset(facts["connectives"].split()),
        openers=frozenset(facts["openers"].split()),
        referring=frozenset(facts["referring"].split()),
        pointing=frozenset(facts["pointing"].split()),
        pointed=frozenset(facts["pointed"].split()),
        denials=frozenset(facts["denials"].split()),
        notes=tuple(facts["notes"]),
        hanging_phrases=tuple(facts["hanging_phrases"]),
        standing_phrases=tuple(facts["standing_phrases"]),
        first_person=frozenset(facts["first_person"].split()),
        bios=tuple(facts["bios"]),
        stop_words=frozenset(pack["stop"]["words"].split()),
        counting=counting(pack.get("numbers", {})),
        **words,
    )


def _gender(word: str) -> Gender:
    match word:
        case "male" | "female" | "plural" | "thing" | "relative":
            return word
        case _:
            message = f"a pronoun's gender is not {word!r}"
            raise ValueError(message)
