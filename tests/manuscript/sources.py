"""An article that says a few things, its summary, and stories made from it."""

from datetime import UTC, datetime

from digest.manuscript import check, read, write
from digest.model import (
    Article,
    Byline,
    Entry,
    Fact,
    Quote,
    Segment,
    Span,
    Summary,
)
from tests.manuscript.editions import PAGE, a_story, an_edition

_WALL = (
    "Harbour towns along the Marl coast sent 11,000 sandbags north on Monday. “We are "
    "not in favour of a wall,” said Ada Roe, the mayor of Port Ansel. “It would cost "
    "$2.5 million and hold for ten years.”"
)
_VOTE = (
    "The council may vote in March 2025. A spokesman for the dockers’ union said that "
    "the plan was “more costly than useful” for its members."
)
_SEA = (
    "“The sea does not wait,” warned Ben Poe. He was speaking at the old pier, where "
    "four storms since 2021 have taken the railings, benches and most of the lamps, "
    "and where the town has put up a fence that nobody minds and everybody climbs, in "
    "the hope that somebody else will pay for what comes next, as somebody always has "
    "in the years when the herring still came. “It never has,” he added."
)
FERRIES = "The ferries run as before."
_ONLOOKER = f"“Some say that it will,” an onlooker said. {FERRIES}"
TEXT = f"{_WALL}\n\n{_VOTE}\n\n{_SEA}\n\n{_ONLOOKER}"


def segment(words, text=TEXT):
    start = text.index(words)
    return Segment(text=words, span=Span(start=start, end=start + len(words)))


def heard(speaker, *words, role=None, source=PAGE, mixed=False):
    return Quote(
        segments=tuple(segment(part) for part in words),
        speaker=speaker,
        role=role,
        source=source,
        mixed=mixed,
        confidence=0.9,
    )


def sentence(words, kind="claim"):
    return Fact(text=words, source=PAGE, span=segment(words).span, kind=kind)


WALL = "We are not in favour of a wall,"
COST = "It would cost $2.5 million and hold for ten years."
SANDBAGS = "Harbour towns along the Marl coast sent 11,000 sandbags north on Monday."
VOTE = "The council may vote in March 2025."
USEFUL = "more costly than useful"
SEA = "The sea does not wait,"
NEVER = "It never has,"

SUMMARY = Summary(
    article=Article(
        entry=Entry(id="1", url=PAGE.url, title="Ten towns, 1 wall: the Marl coast"),
        outlet=PAGE.outlet,
        section="Analysis",
        language="en",
        text=TEXT,
        authors=("Cy Doe",),
        first_seen=datetime(2025, 1, 16, tzinfo=UTC),
    ),
    standfirst=sentence(SANDBAGS),
    facts=(sentence(SANDBAGS, "figure"), sentence(VOTE, "event")),
    quotes=(
        heard("Ada Roe", WALL, COST, role="mayor of Port Ansel"),
        heard("a spokesman for the dockers’ union", USEFUL, mixed=True),
        heard("Ben Poe", SEA),
        heard("Ben Poe", NEVER),
        heard(None, "Some say that it will,"),
    ),
)
SUMMARIES = {PAGE.url: SUMMARY}


def fact(text, source=PAGE):
    return Fact(text=text, source=source)


def quote(*segments, speaker="Ada Roe", role=None, source=PAGE):
    return Quote(
        segments=tuple(Segment(text=part) for part in segments),
        speaker=speaker,
        role=role,
        source=source,
    )


def proved(*claims, summaries=None, **changes):
    """Check a story that makes these claims, as an editor's file has it."""
    story = a_story(
        facts=tuple(claim for claim in claims if isinstance(claim, Fact)),
        quotes=tuple(claim for claim in claims if isinstance(claim, Quote)),
        **{"bylines": (Byline(source=PAGE),), "standfirst": FERRIES} | changes,
    )
    edition = read(write(an_edition(story)), name="x")
    return check(edition, SUMMARIES if summaries is None else summaries)


def codes(report):
    return [finding.code for finding in report.findings]
