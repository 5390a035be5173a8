"""How well quotations and speakers are found in our own gold articles."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bench.answers import Said
from bench.gold import GoldArticle, GoldQuote
from bench.gold_scores import Tally, shares
from bench.names import same_speaker
from bench.spans import LEAST_OVERLAP, Place, matches, overlap, trimmed

_MARKS = "“”\"'‘’«„"
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """A gold utterance beside what a system reports in its place (nothing: missed)."""

    gold: GoldQuote
    segments: int
    said: tuple[Said, ...]

    @property
    def right(self) -> bool:
        """Whether all of what is reported has the right speaker."""
        return bool(self.said) and all(
            is_right(one.speaker, self.gold) for one in self.said
        )


def is_right(speaker: str | None, gold: GoldQuote) -> bool:
    """Tell whether a speaker is the one wanted; silence is right where none is told."""
    if speaker is None or gold.speaker is None:
        return speaker is gold.speaker
    return any(same_speaker(speaker, wanted) for wanted in (gold.speaker, *gold.also))


def quotations(
    article: GoldArticle, said: Sequence[Said], *, threshold: float
) -> Tally:
    """Count what a system's quotations get right."""
    found = utterances(article, said)
    tally: Tally = Counter()
    reported = len({trimmed(article.text, *one.place) for one in said})
    matching = sum(len(one.said) for one in found)
    tally["segments that match, twice"] = 2 * matching
    tally["segments of both"] = reported + sum(one.segments for one in found)
    tally["not quotes"] = len(article.not_quotes)
    tally["kept out"] = sum(
        not _is_reported(article.text, phrase, said) for phrase in article.not_quotes
    )
    for one in found:
        tally.update(_counted(one, threshold))
    for right in _printed(found, threshold):
        tally.update(["printed", "printed right" if right else "printed wrong"])
    return tally


def sureness(
    article: GoldArticle, said: Sequence[Said]
) -> Iterator[tuple[float, bool]]:
    """Yield how sure each answer was of its speaker, and whether it was right."""
    for one in utterances(article, said):
        for answer in one.said[:1]:
            if answer.speaker:
                yield answer.confidence, one.right


def utterances(article: GoldArticle, said: Sequence[Said]) -> tuple[Utterance, ...]:
    """Return an article's gold utterances, each with what is reported in its place."""
    wanted = located(article)
    reports = {trimmed(article.text, *one.place): one for one in reversed(said)}
    places = sorted(reports)
    every = [place for one in wanted for place in one]
    same = {every[of]: reports[places[at]] for at, of in matches(places, every).items()}
    return tuple(
        Utterance(
            gold=quote,
            segments=len(one),
            said=tuple(same[place] for place in one if place in same),
        )
        for quote, one in zip(article.quotes, wanted, strict=True)
    )


def located(article: GoldArticle) -> tuple[tuple[Place, ...], ...]:
    """Return where the segments of each gold utterance stand."""
    found: list[tuple[Place, ...]] = []
    at = 0
    for quote in article.quotes:
        places = []
        for segment in quote.segments:
            start = _start(article.text, segment, at)
            at = start + len(segment)
            places.append(trimmed(article.text, start, at))
        found.append(tuple(places))
    return tuple(found)


def _start(text: str, segment: str, after: int) -> int:
    """Return where a segment opens; the same words may stand unmarked before it."""
    marked = re.compile(rf"(?:(?<=[{_MARKS}])|(?<=[—–] )){re.escape(segment)}")
    match = marked.search(text, after)
    return match.start() if match else text.index(segment, after)


def _is_reported(text: str, phrase: str, said: Iterable[Said]) -> bool:
    stands = [
        trimmed(text, *one.span()) for one in re.finditer(re.escape(phrase), text)
    ]
    return any(
        overlap(trimmed(text, *one.place), place) >= LEAST_OVERLAP
        for one in said
        for place in stands
    )


def _counted(one: Utterance, threshold: float) -> Iterator[str]:
    """Yield what one gold utterance adds to the tally."""
    spoken, right = one.gold.speaker is not None, one.right
    if spoken:
        yield "spoken"
        whole = len(one.said) == one.segments
        if whole and right and all(_is_printed(each, threshold) for each in one.said):
            yield "covered"
    if not one.said:
        return
    yield "found"
    if all(each.mixed == one.gold.mixed for each in one.said):
        yield "mixed right"
    if spoken:
        yield "found, spoken"
        yield from _told(one) if right else ()
    if one.gold.role:
        yield "roles"
        if right and any(shares(each.role or "", one.gold.role) for each in one.said):
            yield "role found"


def _told(one: Utterance) -> Iterator[str]:
    yield "speaker right"
    if all(_plain(each.speaker) == _plain(one.gold.speaker) for each in one.said):
        yield "in full"


def _printed(found: Iterable[Utterance], threshold: float) -> Iterator[bool]:
    """Yield whether each utterance that a system prints has the right speaker.

    An utterance that takes the words of two speakers for one's is wrong as a whole.
    """
    right: dict[int, bool] = {}
    for one in found:
        for each in one.said:
            if _is_printed(each, threshold):
                fits = is_right(each.speaker, one.gold)
                right[each.utterance] = right.get(each.utterance, True) and fits
    yield from right.values()


def _is_printed(said: Said, threshold: float) -> bool:
    return said.speaker is not None and said.confidence >= threshold


def _plain(speaker: str | None) -> str:
    return " ".join(_WORD.findall((speaker or "").casefold())).removeprefix("the ")
