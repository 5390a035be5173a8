"""Whom a phrase names: a person, a body, a group; with a role, if it says one."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from digest.summarise.languages import Gender, Language
from digest.summarise.letters import Word
from digest.summarise.roles import apposition, names_role, office, rank_start
from digest.summarise.runs import known_titles

Kind = Literal["person", "name", "nominal", "pronoun"]
MAX_WORDS = 18


class Phrase(NamedTuple):
    """A mention: its text, what it is, and where in the article it stands.

    `person` has a name a person can have, `name` any other; `nominal` is a description
    ("senior US officials"). `honorific` is its "Mr" or "Mrs", lower case; `gender` what
    its verb shows; `declined`: it is in no nominative, as behind "in the words of".
    """

    text: str
    kind: Kind
    start: int
    end: int
    role: str | None = None
    honorific: str | None = None
    gender: Gender | None = None
    declined: bool = False


def read(
    text: str, words: Sequence[Word], language: Language, *, at: int = 0
) -> Phrase | None:
    """Return the phrase that begins at a word, with its role in apposition."""
    end = _end(words, at, language)
    phrase = parse(text, words[at:end], language)
    if phrase is None or phrase.role or phrase.kind not in ("person", "name"):
        return phrase
    role = apposition(text, words, end, language)
    return phrase._replace(role=role) if role else phrase


def parse(text: str, words: Sequence[Word], language: Language) -> Phrase | None:
    """Return what these words, all of them one phrase, name; None: nobody."""
    words = _stripped(words, language)
    if not words:
        return None
    first = words[0]
    if first.lower in language.pronouns:
        return _phrase(text, words[:1], "pronoun")
    run = _name_run(words, language)
    if run is None:
        return _nominal(text, words, language)
    return _named(text, words, run, language)


def names_in(text: str, words: Sequence[Word], language: Language) -> Iterator[Phrase]:
    """Yield each run of capitals as a phrase; a date or an opening word is none."""
    for start, end in _runs(words, language):
        if end - start > 1 or not _is_date_or_opening(words[start], language):
            yield _named(text, words[start:end], (0, end - start), language)


def _is_date_or_opening(word: Word, language: Language) -> bool:
    lower = word.lower
    return (
        lower in language.months
        or lower in language.weekdays
        or lower in language.subordinators
        or lower in language.prepositions
        or lower in language.articles
        or lower in language.breaks
    )


def _end(words: Sequence[Word], at: int, language: Language) -> int:
    """Return where the noun phrase that begins at `at` is over."""
    name_seen = False
    end = at
    for end in range(at, min(at + MAX_WORDS, len(words))):
        word = words[end]
        if not word.is_word:
            if word.text in ".'’" and end > at and _is_short(words[end - 1], language):
                continue
            return end
        if word.lower in language.pronouns:
            return end + (end == at)
        if _stops(word, language) or _place_or_time(words, end, language):
            return end
        if word.lower in language.prepositions and (
            word.lower not in language.joining or _names_person(words, at, end)
        ):
            return end
        if (
            name_seen
            and not word.is_capital
            and not (
                _role_ahead(words, end, language)
                or _described(words, at, end, language)
            )
        ):
            return end
        name_seen = name_seen or (word.is_capital and end > at)
    return min(end + 1, len(words))


def _described(words: Sequence[Word], at: int, end: int, language: Language) -> bool:
    """Tell whether a noun follows a name that only describes it: "the Lviv region"."""
    return end - at > 1 and words[end - 2].lower in language.articles


def _stops(word: Word, language: Language) -> bool:
    lower = word.lower
    return not word.is_capital and (
        lower in language.auxiliary
        or lower in language.breaks
        or lower in language.relatives
        or lower in language.reporting
        or lower in language.weak
    )


def _place_or_time(words: Sequence[Word], at: int, language: Language) -> bool:
    lower = words[at].lower
    if lower in language.weekdays:
        return True
    named = at + 1 < len(words) and words[at + 1].is_capital  # "Jan Novak"
    return lower in language.months and words[at].is_capital and not named


def _is_short(word: Word, language: Language) -> bool:
    return len(word.text) == 1 or word.lower in language.abbreviations


def _names_person(words: Sequence[Word], start: int, end: int) -> bool:
    """Tell whether two capitals stand right before `end`: a name is complete there."""
    return end - start > 1 and words[end - 1].is_capital and words[start].is_capital


def _role_ahead(words: Sequence[Word], at: int, language: Language) -> bool:
    ahead = _continues(language)
    return any(word.lower in ahead for word in words[at : at + 3])


@lru_cache(maxsize=32)
def _continues(language: Language) -> frozenset[str]:
    return (language.roles - language.things) | language.name_particles


def _stripped(words: Sequence[Word], language: Language) -> list[Word]:
    """Return the words without marks and adverbs at their ends."""
    kept = [word for word in words if word.is_word]
    while kept and kept[-1].lower in language.adverbs:
        kept.pop()
    while kept and not kept[0].is_capital and kept[0].lower in language.adverbs:
        kept.pop(0)
    return kept


def _name_run(words: Sequence[Word], language: Language) -> tuple[int, int] | None:
    """Return the run of capitals that names the head; None: there is none."""
    runs = _runs(words, language)
    if not runs:
        return None
    start, end = runs[-1]
    if end < len(words) and _only_describes(words, end, language):
        return None
    head = _head_end(words, language)
    named = next((run for run in runs if run[1] == head < len(words)), None)
    if named and start > head and _is_full_name(words[slice(*named)], language):
        return named  # "Mira Kovacs of Stone & Hudak Partners"
    if start < head or _names_past(words, start, end, language):
        return start, end
    return next((run for run in runs if run[0] == 0 and run[1] <= head), None)


def _is_full_name(run: Sequence[Word], language: Language) -> bool:
    """Tell a name of two words or more from the name of a body and from an office."""
    titles = known_titles(language)
    return len(run) > 1 and not (
        run[-1].lower in titles or _is_organisation(run, language)
    )


def _head_end(words: Sequence[Word], language: Language) -> int:
    """Return where the head ends: at the first preposition after its first word."""
    for index, word in enumerate(words):
        if index and word.lower in language.prepositions:
            return index
    return len(words)


def _names_past(
    words: Sequence[Word], start: int, end: int, language: Language
) -> bool:
    """Tell whether a run after a preposition is the name all the same.

    "Former secretary of state Hillary Clinton", "University of Oklahoma President X".
    """
    before = words[start - 1].lower
    if before not in language.prepositions and before not in language.articles:
        return True
    led = start - (2 if before in language.articles else 1)
    if led > 0 and not words[led - 1].is_capital:
        return False  # "a spokesman for Prime Minister X"
    return any(
        word.lower in language.titles or word.lower in language.roles
        for word in words[start : end - 1]
    )


def _only_describes(words: Sequence[Word], end: int, language: Language) -> bool:
    """Tell whether capitals only describe what follows them: "the Rove ad"."""
    if names_role(words[end:], language):
        return True  # "Trump campaign officials"
    if words[end].lower in language.prepositions:
        return False
    if words[0].lower in language.articles:
        return True
    ending = language.plural_ending
    return bool(ending) and words[-1].lower.endswith(ending)


def _runs(words: Sequence[Word], language: Language) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    start: int | None = None
    for index, word in enumerate(words):
        inside = word.is_capital and word.lower not in language.articles
        inside = inside and (index > 0 or word.lower not in language.stop_words)
        joined = start is not None and word.lower in language.name_particles
        if inside and start is None:
            start = index
        elif not inside and not joined and start is not None:
            runs.append((start, index))
            start = None
    if start is not None:
        runs.append((start, len(words)))
    return runs


def _nominal(text: str, words: Sequence[Word], language: Language) -> Phrase | None:
    """Return a description: "senior US officials", "his campaign", "one of them"."""
    several = len(words) >= len(("one", "of", "them"))
    some = several and words[0].lower in language.articles
    if not some and all(_empty(word, language) for word in words):
        return None
    if _cannot_open(words[0], language):
        return None
    return _phrase(text, _without_verb(words, language), "nominal")


def _cannot_open(word: Word, language: Language) -> bool:
    """Tell a word that begins no description of anybody: "remarking", "whether"."""
    ending = language.participle_ending
    return (
        bool(ending and word.lower.endswith(ending))
        or word.lower in language.reporting
        or word.lower in language.circumstances
        or (
            word.lower in language.subordinators and word.lower not in language.articles
        )
    )


def _without_verb(words: Sequence[Word], language: Language) -> Sequence[Word]:
    """Return a description without what it does: "his office put out a note"."""
    known = _kinds(language)
    for index, word in enumerate(words[:-1]):
        following = words[index + 1]
        if (
            word.lower in known
            and not following.is_capital
            and following.lower not in known
            and following.lower not in language.prepositions
            and following.lower not in language.breaks
            and not any(later.lower in known for later in words[index + 2 : index + 3])
        ):
            return words[: index + 1]
    return words


@lru_cache(maxsize=32)
def _kinds(language: Language) -> frozenset[str]:
    """Return the words for what speakers are: people, bodies, and what they write."""
    return language.roles | language.organisations | language.things


def _empty(word: Word, language: Language) -> bool:
    return (
        word.lower in language.stop_words
        or word.lower in language.adverbs
        or word.lower in language.reporting
        or word.lower in language.subordinators
    )


def _named(
    text: str, words: Sequence[Word], run: tuple[int, int], language: Language
) -> Phrase:
    """Return a name with what stands before it as role: titles, office, affiliation."""
    start, end = run
    name_at = _after_titles(words, start, end, language)
    if (
        end - name_at == 1
        and name_at > start
        and _is_noble(words[name_at - 1], language)
    ):
        name_at -= 1  # "Sir Robert"
    body = _is_organisation(words[name_at:end], language)
    opening = words[0].lower
    definite = opening in language.articles and opening not in language.indefinite
    if (body or (definite and start <= 1)) and name_at == start:
        return _phrase(text, words[:end], "name")
    if name_at == 0:
        return _phrase(text, words[:end], "person")
    before = words[:name_at]
    honorifics = [word.lower for word in before if word.lower in language.honorifics]
    rank_at = start + rank_start(words[start:name_at], language)
    return _phrase(text, words[name_at:end], "person")._replace(
        role=office(text, words[:rank_at], words[rank_at:name_at], language),
        honorific=next(iter(honorifics), None),
    )


def _is_noble(word: Word, language: Language) -> bool:
    """Tell whether a title goes with first names."""
    return word.lower in language.noble


def _after_titles(
    words: Sequence[Word], start: int, end: int, language: Language
) -> int:
    """Return where the name begins: after the last title or role in its run."""
    known = known_titles(language)
    for index in range(end - 2, start - 1, -1):
        if words[index].lower in known:
            return index + 1
    return start


def _is_organisation(words: Sequence[Word], language: Language) -> bool:
    return any(
        word.lower in language.organisations
        or (word.text.isupper() and len(words) == 1)
        for word in words
    )


def _phrase(text: str, words: Sequence[Word], kind: Kind) -> Phrase:
    start, end = words[0].start, words[-1].end
    spoken = text[start:end]
    for possessive in ("’s", "'s", "ʼs"):
        if kind != "nominal" and spoken.endswith(possessive):
            spoken, end = spoken[:-2], end - 2
    return Phrase(text=" ".join(spoken.split()), kind=kind, start=start, end=end)
