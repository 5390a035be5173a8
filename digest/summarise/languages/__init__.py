"""What summarise knows of each language: its words, read from one TOML file a language.

Adding a language is adding its file; nothing here or elsewhere changes. A language
without a file gets the pack of no words: its articles still yield facts, and never an
attributed quotation, since nothing tells a reporting verb from another word.
"""

import re
from dataclasses import dataclass, field, fields
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from digest.summarise.languages.counting import Counting, counting
from digest.summarise.languages.packfile import (
    Forms,
    Gender,
    Genders,
    PackError,
    Phrases,
    fields_of,
    parsed,
)
from digest.summarise.languages.packfile import Words as _Words

__all__ = ["Gender", "Language", "PackError", "language", "pack"]

_NONE: _Words = frozenset()
_MARKS = ("“”", '""', "«»", "„“")
_CODE = re.compile(r"[a-z]{2,3}")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Language:
    """One language's words, lower case, by what they do in a sentence.

    What each field is for stands in docs/languages.md; `stemmer` is the name of a
    Snowball stemmer, None where there is none.
    """

    marks: Phrases = _MARKS
    asides: bool = False
    stemmer: str | None = None
    participle_ending: str = ""
    adverb_ending: str = ""
    plural_ending: str = ""
    according: Phrases = ()
    reporting: _Words = _NONE
    weak: _Words = _NONE
    bars_verb: _Words = _NONE
    negations: _Words = _NONE
    asking: _Words = _NONE
    auxiliary: _Words = _NONE
    adverbs: _Words = _NONE
    subordinators: _Words = _NONE
    circumstances: _Words = _NONE
    agents: _Words = _NONE
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
    pronouns: Genders = field(default_factory=dict)
    possessives: Genders = field(default_factory=dict)
    declension: Forms = field(default_factory=dict)
    genitives: _Words = _NONE
    adjectives: Genders = field(default_factory=dict)
    patronymics: Genders = field(default_factory=dict)
    role_genders: Genders = field(default_factory=dict)
    past: Genders = field(default_factory=dict)
    present: Genders = field(default_factory=dict)
    reflexives: _Words = _NONE
    hosting: _Words = _NONE
    impersonal: _Words = _NONE
    papers: _Words = _NONE
    addressees: _Words = _NONE
    places: _Words = _NONE
    called: Phrases = ()
    naming: _Words = _NONE
    hanging: _Words = _NONE
    connectives: _Words = _NONE
    pairing: _Words = _NONE
    openers: _Words = _NONE
    referring: _Words = _NONE
    pointing: _Words = _NONE
    pointed: _Words = _NONE
    denials: _Words = _NONE
    hanging_phrases: Phrases = ()
    standing_phrases: Phrases = ()
    notes: Phrases = ()
    first_person: _Words = _NONE
    bios: Phrases = ()
    stop_words: _Words = _NONE
    male: _Words = _NONE
    female: _Words = _NONE
    male_words: _Words = _NONE
    female_words: _Words = _NONE
    counting: Counting = field(default_factory=Counting)

    @property
    def declines(self) -> bool:
        """Whether names have cases: who speaks is in the nominative, "said" or not."""
        return bool(self.declension)

    @property
    def attributes(self) -> bool:
        """Whether speakers can be told in this language."""
        return bool(self.reporting)


_NO_PACK = Language()  # one for all: what is kept for a language is kept once


def language(code: str, folder: Path | None = None) -> Language:
    """Return the pack of a language tag such as "en" or "en-GB".

    `folder` holds the packs, `<code>.toml` each; None: those that come with Digest.
    Raises: PackError, where a file cannot be used.
    """
    return _pack(code.lower().replace("_", "-").partition("-")[0], folder)


@lru_cache(maxsize=32)
def _pack(code: str, folder: Path | None) -> Language:
    # A tag comes from a feed: only what looks like a code may become a file's name.
    if not _CODE.fullmatch(code):
        return _NO_PACK
    file = (folder or files(__name__)).joinpath(f"{code}.toml")
    if not file.is_file():
        return _NO_PACK
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise PackError(file.name, "", f"is not UTF-8: {error}") from error
    return pack(text, file.name)


def pack(text: str, name: str) -> Language:
    """Return the pack that a file holds; `name` is the file's, for errors.

    Raises: PackError, where a key is unknown or its value of the wrong kind.
    """
    file = parsed(text, name)
    numbers = file.pop("numbers", {})
    kinds = {one.name: one.type for one in fields(Language) if one.name != "counting"}
    filled: Any = fields_of(file, name, kinds)  # each of its field's kind: checked
    if not all(len(pair) == len("“”") for pair in filled.get("marks", ())):
        raise PackError(name, "marks", "write pairs of two marks, such as “”")
    return Language(**filled, counting=counting(numbers, name))
