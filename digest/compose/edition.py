"""Articles → an edition: the events to tell, as stories put into sections."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain, repeat
from zoneinfo import ZoneInfo

from digest.compose.cluster import events
from digest.compose.numbers import by_the_numbers
from digest.compose.period import edition_name
from digest.compose.pictures import picture
from digest.compose.rank import Chosen, Summarise, heaviest
from digest.compose.story import Room, story
from digest.compose.voices import voices
from digest.config import Newsletter
from digest.model import Article, Edition, Section, Story

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
    chosen = tuple(heaviest(events(articles), newsletter, summarise=summarise, now=now))
    told = tuple(_sections(chosen, sections, newsletter, headings.sources_differ))
    return Edition(
        name=edition_name(now, newsletter),
        title=newsletter.title,
        date=now.astimezone(ZoneInfo(newsletter.timezone)).date(),
        language=newsletter.language,
        intro=" ".join(newsletter.intro.split()),
        sections=told,
        voices=voices(
            [event.group for event in chosen],
            [story for section in told for story in section.stories],
            title=headings.voices,
            most=newsletter.max_voices,
            confidence=newsletter.speaker_confidence,
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
    newsletter: Newsletter,
    differ_title: str,
) -> Iterator[Section]:
    """Yield the sections that have a story: the top story's, then in their order."""
    top = [event.group[0].article.section for event in chosen[:1]]
    unlisted = sorted(event.group[0].article.section for event in chosen)
    stories = list(_stories(chosen, newsletter, differ_title))
    for title in dict.fromkeys([*top, *titles, *unlisted]):
        placed = tuple(told for section, told in stories if section == title)
        if placed:
            yield Section(title=title, stories=placed)


def _stories(
    chosen: Sequence[Chosen], newsletter: Newsletter, differ_title: str
) -> Iterator[tuple[str, Story]]:
    """Yield the stories, most important first, each with its section's title."""
    rooms = chain(_ROOMS, repeat(_IN_BRIEF))
    shown = {"none": 0, "top": 1, "each": len(chosen)}[newsletter.images]
    for place, (event, room) in enumerate(zip(chosen, rooms, strict=False)):
        told = story(
            event.group,
            event.copies,
            ZoneInfo(newsletter.timezone),
            room,
            confidence=newsletter.speaker_confidence,
            differ_title=differ_title,
        )
        lead = event.group[0].article
        yield (
            lead.section,
            replace(told, image=picture(lead) if place < shown else None),
        )
