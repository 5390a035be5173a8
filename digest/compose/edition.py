"""Articles → an edition: the events to tell, as stories put into sections."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, repeat
from zoneinfo import ZoneInfo

from digest.compose.cluster import events
from digest.compose.numbers import by_the_numbers
from digest.compose.period import edition_name
from digest.compose.rank import Chosen, Summarise, heaviest
from digest.compose.story import Room, story
from digest.compose.voices import voices
from digest.config import Newsletter
from digest.model import Article, Edition, Section

# Three minutes are 700 words: the top story is told at length, the others in brief.
_ROOMS = (Room(facts=4, quotes=2), Room(facts=3, quotes=1), Room(facts=3, quotes=1))
_IN_BRIEF = Room(facts=2, quotes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Headings:
    """What the newsletter says itself: over its blocks, and where sources differ."""

    voices: str = "Voices"
    by_the_numbers: str = "By the numbers"
    sources_differ: str = "Sources differ"


def compose(  # noqa: PLR0913 - what an edition is made of, and how
    articles: Sequence[Article],
    newsletter: Newsletter,
    *,
    summarise: Summarise,
    now: datetime,
    sections: Sequence[str],
    headings: Headings = Headings(),
) -> Edition:
    """Return the edition for the period of `now`: at most `newsletter.max_stories`.

    A story stands in the section of the feed that leads it, most important first. The
    section of the top story opens the edition; `sections` orders the others. An
    article without a sentence that stands on its own is left out: it says nothing that
    could be printed. `summarise` is asked for as few articles as will do, once for
    each. `headings` are the newsletter's own words.
    """
    confidence = newsletter.speaker_confidence
    chosen = tuple(heaviest(events(articles), newsletter, summarise=summarise, now=now))
    timezone = ZoneInfo(newsletter.timezone)
    told = tuple(
        _sections(chosen, sections, timezone, confidence, headings.sources_differ)
    )
    return Edition(
        name=edition_name(now, newsletter),
        title=newsletter.title,
        date=now.astimezone(timezone).date(),
        language=newsletter.language,
        intro=" ".join(newsletter.intro.split()),
        sections=told,
        voices=voices(
            [event.group for event in chosen],
            [story for section in told for story in section.stories],
            title=headings.voices,
            most=newsletter.max_voices,
            confidence=confidence,
        ),
        by_the_numbers=by_the_numbers(
            [event.group for event in chosen],
            title=headings.by_the_numbers,
            most=newsletter.max_numbers,
        ),
    )


def _sections(
    chosen: Sequence[Chosen],
    titles: Sequence[str],
    timezone: ZoneInfo,
    confidence: float,
    differ_title: str,
) -> Iterator[Section]:
    """Yield the sections that have a story: the top story's, then in their order."""
    top = [event.group[0].article.section for event in chosen[:1]]
    unlisted = sorted(event.group[0].article.section for event in chosen)
    rooms = chain(_ROOMS, repeat(_IN_BRIEF))
    placed = [(event, room) for event, room in zip(chosen, rooms, strict=False)]
    for title in dict.fromkeys([*top, *titles, *unlisted]):
        stories = tuple(
            story(
                event.group,
                event.copies,
                timezone,
                room,
                confidence=confidence,
                differ_title=differ_title,
            )
            for event, room in placed
            if event.group[0].article.section == title
        )
        if stories:
            yield Section(title=title, stories=stories)
