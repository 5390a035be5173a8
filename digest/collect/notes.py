"""The author's own lines: the byline, and the note that says who the author is."""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from digest.collect.furniture import Furniture
from digest.collect.plain import names
from digest.text.paragraphs import words

_FIRST = 3  # paragraphs from the start in which a known author's note may stand
_LAST = 10  # and from the end: related links and disclaimers follow it
_MAX_NOTE = 110  # words
_MAX_BYLINE = 14

_CAPITAL = "[A-ZÀ-ÖØ-ÞĀ-ŽА-ЯЄІЇҐ]"
_WORD = rf"{_CAPITAL}[\w.'’-]{{0,30}}"
_NAME = (
    rf"{_WORD}(?: (?:(?:de|van|von|der|al|bin|el|la|le|di|da) ){{0,2}}{_WORD}){{1,4}}"
)
_TITLES = (
    r"(?:(?:Dr|Prof|Professor|Ambassador|Amb|Sir|Lt|Col|Gen|Maj|Capt|Colonel|General"
    r"|Retired|Rev|Hon|Mr|Mrs|Ms)\.? ){0,3}"
)
_OPENING = re.compile(
    rf"\W{{0,3}}{_TITLES}"
    rf"(?P<names>{_NAME}(?:(?:, | and |, and | та | і ){_NAME}){{0,5}})"
    r"(?: \([^()]{1,60}\)|,? [A-Z][\w.]{1,6})?(?:,[^,]{1,80},)?\s+(?P<rest>.{3,})",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Credits:
    """Who wrote a text, as its own paragraphs say, and which paragraphs those are."""

    authors: tuple[str, ...] = ()
    note: str | None = None
    at: frozenset[int] = frozenset()


def credits_of(
    paragraphs: Sequence[str], known: Sequence[str], furniture: Furniture
) -> Credits:
    """Return who wrote a text; `known` are authors that feed or page have named."""
    bylines = _bylines(paragraphs, furniture)
    written_by = [name for found in bylines.values() for name in found]
    authors = tuple(known) or tuple(dict.fromkeys(written_by))
    notes = _notes(paragraphs, authors, furniture)
    named = [name for found in notes.values() for name in found]
    note = " ".join(paragraphs[at] for at in sorted(notes)) or None
    headings = _note_headings(paragraphs, notes.keys(), furniture)
    return Credits(
        authors=authors or tuple(dict.fromkeys(named)),
        note=note,
        at=frozenset((*bylines, *notes, *headings)),
    )


def _bylines(
    paragraphs: Sequence[str], furniture: Furniture
) -> dict[int, tuple[str, ...]]:
    """Return the lines "By Jane Doe" near the start or end, and whom they name."""
    found = {}
    for at, paragraph in enumerate(paragraphs):
        if 2 * _FIRST <= at < len(paragraphs) - _LAST:
            continue
        start = furniture.byline.match(paragraph)
        if not start or words(paragraph) > _MAX_BYLINE:
            continue
        people = names([paragraph[start.end() :]])
        if people and re.fullmatch(rf"{_TITLES}{_NAME}", people[0]):
            found[at] = tuple(who for who in people if re.fullmatch(_NAME, who))
    return found


def _notes(
    paragraphs: Sequence[str], authors: Sequence[str], furniture: Furniture
) -> dict[int, tuple[str, ...]]:
    """Return which paragraphs are notes about an author, and whom each names."""
    found: dict[int, tuple[str, ...]] = {}
    first_of_last = max(len(paragraphs) // 2, len(paragraphs) - _LAST, 1)
    for at, paragraph in enumerate(paragraphs):
        if _FIRST <= at < first_of_last:
            continue
        nameless = furniture.nameless.match(paragraph)
        people = () if nameless else _people(paragraph, furniture)
        if not (nameless or people) or words(paragraph) > _MAX_NOTE:
            continue
        if nameless:
            found[at] = ()
            continue
        headed = at > 0 and bool(furniture.about_author.match(paragraphs[at - 1]))
        if (
            headed
            or _is_of(people, authors)
            or (
                not authors
                and at >= first_of_last
                and _is_stranger(people, paragraph, paragraphs, furniture)
            )
        ):
            found[at] = people
    return found


def _people(paragraph: str, furniture: Furniture) -> tuple[str, ...]:
    """Return whom a paragraph introduces: "NAME is …"; nobody where it does not."""
    opening = _OPENING.match(paragraph[:600])
    if not opening or not re.match(rf"(?:{furniture.verbs})(?!\w)", opening["rest"]):
        return ()
    return names([opening["names"]])


def _is_of(people: Sequence[str], authors: Sequence[str]) -> bool:
    """Tell whether the people are among the authors, middle names aside."""
    known = {_ends(author) for author in authors}
    return bool(known) and all(_ends(name) in known for name in people)


def _ends(name: str) -> tuple[str, str]:
    parts = name.casefold().split()
    return parts[0], parts[-1]


def _is_stranger(
    people: Sequence[str],
    paragraph: str,
    paragraphs: Sequence[str],
    furniture: Furniture,
) -> bool:
    """Tell whether people with a writer's role appear nowhere else in the text.

    This tells an author's note from a paragraph on somebody the article is about.
    """
    if not furniture.roles.search(paragraph[:300]) or "“" in paragraph:
        return False
    others = " ".join(each for each in paragraphs if each != paragraph)
    surnames = [name.split()[-1] for name in people]
    return not any(re.search(rf"\b{re.escape(each)}\b", others) for each in surnames)


def _note_headings(
    paragraphs: Sequence[str], notes: AbstractSet[int], furniture: Furniture
) -> list[int]:
    return [
        at - 1
        for at in notes
        if at > 0 and furniture.about_author.match(paragraphs[at - 1])
    ]
