"""What a figure counts: the words right after it, up to where they end whole.

No grammar is needed for it, and none would be sure: where a stretch would have to be
cut at a word that may still belong to what is counted ("500 men and women"), there is
none.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from digest.model import Span
from digest.summarise.languages import Language
from digest.summarise.page import Page

MOST_WORDS = 14
_REACH = 200  # characters after a figure: what is longer is no number but a sentence
_A_CLAUSE = 5  # words
_NEXT_WORDS = 4  # after a comma: a list goes on soon or not at all
_LEAST_MONEY = 2  # words that tell what is counted
_LEAST_TOLD, _LEAST_NAMED = 3, 2
_WORD = re.compile(r"\S+")
_EDGE = re.compile(r"[,;:](?!\d)|[()\[\]“”\"«»„…!?\n]|\s[—–-]{1,2}\s|—|\.(?=\s|\Z)")
_OPENS_QUOTE = frozenset('“"«„')
_MONEY = frozenset({"$", "€", "£", "¥", "₴", "money"})


class Word(NamedTuple):
    """One word between white space, without marks, in lower case, and where it is."""

    text: str
    lower: str
    start: int
    end: int


def words(text: str, start: int, end: int) -> list[Word]:
    """Return the words of `text[start:end]`."""
    found = []
    for match in _WORD.finditer(text, start, end):
        bare = match.group().strip('“”"«»„‘()[],.;:…!?—–-')
        if bare:
            found.append(Word(bare, lower(bare), match.start(), match.end()))
    return found


def lower(text: str) -> str:
    """Return a text in lower case, of the same length, its apostrophes straight."""
    lowered = text.lower()
    same = lowered if len(lowered) == len(text) else text
    return same.replace("’", "'")


def begins_name(word: Word) -> bool:
    """Tell whether a word begins as names do."""
    return word.text[0].isupper()


def counted(
    page: Page, sentence: Span, start: int, *, unit: str, begins: bool
) -> int | None:
    """Return where what a figure counts ends; None where that cannot be told.

    `begins`: the figure begins its sentence, which is then short enough to be printed
    as a whole, or is cut like any other.
    """
    edge = _edge(page, sentence, start)
    clause = words(page.text, start, edge)
    if not clause:
        return None
    whole = begins and page.text[edge : sentence.end].strip(".!") == ""
    if whole and len(clause) <= MOST_WORDS:
        kept = len(clause)
    else:
        kept = _kept(clause, page.language, share=unit == "%")
    if not _is_told(clause[:kept], page.language, unit):
        return None
    if kept == len(clause) and _goes_on(page, edge, kept):
        return None
    last = clause[kept - 1]
    return last.end if kept < len(clause) else _trimmed(page.text, last, edge)


def _trimmed(text: str, last: Word, edge: int) -> int:
    return min(edge, last.start + len(text[last.start : edge].rstrip()))


def _edge(page: Page, sentence: Span, start: int) -> int:
    """Return where the clause ends: at the next mark that is no abbreviation's."""
    reach = min(sentence.end, start + _REACH)
    for match in _EDGE.finditer(page.text, start, reach):
        before = page.text[max(start, match.start() - 12) : match.start()].split()
        short = before and lower(before[-1]) in page.language.abbreviations
        if match.group() != "." or not short:
            return match.start()
    return reach


def _goes_on(page: Page, edge: int, kept: int) -> bool:
    """Tell whether what is counted goes on after the mark: in a list, or in marks."""
    mark = page.text[edge : edge + 1]
    if mark == ",":
        following = page.text[edge + 1 : edge + 1 + _REACH].split()[:_NEXT_WORDS]
        joins = [lower(word) in page.language.counting.joins for word in following]
        # ", and" after so many words begins another clause, and ends no list.
        return any(joins) and not (joins[0] and kept >= _A_CLAUSE)
    return mark in _OPENS_QUOTE or bool(mark and mark not in ".,;:()[]…!?\n—–- ”»")


def _kept(clause: Sequence[Word], language: Language, *, share: bool) -> int:
    """Return how many words belong to what is counted; 0: it cannot be told."""
    for at, word in enumerate(clause[: MOST_WORDS + 1]):
        if _ends(clause, at, language):
            return at
        if word.lower in language.relatives:
            told = {following.lower for following in clause[at:]}
            fits = len(clause) <= MOST_WORDS and not told & language.counting.unfit
            return len(clause) if fits else (0 if share else at)
        if _is_unfit(clause[max(0, at - 1) : at + 1], language):
            return 0 if share else _before_phrase(clause[:at], language)
    return len(clause) if len(clause) <= MOST_WORDS else 0


def _before_phrase(clause: Sequence[Word], language: Language) -> int:
    """Return where the last phrase begins: "pupils | in Kyiv and" somewhere else.

    What is left is still so many, wherever the rest of them are. A share would be one
    of something else.
    """
    places = [
        at for at, word in enumerate(clause) if word.lower in language.prepositions
    ]
    return places[-1] if places else 0


def _ends(clause: Sequence[Word], at: int, language: Language) -> bool:
    word = clause[at].lower
    if word in language.counting.towards:
        named = clause[at + 1 : at + 2]
        return not any(
            not following.text[0].islower() or following.lower in language.articles
            for following in named
        )
    # "5,000 North Koreans", "in May": a capital is no word that ends anything.
    return word in language.counting.ends and not begins_name(clause[at])


def _is_unfit(words_: Sequence[Word], language: Language) -> bool:
    """Tell whether a word among these points elsewhere, or begins something new.

    An article does so unless a preposition leads to it: "5,000 workers the right to".
    """
    before = ""
    for word in words_:
        if word.lower in language.counting.unfit:
            return True
        stray = before and before not in language.prepositions
        if word.lower in language.articles and stray:
            return before not in language.counting.towards
        before = word.lower
    return False


def _is_told(kept: Sequence[Word], language: Language, unit: str) -> bool:
    """Tell whether these words say what is counted, and can end where they do."""
    if not kept or kept[-1].lower in language.prepositions | language.articles:
        return False
    told = telling(kept, language)
    if unit == "%" and language.counting.share_of:
        return told > 0 and _shares(kept, language)
    first = kept[0].lower
    leads = first in language.prepositions
    if unit in _MONEY:
        fits = not leads or first in language.counting.money_of
        return fits and told >= _LEAST_MONEY and not _is_figure(kept[1:2])
    if unit:
        return told > 0 and (not leads or first in language.counting.share_of)
    named = any(map(begins_name, kept)) and not _is_generic(kept, language)
    enough = told >= (_LEAST_NAMED if named else _LEAST_TOLD)
    return enough and not leads and _is_many(kept, language)


def telling(kept: Sequence[Word], language: Language) -> int:
    """Count the words that say what is counted.

    What follows a "the" is known from elsewhere ("the insured value"), and tells a
    reader of the stretch alone nothing, unless it is a name.
    """
    known = False
    told = 0
    for word in kept:
        if word.lower in language.definite or begins_name(word):
            known = not begins_name(word)
        elif word.lower in language.prepositions:
            known = False
        told += not known and _tells(word, language)
    return told


def _is_generic(kept: Sequence[Word], language: Language) -> bool:
    return any(word.lower in language.counting.generic for word in kept)


def _is_figure(kept: Sequence[Word]) -> bool:
    return any(character.isdigit() for word in kept for character in word.text)


def _is_many(kept: Sequence[Word], language: Language) -> bool:
    """Tell whether a thing is named of which there can be many.

    Not so in "331 found work", where the figure stands for it.
    """
    ending = language.plural_ending
    return not ending or any(
        word.lower in language.counting.plurals
        or (word.lower.endswith(ending) and _tells(word, language))
        for word in kept
    )


def _shares(kept: Sequence[Word], language: Language) -> bool:
    """Tell whether a share is one of something: "40 percent of ships".

    Else it needs words that tell more than that it is a share: "12 percent tariff on
    steel", and not "60 percent rate".
    """
    if any(word.lower in language.counting.share_of for word in kept[:2]):
        return True
    begins = kept[0].lower not in language.prepositions
    return begins and sum(_tells(word, language) for word in kept) > 1


def _tells(word: Word, language: Language) -> bool:
    """Tell whether a word says what is counted, and not how it is put or measured."""
    counting = language.counting
    silent = (
        language.prepositions,
        language.articles,
        language.stop_words,
        language.relatives,
        language.months,
        language.weekdays,
        counting.durations,
        counting.generic,
        counting.units,
    )
    return word.text[0].isalpha() and not any(word.lower in part for part in silent)
