"""Simple answers, from the same articles, that anything clever must beat.

Quotations: "pair the marks, nearest name". Key facts: the first sentences (Lead), and
LexRank (Erkan & Radev 2004), TextRank (Mihalcea & Tarau 2004), LSA (Steinberger & Ježek
2004) and Luhn (1958) as the `sumy` library has them, where it is installed.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from importlib.util import find_spec
from typing import Any

from bench.answers import Said, Text
from bench.spans import Place
from digest.text.paragraphs import paragraphs, words

_LEAST_WORDS = 4
_PAIRS = {'"': '"”', "“": '”"', "„": "“”", "«": "»"}
_MARKS = re.compile('["“”„«»]')
_CAPITAL = r"[^\W\d_a-zа-яіїєґ]"
_PART = rf"{_CAPITAL}(?:[a-z]{{0,3}}\.(?= )|[\w’'-]*)"  # "J.", "Sen.", "O’Neill"
_RUN = re.compile(rf"{_PART}(?: {_PART})*")
_OWNED = ("’s", "'s")
_ENDED = re.compile(r"[.?!](?=\W*\s|\W*$)")
_OPENERS = (
    "A After An And As At But For He Her His I If In It On She So Still That The Then "
    "There They This We What When While Who You"
)

Choose = Callable[[Text, Sequence[Place], int], tuple[Place, ...]]
"""Picks so many of an article's sentences, given where they stand."""


# ── quotations ────────────────────────────────────────────────────────────────────


def nearest_name(given: Text) -> tuple[Said, ...]:
    """Pair a paragraph's marks; the speaker is the name nearest to them.

    A name is a run of capitalised words that ends like one of two words or more does
    elsewhere in the article ("Starmer", where "Keir Starmer" stands as well).
    """
    text = given.text
    quoted = tuple(_stretches(text))
    names = _names(text, quoted)
    found = []
    for number, place in enumerate(quoted):
        if words(text[place.start : place.end]) >= _LEAST_WORDS:
            name = _nearest(text, place, names)
            found.append(Said(place=place, speaker=name, utterance=number))
    return tuple(found)


def _stretches(text: str) -> Iterator[Place]:
    for paragraph in paragraphs(text):
        opened: re.Match[str] | None = None
        for mark in _MARKS.finditer(text, paragraph.start, paragraph.end):
            if opened is None:
                opened = mark if mark[0] in _PAIRS else None
            elif mark[0] in _PAIRS[opened[0]]:
                yield Place(opened.end(), mark.start())
                opened = None
        if opened is not None:  # goes on in the next paragraph
            yield Place(opened.end(), paragraph.end)


def _names(text: str, quoted: Sequence[Place]) -> list[Place]:
    """Return the names of a text that stand outside quotations, in order."""
    openers = _OPENERS.split()
    runs = [
        run
        for run in _RUN.finditer(text)
        if run[0] not in openers and not run[0].endswith(_OWNED)
    ]
    surnames = {run[0].split()[-1] for run in runs if " " in run[0]}
    places = [Place(*run.span()) for run in runs if run[0].split()[-1] in surnames]
    return [one for one in places if not _is_within(one, quoted)]


def _is_within(place: Place, others: Sequence[Place]) -> bool:
    earlier = others[: bisect_left(others, place)][-1:]
    return bool(earlier) and place.start < earlier[0].end


def _nearest(text: str, place: Place, names: Sequence[Place]) -> str | None:
    """Return the name nearest to a stretch: in its sentence, else in its paragraph.

    In a paragraph without any it is the last one before.
    """
    at = bisect_left(names, place)
    near = []
    if before := names[:at][-1:]:
        gap = text[before[0].end : place.start]
        near.append(("\n" in gap, _is_cut(gap), len(gap), before[0]))
    if after := names[at : at + 1]:
        gap = text[place.end - 1 : after[0].start]
        if "\n" not in gap:
            near.append((False, _is_cut(gap), len(gap), after[0]))
    return next((text[one.start : one.end] for *_, one in sorted(near)), None)


def _is_cut(gap: str) -> bool:
    """Tell whether a sentence ends in between."""
    return bool(_ENDED.search(gap))


# ── key facts ─────────────────────────────────────────────────────────────────────


def lead(_: Text, sentences: Sequence[Place], count: int) -> tuple[Place, ...]:
    """Choose the first sentences."""
    return tuple(sentences[:count])


def rankers() -> dict[str, Choose]:
    """Return the classical rankers by name; none where `sumy` is not installed."""
    if find_spec("sumy") is None:
        return {}
    from sumy.summarizers.lex_rank import LexRankSummarizer
    from sumy.summarizers.lsa import LsaSummarizer
    from sumy.summarizers.luhn import LuhnSummarizer
    from sumy.summarizers.text_rank import TextRankSummarizer

    return {
        "LexRank": _ranker(LexRankSummarizer),
        "TextRank": _ranker(TextRankSummarizer),
        "LSA": _ranker(_in_order(LsaSummarizer)),
        "Luhn": _ranker(LuhnSummarizer),
    }


_LANGUAGES = {"en": "english", "uk": "ukrainian", "de": "german"}


def _in_order(lsa: type) -> type:
    """Return LSA with its words in order; in a set's, each run rounds otherwise."""

    class Ordered(lsa):  # type: ignore[misc]  # sumy ships no types
        def _create_dictionary(self, document: object) -> dict[str, int]:
            words = super()._create_dictionary(document)
            return {word: row for row, word in enumerate(sorted(words))}

    return Ordered


class _Words:
    """Cuts a sentence into words; sumy's own would ask for a download."""

    def to_words(self, sentence: str) -> tuple[str, ...]:
        return tuple(re.findall(r"[^\W\d_]+", sentence))


def _ranker(kind: Callable[[Any], Any]) -> Choose:
    from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
    from sumy.nlp.stemmers import Stemmer, null_stemmer
    from sumy.utils import get_stop_words

    def choose(
        given: Text, sentences: Sequence[Place], count: int
    ) -> tuple[Place, ...]:
        language = _LANGUAGES[given.language]
        stem = Stemmer(language) if given.language == "en" else null_stemmer
        summarizer = kind(stem)
        summarizer.stop_words = get_stop_words(language)
        cut = [Sentence(given.text[one.start : one.end], _Words()) for one in sentences]
        chosen = summarizer(ObjectDocumentModel([Paragraph(cut)]), count)
        numbers = {id(sentence): at for at, sentence in enumerate(cut)}
        return tuple(sentences[numbers[id(sentence)]] for sentence in chosen)

    return choose
