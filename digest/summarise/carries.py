"""How much news a sentence carries: figures, names, what the article is about, place.

The weights were set on news summaries written by people, then by reading; what each
measures is what an editor would look for, so that a surprising choice can be traced.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp, fsum, log, sqrt
from threading import local

import Stemmer

from digest.model import Span
from digest.summarise.languages import Language
from digest.summarise.letters import UPPER
from digest.summarise.page import Page
from digest.text.figures import figures

_WORD = re.compile(r"\w+(?:['’.-]\w+)*")
_NAME = re.compile(rf"(?<=[\w,;:)’”\"] )[{UPPER}]\w+")
_SUBJECT = re.compile(rf"The ((?:[{UPPER}][\w’'-]* ){{2,4}})(?=[a-z])")
_FIGURE = 0.36
_NAMES = 0.05
_TITLE = 0.15
_CENTRAL = 1.4
_EARLY = 0.9
_FIRST_IN_PARAGRAPH = 0.08
_LENGTH = 0.25
_QUOTED = 0.4
_OPENING_EARLY = 1.6
_OPENING_TITLE = 1.2
_SCENE = 0.45  # for an opening that only sets a scene: no name, no figure
_TEASES = 0.6  # for one that denies: "Nobody can insure …"
_SAID_BEFORE = 0.1
_MAX_READ = 20_000  # characters: a hostile text is not read again for every name
_REPEATS_TITLE = 0.9
_SMOOTHING = 4  # words: a short sentence of common words is not the centre
_MOST_NAMES = 3
_MOST_FIGURES = 2
_IDEAL_WORDS = range(12, 31)
_DECAY = 7.0  # sentences after which being early counts for a third
_stemmers = local()  # a Snowball stemmer must not be shared between threads


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Weighed:
    """A sentence with its words, and what it is worth as a fact and as the opening."""

    span: Span
    paragraph: int
    words: tuple[str, ...]
    stems: frozenset[str]
    worth: float
    opening: float


def weighed(page: Page, title: str) -> list[Weighed]:
    """Return every sentence of a page that has words, weighed."""
    spoken = [_words(span.of(page.text)) for span in page.sentences]
    stems = [_stems(words, page.language) for words in spoken]
    wanted = _stems(_words(title), page.language)
    often = Counter(stem for sentence in stems for stem in sentence)
    most = log(1 + max(often.values(), default=1))
    weight = {stem: log(1 + count) / most for stem, count in often.items()}
    of = _Article(page=page, title=wanted, weight=weight, places=_places(page))
    return [
        _weigh(of, number, words, stem)
        for number, (words, stem) in enumerate(zip(spoken, stems, strict=True))
        if words and not _repeats(stem, wanted)
    ]


def _repeats(stems: frozenset[str], title: frozenset[str]) -> bool:
    """Tell whether a sentence says the title over again and nothing else."""
    shared = len(stems & title)
    return shared > 0 and shared >= _REPEATS_TITLE * max(len(stems), len(title))


def span_words(page: Page, span: Span) -> tuple[str, ...]:
    """Return the words of a stretch of a page, lower case."""
    return _words(span.of(page.text))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Article:
    """What a sentence is weighed against: its article, and what each stem says."""

    page: Page
    title: frozenset[str]
    weight: dict[str, float]
    places: list[tuple[int, bool]]


def _weigh(
    article: _Article, number: int, words: tuple[str, ...], stems: frozenset[str]
) -> Weighed:
    span = article.page.sentences[number]
    paragraph, opens = article.places[number]
    # fsum: the same to the last digit in whatever order a set comes.
    central = fsum(article.weight[stem] for stem in stems) / (len(stems) + _SMOOTHING)
    titled = len(stems & article.title) / len(article.title) if article.title else 0.0
    early = exp(-number / _DECAY)
    plain = central - _LENGTH * _fit(len(words))
    text = span.of(article.page.text)
    names = len(_NAME.findall(text))
    counts = any(map(str.isdigit, text))
    return Weighed(
        span=span,
        paragraph=paragraph,
        words=words,
        stems=stems,
        worth=_CENTRAL * central
        - _LENGTH * _fit(len(words))
        + _TITLE * titled
        + _EARLY * early
        + _FIRST_IN_PARAGRAPH * opens
        + _NAMES * min(_MOST_NAMES, names)
        + _FIGURE * sqrt(min(_MOST_FIGURES, _amounts(text) if counts else 0))
        - _QUOTED * bool(article.page.stretches_in(span))
        - _SAID_BEFORE * _known_already(article.page.text, span),
        opening=_OPENING_EARLY * early
        + _OPENING_TITLE * titled
        + plain
        - _SCENE * (not names and not counts)
        - _TEASES * any(word in article.page.language.denials for word in words[:3]),
    )


def _known_already(text: str, span: Span) -> bool:
    """Tell whether its subject is a name of several words that it does not introduce.

    "The Grey Heron closed": what that is, a sentence further up has said.
    """
    subject = _SUBJECT.match(text, span.start, span.end)
    if subject is None:
        return False
    return text.find(subject.group(1), 0, min(span.start, _MAX_READ)) >= 0


def _places(page: Page) -> list[tuple[int, bool]]:
    """Return each sentence's paragraph, and whether it opens it."""
    places = []
    paragraph = -1
    for span in page.sentences:
        opens = False
        while (
            paragraph + 1 < len(page.paragraphs)
            and page.paragraphs[paragraph + 1].start <= span.start
        ):
            paragraph += 1
            opens = True
        places.append((paragraph, opens))
    return places


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.lower()))


def _stems(words: Sequence[str], language: Language) -> frozenset[str]:
    content = [word for word in words if word not in language.stop_words]
    if language.stemmer is None:
        return frozenset(content)
    return frozenset(_stemmer(language.stemmer).stemWords(content))


def _stemmer(name: str) -> Stemmer.Stemmer:
    known: dict[str, Stemmer.Stemmer] | None = getattr(_stemmers, "known", None)
    if known is None:
        known = _stemmers.known = {}
    if name not in known:
        known[name] = Stemmer.Stemmer(name)
    return known[name]


def _amounts(text: str) -> int:
    """Count a sentence's figures that say how many, not when."""
    return sum(1 for figure in figures(text) if not _is_year(figure.text))


def _is_year(text: str) -> bool:
    return len(text) == len("2025") and text.isdigit() and text[:2] in ("19", "20")


@lru_cache(maxsize=256)
def _fit(count: int) -> float:
    """Return how far a length is from what reads well, 0 where it does."""
    if count in _IDEAL_WORDS:
        return 0.0
    short, long = _IDEAL_WORDS.start - count, count - _IDEAL_WORDS.stop + 1
    return min(1.0, max(short / 8, long / 15))
