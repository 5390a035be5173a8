"""Runs of capitals in a text: the titles that lead them, the name, what follows.

"Former President Mira Kovacs, 58, said" is one run; a full stop that is not an
abbreviation's ends a run, and so does a possessive: "Ohio’s Mira Kovacs".
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from digest.summarise.languages import Language
from digest.summarise.letters import UPPER

_MAX_NAME_WORDS = 9
_AROUND = 48  # characters
_MAX_READ = 20_000  # characters: a hostile text is not read again for every name
_BEFORE_SENTENCE = ".!?…”\"’'»“‘«:\n"
_POSSESSIVE = ("’s", "'s", "’", "'")
_ROLE_WORDS = 6
_SPACED = re.compile(r"\S+")


class Run(NamedTuple):
    """A run of capitalised words: titles before, the name itself, where it begins.

    `title` is its titles as written, "" where it has none; `end`: where what follows it
    begins, -1 where a sentence ended within. What is around it is read when asked for.
    """

    titles: tuple[str, ...]
    title: str
    name: tuple[str, ...]
    start: int
    end: int
    text: str
    language: Language

    @property
    def human(self) -> bool:
        """Whether what follows is said of people only: an age, a role, "who"."""
        return _is_human(self._following, self.language)

    @property
    def speaks(self) -> bool:
        """Whether a verb of speech follows."""
        after = self._following.split(maxsplit=1)[:1]
        return bool(after) and after[0].rstrip(".,:") in self.language.reporting

    @property
    def led_by(self) -> str:
        """The word before it, lower case."""
        before = self.text[max(0, self.start - _AROUND) : self.start].rsplit(maxsplit=1)
        return before[-1].strip(",").lower() if before else ""

    @property
    def opens(self) -> bool:
        """Whether it stands where a sentence begins, or may."""
        return _opens(self.text, self.start)

    @property
    def describes(self) -> bool:
        """Whether it only describes what follows: "Opposition leader"."""
        after = self._following.split(maxsplit=1)[:1]
        return bool(after) and after[0] in self.language.roles

    @property
    def _following(self) -> str:
        return self.text[self.end : self.end + _AROUND] if self.end >= 0 else ""


def runs(text: str, language: Language) -> Iterator[Run]:
    """Return the runs of a text that may name somebody, in order.

    A single word counts where it ends a longer run somewhere, and so may be a surname,
    or opens sentence after sentence; most only have the capital of their sentence.
    """
    found = [
        (match.group(), *match.span()) for match in _pattern(language).finditer(text)
    ]
    telling = _telling(text, found, language)
    for written, start, end in found:
        if _is_long(written):
            for words in _pieces(written, start, language):
                run = _run(text, words, end, language)
                if run is not None:
                    yield run
        elif (bare := _bare(written)) in telling:
            run = Run((), "", (bare,), start, end, text, language)
            if not run.describes:
                yield run


def _telling(
    text: str, found: Sequence[tuple[str, int, int]], language: Language
) -> set[str]:
    """Return the words that may name somebody although they stand alone."""
    common = _common(language)
    opening: set[str] = set()
    telling: set[str] = set()
    for written, start, _ in found:
        if _is_long(written):
            telling.update(_bare(word) for word in _ending(written))
        elif written not in common and _opens(text, start):
            bare = _bare(written)
            (telling if bare in opening else opening).add(bare)
    return telling


@lru_cache(maxsize=32)
def _common(language: Language) -> frozenset[str]:
    """Return the words that have a capital only where a sentence begins."""
    listed = (
        language.stop_words
        | language.hanging
        | language.adverbs
        | language.subordinators
    )
    return frozenset(word.capitalize() for word in listed)


def _ending(run: str) -> list[str]:
    """Return the words of a run that may end a name."""
    *others, last = run.split()
    return [last, *(word for word in others if word[-1] in "’'s.")]


def _is_long(run: str) -> bool:
    return " " in run or "\u00a0" in run


@lru_cache(maxsize=32)
def known_titles(language: Language) -> frozenset[str]:
    """Return the words that lead a name without being of it."""
    return language.titles | language.roles | language.honorifics


@lru_cache(maxsize=32)
def first_names(language: Language) -> frozenset[str]:
    """Return the first names a language's pack knows."""
    return language.male | language.female


@lru_cache(maxsize=32)
def offices(language: Language) -> frozenset[str]:
    """Return the roles that only people have."""
    return language.roles - language.organisations - language.things


def is_common_word(text: str, lower: str) -> bool:
    """Tell whether a text has a word without its capital too, as far as it is read."""
    return text.find(f" {lower} ", 0, _MAX_READ) >= 0


@lru_cache(maxsize=32)
def _pattern(language: Language) -> re.Pattern[str]:
    particles = "|".join(sorted(map(re.escape, language.name_particles))) or "(?!)"
    word = rf"[{UPPER}][\w’'-]*"
    return re.compile(
        rf"{word}(?:\.(?=\s[{UPPER}]))?"
        rf"(?:[ \u00a0](?:(?:{particles})[ \u00a0])?{word}(?:\.(?=\s[{UPPER}]))?)*"
    )


_Place = tuple[str, int]  # a word, and where it stands


def _pieces(run: str, start: int, language: Language) -> Iterator[list[_Place]]:
    """Return a run cut where a sentence or a possessive ends within it."""
    piece: list[_Place] = []
    for word in _SPACED.finditer(run):
        written = word.group()
        if piece or written[0].isupper():
            piece.append((written, start + word.start()))
        if _ends(written, language):
            if piece:
                yield piece
            piece = []
    if piece:
        yield piece


def _ends(word: str, language: Language) -> bool:
    if word.endswith("."):
        bare = word[:-1]
        return len(bare) > 1 and bare.lower() not in language.abbreviations
    return word.endswith(_POSSESSIVE)


def _run(
    text: str, places: Sequence[_Place], end: int, language: Language
) -> Run | None:
    words = [word for word, _ in places]
    last_ends = places[-1][1] + len(words[-1])
    words[-1] = _bare(words[-1])
    start = places[0][1]
    lowered = [word.lower().rstrip(".") for word in words]
    begin = 0
    if len(words) > 1:
        begin = _name_at(text, lowered, language, opens=_opens(text, start))
    name = tuple(words[begin:])
    while len(name) > 1 and name[-1].rstrip(".").lower() in language.suffixes:
        name = name[:-1]
    if not name[-1] or len(name) > _MAX_NAME_WORDS:
        return None
    run = Run(
        titles=tuple(lowered[:begin]),
        title=_title(words[:begin], language) if begin else "",
        name=name,
        start=start,
        end=end if last_ends == end else -1,
        text=text,
        language=language,
    )
    return None if len(name) == 1 and begin == 0 and run.describes else run


@lru_cache(maxsize=20_000)
def _bare(word: str) -> str:
    for ending in _POSSESSIVE:
        word = word.removesuffix(ending)
    return word.rstrip(".") if len(word) > len("J.") else word


def _opens(text: str, start: int) -> bool:
    """Tell whether a sentence begins here, or may."""
    before = start - 1
    while before >= 0 and before > start - 4 and text[before] in " \u00a0":
        before -= 1
    return before < 0 or text[before] in _BEFORE_SENTENCE


def _name_at(
    text: str, lowered: Sequence[str], language: Language, *, opens: bool
) -> int:
    """Return where the name begins: after titles and what else leads up to it."""
    begin = 0
    known = known_titles(language)
    last = len(lowered) - 1
    for index, lower in enumerate(lowered[:last]):
        if lower in known or (index == begin and lower in language.stop_words):
            begin = index + 1
    if begin == last:
        return begin
    first = first_names(language)
    if lowered[begin] in first or len(lowered[begin]) == 1:
        return begin
    for index in range(begin + 1, last):
        if lowered[index] in first:
            return index
    common = begin == 0 and opens and _is_common(text, lowered[0], language)
    return 1 if common else begin


def _is_common(text: str, lower: str, language: Language) -> bool:
    """Tell whether a word has its capital only from beginning a sentence."""
    return (
        lower in language.adverbs
        or lower in language.subordinators
        or lower in language.hanging
        or is_common_word(text, lower)
    )


def _title(words: Sequence[str], language: Language) -> str:
    """Return the titles right before a name, as written."""
    start = len(words)
    while start and words[start - 1].lower().rstrip(".") in language.titles:
        start -= 1
    return " ".join(words[start:])


def _is_human(following: str, language: Language) -> bool:
    """Tell whether these words are said of people: ", 58,", ", who", ", a nurse"."""
    if not following.startswith(","):
        return False
    inside, closed, _ = following[1:].partition(",")
    after = inside.split()
    if not after:
        return False
    if after[0] in language.personal:
        return True
    if closed and after[0].isdigit() and len(after[0]) == len("58"):
        return len(after) == 1
    known = offices(language)
    return after[0] in language.indefinite and any(
        word in known for word in after[1:_ROLE_WORDS]
    )
