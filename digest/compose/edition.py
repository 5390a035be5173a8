"""Summaries → an edition: stories ranked, chosen and put into sections."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, repeat
from zoneinfo import ZoneInfo

from digest.compose.cluster import clusters
from digest.compose.numbers import by_the_numbers
from digest.compose.period import PERIODS, edition_name
from digest.compose.story import Room, is_fit_to_print, lead_first, story
from digest.config import Newsletter
from digest.model import Article, Edition, Section, Summary

# What makes a story come before another, in shares of one period of age.
_ANOTHER_OUTLET = 0.5
_SOMEBODY_SPEAKS = 0.3
_A_FACT = 0.1
_UNDATED = 1.0  # periods: else a feed without dates would always be the youngest
_MOST_OUTLETS_COUNTED = 3
_MOST_FACTS_COUNTED = 4
# Each story an outlet already has: a prolific one must not fill the edition.
_OUTLET_AGAIN = 0.35

# Three minutes are 700 words: the top story is told at length, the others in brief.
_ROOMS = (Room(facts=4, quotes=2), Room(facts=3, quotes=1), Room(facts=3, quotes=1))
_IN_BRIEF = Room(facts=2, quotes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ranked:
    """One event's summaries, the lead first, and how much the event weighs."""

    group: tuple[Summary, ...]
    weight: float

    @property
    def outlet(self) -> str:
        return self.group[0].article.outlet


def compose(
    summaries: Sequence[Summary],
    newsletter: Newsletter,
    *,
    now: datetime,
    sections: Sequence[str],
    numbers_title: str = "By the numbers",
) -> Edition:
    """Return the edition for the period of `now`: at most `newsletter.max_stories`.

    A story stands in the section of the feed that leads it, most important first. The
    section of the top story opens the edition; `sections` orders the others. An
    article without a sentence that stands on its own is left out: it says nothing that
    could be printed. `numbers_title` heads the figures that close the edition.
    """
    told = [summary for summary in summaries if summary.facts]
    confidence = newsletter.speaker_confidence
    groups = [lead_first(group, confidence=confidence) for group in clusters(told)]
    ranked = [
        _Ranked(group=group, weight=_weight(group, now, newsletter)) for group in groups
    ]
    chosen = tuple(_chosen(ranked, newsletter.max_stories))
    timezone = ZoneInfo(newsletter.timezone)
    return Edition(
        name=edition_name(now, newsletter),
        title=newsletter.title,
        date=now.astimezone(timezone).date(),
        language=newsletter.language,
        intro=" ".join(newsletter.intro.split()),
        sections=tuple(_sections(chosen, sections, timezone, confidence)),
        by_the_numbers=by_the_numbers(
            [event.group for event in chosen],
            title=numbers_title,
            most=newsletter.max_numbers,
        ),
    )


def _weight(group: Sequence[Summary], now: datetime, newsletter: Newsletter) -> float:
    """Weigh an event: young, told by several outlets, with facts and voices."""
    age = min(_age(summary.article, now, newsletter) for summary in group)
    outlets = len({summary.article.outlet for summary in group})
    facts = min(_MOST_FACTS_COUNTED, sum(len(summary.facts) for summary in group))
    speaks = any(
        is_fit_to_print(quote, newsletter.speaker_confidence)
        for summary in group
        for quote in summary.quotes
    )
    return (
        math.exp2(-age)
        + _ANOTHER_OUTLET * min(outlets - 1, _MOST_OUTLETS_COUNTED)
        + _A_FACT * facts
        + _SOMEBODY_SPEAKS * speaks
    )


def _age(article: Article, now: datetime, newsletter: Newsletter) -> float:
    """Return an article's age in periods; an undated one may be of any age."""
    if article.entry.published is None:
        return _UNDATED
    return max(0.0, (now - article.entry.published) / PERIODS[newsletter.period])


def _chosen(ranked: Sequence[_Ranked], most: int) -> Iterator[_Ranked]:
    """Yield the heaviest, one after the other, each outlet's next counting for less."""
    left = list(ranked)
    had: Counter[str] = Counter()
    for _ in range(min(most, len(left))):
        best = max(
            left,
            key=lambda event: (
                event.weight - _OUTLET_AGAIN * had[event.outlet],
                event.group[0].article.dated,
                event.group[0].article.entry.url,
            ),
        )
        left.remove(best)
        had[best.outlet] += 1
        yield best


def _sections(
    chosen: Sequence[_Ranked],
    titles: Sequence[str],
    timezone: ZoneInfo,
    confidence: float,
) -> Iterator[Section]:
    """Yield the sections that have a story: the top story's, then in their order."""
    top = [event.group[0].article.section for event in chosen[:1]]
    unlisted = sorted(event.group[0].article.section for event in chosen)
    rooms = chain(_ROOMS, repeat(_IN_BRIEF))
    placed = [(event, room) for event, room in zip(chosen, rooms, strict=False)]
    for title in dict.fromkeys([*top, *titles, *unlisted]):
        stories = tuple(
            story(event.group, timezone, room, confidence=confidence)
            for event, room in placed
            if event.group[0].article.section == title
        )
        if stories:
            yield Section(title=title, stories=stories)
