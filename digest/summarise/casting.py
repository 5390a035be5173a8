"""Reading an article for its cast: every full name, and where each person appears."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from digest.model import Span
from digest.summarise.languages import Language
from digest.summarise.letters import UPPER
from digest.summarise.page import Page
from digest.summarise.people import Cast, Mention, Person, gender_of

_MAX_NAME_WORDS = 9
_MOST_NAMESAKES = 20
_AFTER_NAME = 24  # characters


def cast(page: Page) -> Cast:
    """Return everybody the article names, and where it does so outside quotations."""
    found = Cast(language=page.language)
    runs = list(_runs(page.text, page.language))
    for run in runs:
        _introduce(found, run, page.language)
    quoted = [stretch.outer for stretch in page.stretches]
    sentence = -1
    for run in runs:
        person = _known(found, run)
        if person is None or _within(run.start, quoted):
            continue
        found.counts[person.name] += 1
        earlier, sentence = sentence, page.sentence_number(run.start)
        first = sentence != earlier
        found.mentions.append(_mention(page, run, person, first=first))
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """A run of capitalised words: titles before, the name itself, where it begins.

    `acts`: it is followed as a person's name is, by a verb of speech, an age, a role.
    """

    titles: tuple[str, ...]
    name: tuple[str, ...]
    start: int
    acts: bool
    led_by: str  # the word before it, lower case


@lru_cache(maxsize=32)
def _pattern(language: Language) -> re.Pattern[str]:
    particles = "|".join(sorted(map(re.escape, language.name_particles))) or "(?!)"
    word = rf"[{UPPER}][\w’'-]*"
    return re.compile(
        rf"{word}(?:\.(?=\s[{UPPER}]))?"
        rf"(?:[ \u00a0](?:(?:{particles})[ \u00a0])?{word}(?:\.(?=\s[{UPPER}]))?)*"
    )


def _runs(text: str, language: Language) -> Iterator[_Run]:
    known = _known_titles(language)
    for match in _pattern(language).finditer(text):
        words = match.group().split()
        words[-1] = words[-1].removesuffix("’s").removesuffix("'s")
        lowered = [word.lower().rstrip(".") for word in words]
        begin = 0
        for index, lower in enumerate(lowered[:-1]):
            if lower in known or (index == begin and lower in language.stop_words):
                begin = index + 1
        name = tuple(words[begin:])
        while len(name) > 1 and name[-1].rstrip(".").lower() in language.suffixes:
            name = name[:-1]
        if name and len(name) <= _MAX_NAME_WORDS and name[-1]:
            yield _Run(
                titles=tuple(lowered[:begin]),
                name=name,
                start=match.start(),
                led_by=_word_before(text, match.start()),
                acts=_acts(text[match.end() : match.end() + _AFTER_NAME], language),
            )


def _word_before(text: str, at: int) -> str:
    before = text[max(0, at - _AFTER_NAME) : at].split()
    return before[-1].strip(",").lower() if before else ""


def _acts(following: str, language: Language) -> bool:
    """Tell whether these words follow a person's name: "said", ", 58,", ", who"."""
    after = following.removeprefix(",").split(maxsplit=1)[:1]
    if not after:
        return False
    if not following.startswith(","):
        return after[0].strip(".,:") in language.reporting
    return after[0] in language.relatives or (
        after[0].endswith(",")
        and after[0][:-1].isdigit()
        and len(after[0]) == len("58,")
    )


def _introduce(found: Cast, run: _Run, language: Language) -> None:
    """Note a full name, once."""
    if len(run.name) == 1 or _is_body(run.name, language):
        return
    name = " ".join(run.name)
    person = found.by_name.get(name)
    if person is None:
        person = found.by_name[name] = Person(name=name)
        _add(found.by_surname.setdefault(run.name[-1], []), person)
    person.gender = person.gender or _gender(run, language)
    for office in sorted({*run.titles, run.led_by} & _offices(language)):
        _add(found.by_office.setdefault(office, []), person)
    known = run.name[0].lower() in language.male | language.female
    titled = any(title in _known_titles(language) for title in run.titles)
    person.certain = person.certain or known or run.acts or titled


def _add(people: list[Person], person: Person) -> None:
    # A hostile text may name thousands of one surname; no real one names so many.
    if len(people) < _MOST_NAMESAKES and person not in people:
        people.append(person)


@lru_cache(maxsize=32)
def _offices(language: Language) -> frozenset[str]:
    return language.roles - language.organisations - language.things


def _gender(run: _Run, language: Language) -> Literal["male", "female"] | None:
    first = run.name[0].lower()
    titled = (gender_of(title, language) for title in run.titles)
    for gender in titled:
        if gender is not None:
            return gender
    if (first in language.male) == (first in language.female):
        return None
    return "male" if first in language.male else "female"


@lru_cache(maxsize=32)
def _known_titles(language: Language) -> frozenset[str]:
    return language.titles | language.roles | language.honorifics


def _is_body(name: Sequence[str], language: Language) -> bool:
    bodies = _bodies(language)
    return any(word.lower() in bodies for word in name)


@lru_cache(maxsize=32)
def _bodies(language: Language) -> frozenset[str]:
    return language.organisations | language.months | language.weekdays


def _known(found: Cast, run: _Run) -> Person | None:
    name = " ".join(run.name)
    if name in found.by_name:
        return found.by_name[name]
    if len(run.name) > 1:
        return None
    named = found.by_surname.get(run.name[0], [])
    return max(named, key=lambda person: found.counts[person.name], default=None)


def _within(at: int, quoted: Sequence[Span]) -> bool:
    index = bisect_right(quoted, at, key=lambda span: span.start) - 1
    return index >= 0 and at < quoted[index].end


def _mention(page: Page, run: _Run, person: Person, *, first: bool) -> Mention:
    paragraph = bisect_right(page.paragraphs, run.start, key=lambda span: span.start)
    return Mention(
        person=person,
        start=run.start,
        paragraph=paragraph - 1,
        first=first,
        acts=run.acts,
    )
