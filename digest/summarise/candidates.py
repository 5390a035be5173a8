"""Who may speak a quoted stretch, each with the signs for and against it.

Candidates are the names, descriptions and pronouns in the article's own words around
the stretch, whoever speaks the stretches next to it, and nobody.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from digest.summarise import signs
from digest.summarise.beside import Shape, above, beside, byline, shape
from digest.summarise.cases import clause as case_clause
from digest.summarise.cases import named, subject_first
from digest.summarise.languages import Language
from digest.summarise.letters import Word
from digest.summarise.marks import Stretch
from digest.summarise.page import Page
from digest.summarise.parts import parts
from digest.summarise.people import Cast
from digest.summarise.phrases import Phrase, names_in, parse
from digest.summarise.subjects import inverted, leading, source, subject
from digest.summarise.titles import entitled
from digest.summarise.verbs import is_denied, speech_verbs

_VERBS = 3  # verbs of speech in a clause whose subjects are asked for
_MOST_NAMED = 4


@dataclass(slots=True, kw_only=True, eq=False)
class Candidate:
    """Somebody who may speak: a phrase, or whoever speaks another stretch, or nobody.

    `carried` is the number of that other stretch; `other`: who spoke before the last
    speaker, as in a dialogue; `beside`: the phrase stands in the own sentence;
    `doubted`: one of two names, or said not to speak; `at`: its first word in the
    clause, and the one behind it.
    """

    signs: list[str] = field(default_factory=list)
    phrase: Phrase | None = None
    carried: int | None = None
    other: bool = False
    beside: bool = False
    doubted: bool = False
    at: tuple[int, int] = (0, 0)


def candidates(
    page: Page, heard: Sequence[Stretch], index: int, people: Cast
) -> list[Candidate]:
    """Return who may speak the stretch at `index`; the last candidate is nobody."""
    stretch, inner = heard[index], heard[index].inner.of(page.text)
    before, after = beside(page, heard, index)
    form = shape(page.text, stretch, before, after)
    if stretch.is_rest and index:
        shown = signs.from_last(page, heard[index - 1], stretch, form, before)
        return [Candidate(carried=index - 1, signs=[*shown])]
    found = [
        *_of(page, before, "before", form, people),
        *_of(page, after, "after", form, people),
    ]
    denied = is_denied(before, page.language) or is_denied(after, page.language)
    for one in found:
        one.beside, one.doubted = True, one.doubted or denied
    if not any(_attributed(one) for one in found):
        place, words = above(page, stretch)
        alone = form.around == "alone"
        found += _of(page, words, f"{place} alone" if alone else place, form, people)
        if not after:
            found += _of(page, byline(page, stretch), "below", form, people)
    for one in found:
        _know(one, people, inner)
    found += _carried(page, heard, index, form, before)
    count = len(inner.split())
    return [*found, Candidate(signs=[*signs.of_nobody(form, count)])]


def _of(
    page: Page, clause: Sequence[Word], place: str, form: Shape, people: Cast
) -> list[Candidate]:
    """Return the candidates that a clause names, each with its signs."""
    if not clause:
        return []
    if page.language.declines:
        clause = entitled(page, clause)
    played = parts(clause, page.language)
    found: list[Candidate] = []
    for phrase, how in _phrases(page, clause, played, place, people):
        at = _words_of(clause, phrase)
        same = next((one for one in found if _is_same(one, phrase, at)), None)
        if same is None:
            same = Candidate(phrase=phrase, at=at)
            found.append(same)
        same.signs += (f"{place} {how}", f"{place} {how} {phrase.kind}")
    roles = [one.phrase.role for one in found if one.phrase and one.phrase.role]
    found = [one for one in found if not _is_role(one, roles)]
    for one in found:
        one.doubted = _is_of_two(one.at, played)
        one.signs = [*dict.fromkeys(one.signs), *_signs(page, one, played, place, form)]
    return found


def _signs(
    page: Page, one: Candidate, played: Sequence[str], place: str, form: Shape
) -> list[str]:
    at, ordered = one.at, played
    if page.language.declines and place not in signs.BEHIND:
        at, ordered = subject_first(at, played)
    found = signs.around(at, ordered, place, form)
    if one.phrase is not None:
        found += signs.of_kind(one.phrase.kind, played[slice(*one.at)], place)
        if page.text.startswith(("’s", "'s"), one.phrase.end):
            found.append(f"{place} possessive")
    return found


def _phrases(
    page: Page,
    clause: Sequence[Word],
    played: Sequence[str],
    place: str,
    people: Cast,
) -> Iterator[tuple[Phrase, str]]:
    """Yield what a clause names, and how it was found.

    "subject 1" is that of the verb nearest to the stretch.
    """
    text, language = page.text, page.language
    behind = place in signs.BEHIND
    if language.declines:
        read = case_clause(text, clause, language, people.knows)
        yield from named(read, behind=behind)
        return
    for phrase, how in (
        *_around_verbs(text, clause, played, language, behind=behind),
        (source(text, clause, language, opening=behind), "source"),
        (leading(text, clause, language), "leads"),
    ):
        if phrase is not None:
            yield phrase, how
    for name in names_in(text, clause, language):
        yield name, "name"
    for index, part in enumerate(played):
        if part == "he":
            pronoun = parse(text, clause[index : index + 1], language)
            if pronoun is not None:
                yield pronoun, "pronoun"


def _around_verbs(
    text: str,
    clause: Sequence[Word],
    played: Sequence[str],
    language: Language,
    *,
    behind: bool,
) -> Iterator[tuple[Phrase | None, str]]:
    verbs = speech_verbs(clause, language)
    near = verbs[:_VERBS] if behind else verbs[::-1][:_VERBS]
    for rank, verb in enumerate(near, start=1):
        strength = f"{rank} {played[verb]}"
        before = subject(text, clause, verb, language)
        yield before, f"subject {strength}"
        behind_it = inverted(text, clause, verb, language)
        yield behind_it, f"{'object' if before else 'inverted'} {strength}"


def _is_of_two(at: tuple[int, int], played: Sequence[str]) -> bool:
    """Tell whether a name is joined to another: "X and Y said"."""
    first, last = at
    before = list(played[max(0, first - 2) : first]) == ["name", "and"]
    return before or list(played[last : last + 2]) == ["and", "name"]


def _words_of(clause: Sequence[Word], phrase: Phrase) -> tuple[int, int]:
    first = next(i for i, word in enumerate(clause) if word.end > phrase.start)
    last = first
    while last < len(clause) and clause[last].start < phrase.end:
        last += 1
    return first, last


def _is_same(one: Candidate, phrase: Phrase, at: tuple[int, int]) -> bool:
    """Tell whether a phrase is a candidate's own, found in another way."""
    own = one.phrase
    overlaps = one.at[0] < at[1] and at[0] < one.at[1]
    return (
        overlaps
        and own is not None
        and (own.kind == "nominal") == (phrase.kind == "nominal")
    )


def _is_role(one: Candidate, roles: Sequence[str]) -> bool:
    """Tell a description that a name explains: "the mayor, Mira Kovacs, said"."""
    if one.phrase is None or one.phrase.kind != "nominal":
        return False
    said = one.phrase.text.lower()
    return any(
        role.lower().startswith(said) or said.endswith(role.lower()) for role in roles
    )


def _attributed(one: Candidate) -> bool:
    """Tell whether a verb of speech has a candidate for its subject."""
    return any(sign.endswith("1 verb") for sign in one.signs)


def _know(one: Candidate, people: Cast, inner: str) -> None:
    """Add what the article tells of a candidate."""
    if one.phrase is None or one.phrase.kind != "person":
        return
    place = one.signs[0].partition(" ")[0]
    person = people.person(one.phrase)
    if person is None:
        one.signs.append("never introduced")
    else:
        one.signs.append(f"{place} introduced")
        one.signs.append(f"named {min(_MOST_NAMED, people.counts[person.name])}")
    if one.phrase.text.rpartition(" ")[2] in inner:
        one.signs.append(f"{place} named within")


def _carried(
    page: Page,
    heard: Sequence[Stretch],
    index: int,
    form: Shape,
    before: Sequence[Word],
) -> Iterator[Candidate]:
    """Yield the speakers of the stretches around, and who spoke before."""
    if index:
        shown = signs.from_last(page, heard[index - 1], heard[index], form, before)
        yield Candidate(carried=index - 1, signs=[*shown])
        if form.around == "alone" and not heard[index - 1].continued:
            shown = signs.from_other(page, heard[index - 1], heard[index])
            yield Candidate(other=True, signs=[*shown])
    if index + 1 < len(heard):
        shown = signs.from_next(page, heard[index], heard[index + 1], form)
        yield Candidate(carried=index + 1, signs=[*shown])
