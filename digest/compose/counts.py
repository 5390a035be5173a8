"""What a sentence counts, told so plainly that another's count may be held against it.

"At least 15 people were killed in Varnholt": a figure, how exact it is, and the words
behind it up to the next mark. A sentence that looks back, adds up, guesses, denies or
quotes counts nothing here: it may mean another time, place or share of the same.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from digest.model import Article, Span
from digest.text.figures import Figure, figures

_AT_LEAST = (
    "at least|more than|no fewer than|no less than|not less than|over|well over|"
    "just over|щонайменше|принаймні|понад|більше ніж|більш ніж|не менше ніж|не менше"
)
_AT_MOST = (
    "at most|up to|no more than|not more than|fewer than|less than|under|just under|"
    "as many as|щонайбільше|не більше ніж|не більше|менше ніж|менш ніж"
)
_ABOUT = (
    "about|around|some|nearly|almost|roughly|approximately|an estimated|close to|"
    "близько|приблизно|майже|орієнтовно"
)
_ANY_HEDGE = re.compile(rf"\b(?:{_AT_LEAST}|{_AT_MOST}|{_ABOUT})\b", re.IGNORECASE)
_BEFORE = re.compile(
    rf"(?:^|(?<=\s))(?:(?P<least>{_AT_LEAST})|(?P<most>{_AT_MOST})|{_ABOUT})\s$",
    re.IGNORECASE,
)
_LOOK_BEHIND = 24  # characters: the longest of these words, and a space

# Another time, a sum, a share, a guess, a denial: no count to hold another against.
_BENT = re.compile(
    r"\b(?:since|total|overall|years?|annual(?:ly)?|months?|weeks?|daily|each|every|per|"
    r"earlier|previous(?:ly)?|last|similar|initially|revised|another|others?|more|"
    r"further|additional|among|including|not|no|never|nobody|den(?:y|ied)|false|fake|"
    r"hoax|could|would|may|might|if|whether|feared|expected|should|will|than|усього|"
    r"загалом|рік|року|років|роки|місяц\w+|тиждень|щодня|щороку|кожен|раніше|"
    r"попередн\w+|минул\w+|схож\w+|торік|ще|інш\w+|додатково|серед|зокрема|не|ні|"
    r"жодн\w+|неправда|може|могли|б|якщо|чи|очікують|буде|будуть)\b",
    re.IGNORECASE,
)
# Before a figure: part of a range or of a whole, or another sense of it.
_UNFIT_BEFORE = re.compile(
    r"(?:^|\s)(?:of|the|first|these|those|all|both|between|from|to|until|by|and|or|до|"
    r"від|по|за|між|із|з|ці|всі|усі|перші|та|і|й|або|чи|\S*\d\S*)\s$",
    re.IGNORECASE,
)
_HELPING = ("were", "was", "are", "have", "has", "had", "been", "було", "були")
_SENTENCE_END = re.compile(r"[.!?…]\s|\n")
_CLAUSE = re.compile(r"[^\S\n]([\w’' -]{1,80})")
_WORD = re.compile(r"[\w’'-]+")
_QUOTED = re.compile('[“”„«»"?]')
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_SCALES = {"thousand": 1e3, "тис": 1e3, "k": 1e3, "million": 1e6, "млн": 1e6, "m": 1e6}
_SCALES |= {"billion": 1e9, "bn": 1e9, "млрд": 1e9, "trillion": 1e12, "трлн": 1e12}
_VALUE = re.compile(r"([^\d]*)(\d+(?:[.,]\d+)?)([^\W\d]*)(%?)")
_LOOK_AROUND = 300  # characters: a longer sentence is cut
_MOST_FIGURES = 100  # looked at in one article
_ROUGHLY = 0.15  # share by which "about" may be off
_LANGUAGES = ("en", "uk")  # whose words these are


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A figure with what it may mean, and the words it counts, as they stand.

    `low` and `high` are the numbers it may stand for. `figure` and `clause` are places
    in the text: the figure with what says how exact it is, the words behind it.
    """

    low: float
    high: float
    unit: str
    figure: Span
    clause: tuple[Span, ...]


def counts(article: Article) -> Iterator[Count]:
    """Yield what an article counts plainly, in its order."""
    if article.language.partition("-")[0] not in _LANGUAGES:
        return
    text = article.text
    for figure in figures(text)[:_MOST_FIGURES]:
        sentence = _sentence(text, figure.span)
        if _is_plain(sentence.of(text)):
            found = _count(text, sentence, figure)
            if found:
                yield found


def words(text: str) -> frozenset[str]:
    """Return the words of a text that tell something."""
    found = (word.lower() for word in _WORD.findall(text))
    return frozenset(word.removesuffix("’s").removesuffix("'s") for word in found)


def is_helping(word: str) -> bool:
    """Tell whether a word only helps a verb: "were killed" is "killed"."""
    return word.lower() in _HELPING


def _sentence(text: str, at: Span) -> Span:
    """Return the sentence around a figure, as far as is looked."""
    first, last = max(0, at.start - _LOOK_AROUND), at.end + _LOOK_AROUND
    before = [end.end() for end in _SENTENCE_END.finditer(text, first, at.start)]
    after = _SENTENCE_END.search(text, at.end, last)
    return Span(
        start=before[-1] if before else first,
        end=after.start() + 1 if after else min(last, len(text)),
    )


def _is_plain(sentence: str) -> bool:
    return not (
        _QUOTED.search(sentence)
        or _YEAR.search(sentence)
        or _BENT.search(_ANY_HEDGE.sub(" ", sentence))
    )


def _count(text: str, sentence: Span, figure: Figure) -> Count | None:
    start, end = figure.span.start, figure.span.end
    before = text[max(sentence.start, start - _LOOK_BEHIND) : start]
    hedge = _BEFORE.search(before)
    clause = _CLAUSE.match(text, end, sentence.end)
    value = _value(figure)
    if value is None or clause is None or before[-1:].strip():
        return None
    if _UNFIT_BEFORE.search(before[: hedge.start()] if hedge else before):
        return None
    low, high = _range(value[0], hedge)
    return Count(
        low=low,
        high=high,
        unit=value[1],
        figure=Span(start=start - len(hedge.group()) if hedge else start, end=end),
        clause=tuple(
            Span(start=word.start(), end=word.end())
            for word in _WORD.finditer(text, clause.start(1), clause.end(1))
        ),
    )


def _value(figure: Figure) -> tuple[float, str] | None:
    """Return a figure's number and its unit; None: it is none that can be compared."""
    match = _VALUE.fullmatch(figure.value)
    if match is None or (match[3] and match[3] not in _SCALES):
        return None
    number = float(match[2].replace(",", "."))
    return number * _SCALES.get(match[3], 1), match[1] + match[4]


def _range(value: float, hedge: re.Match[str] | None) -> tuple[float, float]:
    """Return the least and the most that a figure may stand for."""
    if hedge and hedge["least"]:
        return value, math.inf
    if hedge and hedge["most"]:
        return 0, value
    off = value * _ROUGHLY if hedge else _rounded_by(value)
    return value - off, value + off


def _rounded_by(value: float) -> float:
    """Return how much rounding may have changed a number: 1,200 may be 1,150."""
    step = 1.0
    while value and value % (step * 10) == 0:
        step *= 10
    return step / 2 if step > 1 else 0
