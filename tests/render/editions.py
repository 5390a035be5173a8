"""Editions to render, with invented news of invented outlets."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from digest.config import Newsletter
from digest.model import (
    Byline,
    Edition,
    Fact,
    Integrity,
    Quote,
    Section,
    Segment,
    Source,
    Span,
    Story,
)

TEMPLATES = Path(__file__).parents[2] / "templates"

INTEGRITY = Integrity(quotes=12, quotes_found=12, figures=31, figures_found=31)


def a_newsletter(**changes):
    return Newsletter(
        **{
            "title": "The Harbour Letter",
            "from_": "The Harbour Letter <letter@harbour.example>",
            "web": "https://harbour.example/letter",
            "unsubscribe": "https://harbour.example/leave",
            "postal_address": "The Harbour Letter, 4 Quay Street, Port Elsen",
            **changes,
        }
    )


def a_source(number=1, outlet="Harbour Review"):
    return Source(
        outlet=outlet, url=f"https://review.example/2025/01/analysis-{number}/"
    )


def a_fact(text="Traffic fell by 40 percent, to 1,200 ships a month.", source=None):
    return Fact(
        text=text, source=source or a_source(), span=Span(start=0, end=len(text))
    )


def a_quote(
    text="We will keep the lane open", source=None, speaker="Mira Solen", **changes
):
    segments = tuple(
        Segment(text=part, span=Span(start=0, end=len(part)))
        for part in text.split(" … ")
    )
    return Quote(
        **{
            "segments": segments,
            "speaker": speaker,
            "role": "deputy minister of transport",
            "source": source or a_source(),
            **changes,
        }
    )


def a_story(headline="Grain moves again through the northern strait", **changes):
    return Story(
        **{
            "headline": headline,
            "standfirst": "The first convoy in nine months reached port on Tuesday.",
            "facts": (a_fact(),),
            "quotes": (a_quote(),),
            "bylines": (
                Byline(
                    source=a_source(),
                    authors=("Ada Brandt",),
                    published=date(2025, 1, 14),
                    minutes=5,
                ),
            ),
            **changes,
        }
    )


def an_edition(*stories, **changes):
    return Edition(
        **{
            "name": "2025-W03",
            "title": "The Harbour Letter",
            "date": date(2025, 1, 16),
            "sections": (Section(title="Analysis", stories=stories or (a_story(),)),),
            **changes,
        }
    )


# ── a whole edition, as a reader would get it ─────────────────────────────────────

_TOLD = (
    (
        "Grain moves again through the northern strait, but insurers want proof",
        (
            "Nine months after the last convoy turned back, 14 ships have reached Port "
            "Elsen under an agreement that neither side has published."
        ),
        (
            (
                "Traffic through the strait fell by 40 percent in 2024, to 1,200 ships "
                "a month, according to the port authority’s own register."
            ),
            (
                "A war-risk policy for one passage now costs 1.3 percent of a ship’s "
                "value, down from 4.8 percent in September."
            ),
            (
                "The agreement runs for 120 days and lapses unless both governments "
                "renew it by 1 May."
            ),
        ),
        (
            (
                (
                    "For the first time in a year we are counting ships instead of "
                    "excuses … and I intend to keep it that way"
                ),
                "Mira Solen",
                "deputy minister of transport",
            ),
        ),
    ),
    (
        "Why Kestrel’s new budget spends more on power lines than on tanks",
        (
            "The government argues that a grid that survives the winter deters more "
            "than another armoured brigade would."
        ),
        (
            (
                "The budget sets aside 11.4 billion crowns for transformers, against "
                "9.7 billion for armour."
            ),
            "Two thirds of the country’s substations now stand behind concrete walls.",
            (
                "Rolling blackouts fell from six hours a day in December to under two "
                "in the second week of January."
            ),
            (
                "A single large transformer takes 14 months to build, and only three "
                "plants in Europe make them."
            ),
        ),
        (
            (
                "A tank wins you a field. A transformer wins you the winter",
                "Colonel Ivo Marsh",
                "head of the general staff’s planning office",
            ),
            (
                "more honest than any budget I have voted for",
                "Lena Ostrow",
                "member of parliament for the opposition Civic List",
            ),
        ),
    ),
    (
        "The drone school that trains 900 pilots a month",
        (
            "In a former textile mill, instructors who flew their first mission a year "
            "ago now teach the country’s newest branch."
        ),
        (
            "The school has graduated 8,100 pilots since it opened in March 2024.",
            "One in five of its students is older than 45.",
        ),
        (),
    ),
)


def a_full_edition(stories=10, **changes):
    """Three sections; the stories repeat, each with pages of its own."""
    told = tuple(_told(number) for number in range(stories))
    third = max(1, stories // 3)
    parts = (told[:third], told[third : 2 * third], told[2 * third :])
    titles = ("Analysis", "Defence and energy", "Society")
    return an_edition(
        **{
            "intro": "Ships, substations and a school: this week’s pieces ask what "
            "holds a country together when the front line does not move.",
            "sections": tuple(
                Section(title=title, stories=part)
                for title, part in zip(titles, parts, strict=True)
                if part
            ),
            **changes,
        }
    )


def _told(number):
    headline, standfirst, facts, quotes = _TOLD[number % len(_TOLD)]
    outlets = ("Harbour Review", "The Northern Observer")
    source = a_source(number, outlets[number % 2])
    byline = Byline(
        source=source,
        authors=("Ada Brandt", "Tomas Reyl")[: 1 + number % 2],
        published=date(2025, 1, 10 + number % 6),
        minutes=4 + number % 5,
        note="Ada Brandt is a fellow at the Institute for Narrow Seas."
        if number % 3 == 0
        else None,
    )
    second = replace(byline, source=a_source(100 + number, "Elsen Daily"), note=None)
    return a_story(
        headline,
        standfirst=standfirst,
        facts=tuple(a_fact(text, source) for text in facts),
        quotes=tuple(
            a_quote(text, source, speaker, role=role) for text, speaker, role in quotes
        ),
        bylines=(byline, second) if number == 1 else (byline,),
    )
