"""Where a name begins in a row of capitals, in languages with cases.

"Міністр енергетики Литви Вітаутас Ґрабіс": a country in the genitive, then the name.
"""

from collections.abc import Sequence

from digest.summarise.cases.clause import Clause
from digest.summarise.cases.forms import (
    first_name_gender,
    is_declined_name,
    may_be_genitive,
    nominative,
    patronymic_gender,
)
from digest.summarise.languages import Gender, Language
from digest.summarise.letters import Word
from digest.summarise.runs import first_names, known_titles

_FULL = 2  # words of a full name
_MAX_ROW = 12  # words


def row_end(clause: Clause, at: int) -> int:
    """Return where the row of capitals that begins at a word is over."""
    end = at + 1
    while end < min(len(clause), at + _MAX_ROW):
        word = clause.words[end]
        if not ((word.is_word and word.is_capital) or _joins(clause, end)):
            break
        end += 1
    return end


def name_at(clause: Clause, at: int, end: int, *, led: bool) -> int | None:
    """Return where in a row of capitals a person's name begins; None: it has none.

    `led`: a role leads up to the row.
    """
    language, row = clause.language, clause.words[at:end]
    first = _first_name(row, language)
    if first is not None:
        return at + _with_surname_before(row, first, language)
    while end - at > 1 and _leads_up(clause.lower(at), language):
        at += 1
    while led and end - at > _FULL and may_be_genitive(clause.lower(at), language):
        at += 1
    if end - at >= _FULL or clause.known(clause.words[at].text):
        return at
    lower = clause.lower(at)
    foreign = _leads_up(lower, language) or may_be_genitive(lower, language)
    return at if led and not foreign else None


def is_nominative(name: Sequence[Word], language: Language) -> bool:
    """Tell whether a name may be in the nominative, as far as its first name tells."""
    return not is_declined_name(name[0].lower, language)


def name_gender(name: Sequence[Word], language: Language) -> Gender | None:
    """Return the gender that a name shows, in any form."""
    for word in name[1:]:
        gender = patronymic_gender(word.lower, language)
        if gender is not None:
            return gender
    return first_name_gender(name[0].lower, language)


def _joins(clause: Clause, at: int) -> bool:
    """Tell whether a small word or a full stop stands within a name."""
    if at + 1 >= len(clause) or not clause.words[at + 1].is_word:
        return False
    if clause.words[at].text == ".":
        initial = len(clause.words[at - 1].text) == 1
        return initial and clause.words[at + 1].is_capital
    return clause.lower(at) in clause.language.name_particles


def _first_name(row: Sequence[Word], language: Language) -> int | None:
    """Return where a first name or an initial stands in a row, a surname behind it."""
    known, last = first_names(language), len(row) - 1
    declined: int | None = None
    for index, word in enumerate(row):
        initial = len(word.text) == 1 and word.is_word and index < last
        if initial or word.lower in known:
            # "Сусід Ніни Петро": whose neighbour he is comes first.
            alone = not last or declined is not None
            return index if alone or index < last else None
        if declined is None and nominative(word.lower, known, language) is not None:
            declined = index
    return declined if declined != last or not last else None


def _with_surname_before(row: Sequence[Word], first: int, language: Language) -> int:
    """Return where a name begins whose surname may come first: "Гай Віра Іванівна"."""
    if not first or patronymic_gender(row[-1].lower, language) is None:
        return first
    before = first - 1
    return first if _leads_up(row[before].lower, language) else before


def _leads_up(lower: str, language: Language) -> bool:
    """Tell a word before a name that is not of it: a place, a body, a title."""
    known = known_titles(language)
    return (
        lower in language.places
        or lower in language.organisations
        or nominative(lower, known, language) is not None
        or any(part in known for part in lower.split("-")[:-1])
    )
