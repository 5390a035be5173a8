"""Reading an article for its cast, in languages where names have cases.

Everybody is called by the nominative where the article has it, and else by the form
that it has: a form is never made up.
"""

from digest.summarise.cases.cast import DeclinedCast
from digest.summarise.cases.chunks import chunks
from digest.summarise.cases.clause import Clause, clause
from digest.summarise.cases.forms import is_form_of, patronymic_gender
from digest.summarise.cases.heads import Chunk
from digest.summarise.cases.subjects import gender_behind
from digest.summarise.languages import Language
from digest.summarise.page import Page
from digest.summarise.people import MOST_NAMESAKES, Mention, Person, add
from digest.summarise.runs import Run, first_names
from digest.summarise.titles import own_words


def declined_cast(page: Page) -> DeclinedCast:
    """Return everybody an article names, and where it does so outside quotations."""
    found = DeclinedCast(language=page.language)
    read = [
        clause(page.text, own_words(page, sentence), page.language, found.knows)
        for sentence in page.sentences
    ]
    named = [
        chunk for one in read for chunk in chunks(one) if chunk.phrase.kind == "person"
    ]
    for chunk in sorted(named, key=_fullest_first):
        _introduce(found, chunk)
    for one in read:
        _note(found, page, one)
    return found


def _fullest_first(chunk: Chunk) -> tuple[bool, int, int]:
    """Order names: in the nominative, then the longer, then as they stand."""
    return not chunk.direct, -len(chunk.phrase.text.split()), chunk.phrase.start


def _introduce(found: DeclinedCast, chunk: Chunk) -> None:
    """Note a name, once, with its gender and role."""
    words = chunk.phrase.text.split()
    gender = chunk.gender if chunk.gender in ("male", "female") else None
    fitting = found.fitting(words, gender)
    if len(fitting) == 1:
        _learn(found, fitting[0], chunk)
    elif not fitting and (len(words) > 1 or _is_certain(chunk, found.language)):
        person = Person(
            name=chunk.phrase.text,
            certain=_is_certain(chunk, found.language),
            placed=not _is_certain(chunk, found.language),
            declined=not chunk.direct,
        )
        found.by_name[person.name] = person
        for word in words:
            add(found.by_word.setdefault(word.lower().rstrip("."), []), person)
        _learn(found, person, chunk)


def _is_certain(chunk: Chunk, language: Language) -> bool:
    """Tell whether a name is surely a person's: its first name is known, or a role."""
    words = chunk.phrase.text.lower().split()
    return (
        bool(chunk.head or chunk.phrase.role)
        or not chunk.direct
        or words[0] in first_names(language)
        or len(words[0].rstrip(".")) == 1
        or any(patronymic_gender(word, language) for word in words[1:])
    )


def _learn(found: DeclinedCast, person: Person, chunk: Chunk) -> None:
    """Note what a place says of somebody: gender, role, office."""
    if person.gender is None and chunk.gender in ("male", "female"):
        person.gender = chunk.gender
    if chunk.direct and chunk.phrase.role:
        person.role = person.role or chunk.phrase.role
    for part in sorted({chunk.head, *chunk.head.split("-")} - {""}):
        add(found.by_office.setdefault(part, []), person)


def _note(found: DeclinedCast, page: Page, clause: Clause) -> None:
    """Note whom a sentence names."""
    first = True
    for chunk in chunks(clause):
        _note_body(found, chunk)
        person = _meant(found, clause, chunk)
        if person is None:
            continue
        start = chunk.phrase.start
        mention = Mention(
            person=person,
            start=start,
            paragraph=page.paragraph_number(start),
            first=first and chunk.direct,
            run=_run(page, chunk),
        )
        found.note(mention)
        first = False
        if person.declined and chunk.direct:
            _call(found, person, chunk.phrase.text)


def _note_body(found: DeclinedCast, chunk: Chunk) -> None:
    """Note the nominative of a body: elsewhere the article declines it."""
    if chunk.direct and chunk.head in found.language.organisations:
        named = found.bodies.setdefault(chunk.head, [])
        if len(named) < MOST_NAMESAKES and chunk.phrase.text not in named:
            named.append(chunk.phrase.text)


def _meant(found: DeclinedCast, clause: Clause, chunk: Chunk) -> Person | None:
    phrase = chunk.phrase
    if phrase.kind == "nominal":
        return found.holder(phrase) or _nameless(found, chunk)
    if phrase.kind != "person":
        return None
    gender = chunk.gender or gender_behind(clause, chunk.last)
    return found.person(phrase._replace(gender=gender))


def _nameless(found: DeclinedCast, chunk: Chunk) -> Person | None:
    """Return somebody described and not named: "she" may be "his neighbour"."""
    name, gender = chunk.phrase.text, chunk.gender
    body = chunk.head in found.language.organisations
    if body or not chunk.direct or gender not in ("male", "female") or " " not in name:
        return None
    person = found.by_name.get(name)
    if person is None:
        person = Person(name=name, gender=gender, certain=True, nameless=True)
        found.by_name[name] = person
    return person


def _run(page: Page, chunk: Chunk) -> Run:
    """Return where a name stands, for what follows it."""
    phrase = chunk.phrase
    end = phrase.end if chunk.direct else -1
    name = tuple(phrase.text.split())
    return Run((), "", name, phrase.start, end, page.text, page.language)


def _call(found: DeclinedCast, person: Person, name: str) -> None:
    """Call somebody by the surname whose full name the article only has declined."""
    if is_form_of(person.name.split()[-1], name, found.language):
        found.counts[name] += found.counts.pop(person.name, 0)
        person.name, person.declined = name, False
        found.by_name[name] = person
