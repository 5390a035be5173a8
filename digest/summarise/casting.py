"""Reading an article for its cast: everybody it names, and where each one appears."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from digest.model import Span
from digest.summarise.cases import declined_cast
from digest.summarise.languages import Language
from digest.summarise.page import Page
from digest.summarise.people import Cast, Mention, Person, add, gender_of
from digest.summarise.runs import (
    Run,
    first_names,
    is_common_word,
    known_titles,
    offices,
    runs,
)

_OFTEN = 2  # sentences that one bare name opens before it is taken for a name


def cast(page: Page) -> Cast:
    """Return everybody the article names, and where it does so outside quotations."""
    if page.language.declines:
        return declined_cast(page)
    found = Cast(language=page.language)
    named = list(runs(page.text, page.language))
    for run in named:
        if len(run.name) > 1:
            _introduce(found, run)
    for run in named:
        if run.titles and len(run.name) == 1:
            _introduce_titled(found, run)
    quoted = [stretch.outer for stretch in page.stretches]
    outside = [run for run in named if not _within(run.start, quoted)]
    _introduce_bare(found, page, outside)
    sentence = -1
    for run in outside:
        person = _known(found, run)
        if person is None:
            continue
        earlier, sentence = sentence, page.sentence_number(run.start)
        person.gender = person.gender or _titled_gender(run, page.language)
        found.note(_mention(page, run, person, first=sentence != earlier))
    return found


def _introduce(found: Cast, run: Run) -> None:
    """Note a full name, once, and what each place says of whose it is."""
    language = found.language
    name = " ".join(run.name)
    person = found.by_name.get(name)
    if person is None:
        if _is_body(run.name, language) or _is_heading(run, language):
            return
        person = _added(found, Person(name=name, first=run.start), run.name)
    elif person.settled and not run.titles:
        return
    person.gender = person.gender or _gender(run, language)
    for office in sorted({*run.titles, run.led_by} & offices(language)):
        add(found.by_office.setdefault(office, []), person)
    titled = any(
        word in language.titles or word in language.honorifics for word in run.titles
    )
    known = run.name[0].lower() in first_names(language)
    person.certain = person.certain or known or titled or run.human
    person.speaks = person.speaks or run.speaks or bool(run.titles)
    person.placed = person.placed or run.led_by in language.placing


def _is_heading(run: Run, language: Language) -> bool:
    """Tell whether a run is words in a headline's capitals: "Mayor Waits In Vain"."""
    return any(
        word.lower() in language.stop_words or word.lower() in language.reporting
        for word in run.name[1:-1]
    )


def _introduce_titled(found: Cast, run: Run) -> None:
    """Note who has a title and one name only: "President Kovacs", "Prince Jan"."""
    language = found.language
    if not _is_titled_name(run, language) or _known(found, run):
        return
    noble = run.titles[-1] in language.noble
    person = Person(
        name=f"{run.title.split()[-1]} {run.name[0]}" if noble else run.name[0],
        gender=_titled_gender(run, language),
        role=None if noble else run.title or None,
        certain=True,
    )
    _added(found, person, run.name)


def _is_titled_name(run: Run, language: Language) -> bool:
    lower = run.name[0].lower()
    return (
        (run.titles[-1] in language.titles or run.titles[-1] in language.honorifics)
        and lower not in known_titles(language)
        and lower not in language.stop_words
        and run.led_by not in language.articles
        and not _is_body(run.name, language)
    )


def _introduce_bare(found: Cast, page: Page, outside: Sequence[Run]) -> None:
    """Note the bare names that open sentence after sentence: "he" may be one of them.

    Nothing shows that such a name is a person's: it only keeps others from being sure.
    """
    bare = [run for run in outside if len(run.name) == 1 and not _known(found, run)]
    opening = Counter(run.name[0] for run in bare if run.opens and not run.titles)
    placed = {run.name[0] for run in bare if run.led_by in page.language.placing}
    for name, count in sorted(opening.items()):
        if count >= _OFTEN and name not in placed and _may_name(page, name):
            _added(found, Person(name=name), (name,))


def _may_name(page: Page, name: str) -> bool:
    language, lower = page.language, name.lower()
    ending = language.plural_ending
    return not (
        name.isupper()
        or (ending and lower.endswith(ending))
        or lower in language.stop_words
        or lower in language.hanging
        or lower in language.adverbs
        or lower in language.subordinators
        or lower in known_titles(language)
        or _is_body((name,), language)
        or is_common_word(page.text, lower)
    )


def _added(found: Cast, person: Person, name: Sequence[str]) -> Person:
    found.by_name[person.name] = person
    add(found.by_surname.setdefault(name[-1], []), person)
    add(found.by_first.setdefault(name[0], []), person)
    return person


def _gender(run: Run, language: Language) -> Literal["male", "female"] | None:
    titled = _titled_gender(run, language)
    first = run.name[0].lower()
    if titled or (first in language.male) == (first in language.female):
        return titled
    return "male" if first in language.male else "female"


def _titled_gender(run: Run, language: Language) -> Literal["male", "female"] | None:
    genders = (gender_of(word, language) for word in (*run.titles, run.led_by))
    return next((gender for gender in genders if gender is not None), None)


def _is_body(name: Sequence[str], language: Language) -> bool:
    first, *others = (word.lower() for word in name)
    bodies = _bodies(language)
    # "Jan Novak": a month's name before a surname is a first name.
    month = bool(others) and first in language.months
    return (first in bodies and not month) or any(word in bodies for word in others)


@lru_cache(maxsize=32)
def _bodies(language: Language) -> frozenset[str]:
    return language.organisations | language.months | language.weekdays


def _known(found: Cast, run: Run) -> Person | None:
    name = " ".join(run.name)
    if name in found.by_name:
        return found.by_name[name]
    if len(run.name) > 1:
        return None
    noble = bool(run.titles) and run.titles[-1] in found.language.noble
    named = (found.by_first if noble else found.by_surname).get(run.name[0], [])
    return named[0] if len(named) == 1 else found.most_named(named)


def _within(at: int, quoted: Sequence[Span]) -> bool:
    index = bisect_right(quoted, at, key=lambda span: span.start) - 1
    return index >= 0 and at < quoted[index].end


def _mention(page: Page, run: Run, person: Person, *, first: bool) -> Mention:
    return Mention(
        person=person,
        start=run.start,
        paragraph=page.paragraph_number(run.start),
        first=first,
        run=run,
    )
