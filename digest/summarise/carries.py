"""What each sentence of an article shows of the news it holds, in numbers.

Nothing here knows a language's grammar: where a sentence stands, what it shares with
the title and with the other sentences, its length, its figures, how much is quoted. How
much each counts is learned (`worth`).
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from math import exp, fsum, log, sqrt
from threading import local
from typing import NamedTuple

import Stemmer

from digest.model import Span
from digest.summarise.languages import Language, PackError
from digest.summarise.letters import UPPER
from digest.summarise.page import Page
from digest.summarise.standing import MAX_WORDS, MIN_WORDS

SHOWN = (
    "first",
    "third",
    "early",
    "far",
    "place",
    "title_share",
    "in_title",
    "central",
    "lead",
    "opening",
    "once",
    "fresh",
    "words",
    "long",
    "year",
    "dated",
    "quoted",
    "speech",
    "said",
    "named",
)
"""What a sentence shows whose weight is learned, in the order of `Sentence.shown`."""

MINDED = (
    "bare_name",
    "teases",
    "opens",
    "figures",
    "short",
    "down",
    "speaks",
    "when",
)
"""What it shows that a reader minds and a summary's words do not tell."""

_WORD = re.compile(r"\w{1,60}(?:['’.-]\w{1,60}){0,8}")
NUMBER = re.compile(r"[$€£₴]?\d+(?:[.,]\d+)*%?")
_SUBJECT = re.compile(rf"(\w+) ((?:[{UPPER}][\w’'-]* ){{2,4}})(?=[a-z])")
_CENTURIES = ("19", "20")
_DATED = SHOWN.index("dated")
_PARAGRAPHS = 3  # an article of so many tells its news in more places than its lead
_PACK = "a language's pack"
_SMOOTHING = 4  # words: a short sentence of common words is not the centre
_LEAD = 3  # sentences
_SHORT, _LONG = 12, 30  # words
_FRONT = 8  # words that may be left off a sentence's front
_MOST_FIGURES = 2
_MOST_STEMS = 100_000
_TAIL = 4  # words in which an attribution ends a sentence
_NOTHING = frozenset({""})
_thread = local()  # keeps its own stems: no locks


class Sentence(NamedTuple):
    """A sentence of an article: its lower-case words, their stems, what it shows.

    `shown` goes with `SHOWN`, `minded` with `MINDED`.
    """

    span: Span
    number: int
    words: tuple[str, ...]
    stems: frozenset[str]
    shown: tuple[float, ...]
    minded: tuple[float, ...]


def sentences_shown(page: Page, title: str) -> list[Sentence]:
    """Return every sentence of a page that could stand, with what it shows."""
    said = [words_of(span.of(page.text)) for span in page.sentences]
    known = _stems(page.language)
    stems = [_of(words, known) for words in said]
    often = Counter(chain.from_iterable(stems))
    years, amounts = _numbers(page)
    article = _Article(
        page=page,
        count=len(said),
        title=_of(words_of(title), known),
        often=often,
        most=_log(max(often.values(), default=1)),
        once=frozenset(stem for stem, count in often.items() if count == 1),
        first=stems[0] if stems else frozenset(),
        lead=_leads(stems),
        quoted=_quoted(page),
        years=years,
        amounts=amounts,
        openings=frozenset(one.start for one in page.paragraphs),
    )
    seen: set[str] = set()
    found = []
    for number, (words, of_it) in enumerate(zip(said, stems, strict=True)):
        if _could_stand(words, number, page.language):
            found.append(_sentence(article, number, words, of_it, seen))
        seen |= of_it
    return found


def _could_stand(words: Sequence[str], number: int, language: Language) -> bool:
    """Tell whether weighing is worth its time: what begins with "he" never stands."""
    if not MIN_WORDS <= len(words) <= MAX_WORDS + _FRONT:
        return False
    first = words[0]
    return number == 0 or not (
        first in language.pronouns or first in language.referring
    )


def words_of(text: str) -> tuple[str, ...]:
    """Return a text's words, lower case."""
    return tuple(_WORD.findall(text.lower()))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Article:
    """What a sentence is set beside.

    `often` is how often each stem is said, `most` the logarithm of the most; `lead` the
    stems of the first sentences (see `_leads`); `openings` where paragraphs begin;
    `quoted`, `years` and `amounts` how many characters and numbers of each sentence
    are that.
    """

    page: Page
    count: int
    title: frozenset[str]
    often: Mapping[str, int]
    most: float
    once: frozenset[str]
    first: frozenset[str]
    lead: Sequence[frozenset[str]]
    quoted: Sequence[int]
    years: Sequence[int]
    amounts: Sequence[int]
    openings: AbstractSet[int]


def _sentence(
    article: _Article,
    number: int,
    words: tuple[str, ...],
    stems: frozenset[str],
    seen: AbstractSet[str],
) -> Sentence:
    """Return a sentence with what it shows, in the order of `SHOWN`."""
    span = article.page.sentences[number]
    text = span.of(article.page.text)
    language = article.page.language
    size = len(stems) or 1
    smooth = len(stems) + _SMOOTHING
    titled = len(stems & article.title)
    shown = (
        float(number == 0),
        float(number == 2),  # noqa: PLR2004 the third
        exp(-number / _LEAD),
        log(1 + number),
        number / article.count,
        titled / (len(article.title) or 1),
        float(titled > 0),
        # fsum: the same to the last digit in whatever order a set comes.
        fsum(map(_log, map(article.often.__getitem__, stems))) / article.most / smooth,
        len(stems & _others(article.lead, number)) / smooth,
        len(stems & article.first) / smooth if number else 0.0,
        len(stems & article.once) / size,
        len(stems - seen) / size,
        len(words) / 20,
        max(0, len(words) - _LONG) / 10,
        float(article.years[number] > 0),
        float(_dated(words, language)),
        min(1.0, article.quoted[number] / len(text)),
        float(article.quoted[number] > 0),
        float(not language.reporting.isdisjoint(words[-_TAIL:])),
        float(text.partition(" ")[2][:1].isupper()),
    )
    minded: tuple[float, ...] = (
        float(_bare_name(article.page, span)),
        float(not language.denials.isdisjoint(words[:3])),
        float(span.start in article.openings),
        _figures(article, number),
        max(0, _SHORT - len(words)) / 10,
    )
    minded += _among_paragraphs(article, number, dated=shown[_DATED] > 0)
    return Sentence(span, number, words, stems, shown, minded)


def _among_paragraphs(
    article: _Article, number: int, *, dated: bool
) -> tuple[float, ...]:
    """Return what counts otherwise in articles of paragraphs than in unbroken texts."""
    if len(article.page.paragraphs) < _PARAGRAPHS:
        return (0.0, 0.0, 0.0)
    return (
        number / article.count,
        float(article.quoted[number] > 0),
        float(dated and number > 0),
    )


def _figures(article: _Article, number: int) -> float:
    """Return the root of how many figures, at most two, it has after the lead.

    The first paragraph tells what happened, with figures or without.
    """
    if article.page.sentences[number].start < article.page.paragraphs[0].end:
        return 0.0
    return sqrt(min(_MOST_FIGURES, article.amounts[number]))


def _bare_name(page: Page, span: Span) -> bool:
    """Tell whether its subject is a name that does not say what bears it.

    "The Grey Heron closed" may be a ferry or an inn; "The Danube Bank" is a bank.
    """
    subject = _SUBJECT.match(page.text, span.start, span.end)
    if subject is None or subject.group(1).lower() not in page.language.definite:
        return False
    words = subject.group(2).lower().split()
    return page.language.organisations.isdisjoint(words)


@lru_cache(maxsize=1024)
def _log(count: int) -> float:
    return log(1 + count)


def _others(lead: Sequence[frozenset[str]], number: int) -> frozenset[str]:
    """Return the stems of the first sentences, without those of the sentence itself."""
    return lead[min(number, len(lead) - 1)]


def _dated(words: tuple[str, ...], language: Language) -> bool:
    return not (
        language.weekdays.isdisjoint(words) and language.months.isdisjoint(words)
    )


def _leads(stems: Sequence[frozenset[str]]) -> tuple[frozenset[str], ...]:
    """Return the lead's stems without its first, second, third sentence, and whole."""
    lead = stems[:_LEAD]
    without = (
        frozenset[str]().union(*lead[:number], *lead[number + 1 :])
        for number in range(_LEAD)
    )
    return (*without, frozenset[str]().union(*lead))


def _quoted(page: Page) -> list[int]:
    """Return how many characters of each sentence are quoted."""
    starts = [stretch.outer.start for stretch in page.stretches]
    quoted = [0] * len(page.sentences)
    for number, stretch in zip(_numbers_of(page, starts), page.stretches, strict=True):
        quoted[number] += stretch.inner.end - stretch.inner.start
    return quoted


def _numbers(page: Page) -> tuple[list[int], list[int]]:
    """Return how many numbers of each sentence say when (years), and how many not."""
    found = [(one.start(), one.group()) for one in NUMBER.finditer(page.text)]
    years, amounts = [0] * len(page.sentences), [0] * len(page.sentences)
    places = _numbers_of(page, [start for start, _ in found])
    for number, (_, written) in zip(places, found, strict=True):
        (years if is_year(written) else amounts)[number] += 1
    return years, amounts


def _numbers_of(page: Page, places: Sequence[int]) -> Iterator[int]:
    """Yield the number of the sentence that each place, in order, stands in."""
    number, last = 0, len(page.sentences) - 1
    for place in places:
        while number < last and page.sentences[number].end <= place:
            number += 1
        yield number


def is_year(number: str) -> bool:
    """Tell whether a number is a bare year, which says when and not how many."""
    return len(number) == len("2025") and number[:2] in _CENTURIES and number.isdigit()


# ── stems ─────────────────────────────────────────────────────────────────────────


class _Stems(dict[str, str]):
    """The stem of each word of a language, made when first asked for.

    "" is the stem of a word that says nothing. Articles share most of their words, so
    a thread keeps what it has stemmed.
    """

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._silent = language.stop_words
        try:
            self._stemmer = language.stemmer and Stemmer.Stemmer(language.stemmer)
        except KeyError as error:
            message = f"Snowball has no {language.stemmer!r}"
            raise PackError(_PACK, "stemmer", message) from error

    def __missing__(self, word: str) -> str:
        stem = "" if word in self._silent else self._stem(word)
        self[word] = stem
        return stem

    def _stem(self, word: str) -> str:
        return str(self._stemmer.stemWord(word)) if self._stemmer else word


def _stems(language: Language) -> Mapping[str, str]:
    kept: dict[Language, _Stems] | None = getattr(_thread, "stems", None)
    if kept is None:
        kept = _thread.stems = {}
    if len(kept.get(language, ())) > _MOST_STEMS:
        del kept[language]
    return kept.setdefault(language, _Stems(language))


def _of(words: Sequence[str], stems: Mapping[str, str]) -> frozenset[str]:
    return frozenset(map(stems.__getitem__, words)) - _NOTHING
