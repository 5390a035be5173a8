"""Invented editions of realistic length, in several languages, and how each is judged.

What they tell stands in `told/`, a file for each language.
"""

import tomllib
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from digest.config import Newsletter
from digest.deliver import addressed
from digest.model import (
    Byline,
    ByTheNumbers,
    Correction,
    Corrections,
    Difference,
    Edition,
    Email,
    Fact,
    Integrity,
    Number,
    Picture,
    Quote,
    Section,
    Segment,
    Source,
    Span,
    Story,
    Voices,
)
from digest.render import Issue, email, environment, site, web

ROOT = Path(__file__).parents[2]
HOME = "https://harbour.example/letter"
PICTURED = "-pictured"  # pages on the web show no pictures: they are as without
TOLD = Path(__file__).parent / "told"
SENT_AT = datetime(2025, 1, 16, 7, 30, tzinfo=UTC)
INTEGRITY = Integrity(quotes=12, quotes_found=12, figures=31, figures_found=31)
LEAVE = (
    "https://harbour.example/leave?token=Zm9vYmFyYmF6cXV4",
    "mailto:leave@harbour.example?subject=Zm9vYmFyYmF6cXV4",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """An edition as subscribers and visitors get it."""

    name: str
    language: str
    headlines: tuple[str, ...]
    email: Email
    web: str
    eml: bytes


def editions() -> dict[str, Edition]:
    """Return all editions that are judged, by name."""
    plain = {
        f"{language}-{stories}": an_edition(language, stories)
        for language in ("en", "uk")
        for stories in (1, 10, 60)
    }
    pictured = {f"{name}{PICTURED}": _pictured(one) for name, one in plain.items()}
    long_headline = " ".join(["The strait that nobody can cross in winter"] * 7)[:300]
    bare = Story(headline="Grain moves again", standfirst="", bylines=(_bare(),))
    return {
        **plain,
        **pictured,
        "ar-6": an_edition("ar", 6),
        "mixed": _of(*(_story(language, 0) for language in ("en", "ar", "uk"))),
        "long-headline": _of(replace(_story("en", 0), headline=long_headline)),
        "bare": _of(bare),
    }


def rendered(name: str, edition: Edition) -> Rendered:
    """Return an edition as email, finished message and web page."""
    newsletter = a_newsletter(edition.language)
    templates = environment([ROOT / "templates"])
    made = email(
        edition, integrity=INTEGRITY, newsletter=newsletter, templates=templates
    )
    message = addressed(
        made,
        recipient="reader@reader.example",
        newsletter=newsletter,
        now=SENT_AT,
        unsubscribe=LEAVE,
    )
    return Rendered(
        name=name,
        language=edition.language,
        headlines=tuple(story.headline for story in edition.stories),
        email=made,
        web=web(
            edition, integrity=INTEGRITY, newsletter=newsletter, templates=templates
        ),
        eml=message.content,
    )


def a_site() -> dict[str, str]:
    """Return the files of a site with three editions, each in a language of its own."""
    issues = [
        Issue(
            edition=replace(
                an_edition(language, stories), name=name, date=date(2025, 1, day)
            ),
            integrity=INTEGRITY,
        )
        for name, day, language, stories in (
            ("2025-W01", 2, "ar", 6),
            ("2025-W02", 9, "uk", 10),
            ("2025-W03", 16, "en", 10),
        )
    ]
    templates = environment([ROOT / "templates"])
    return dict(site(issues, newsletter=a_newsletter("en"), templates=templates))


def an_edition(language: str, stories: int) -> Edition:
    """Return an edition of so many stories, with all that an edition can have."""
    told = _told(language)
    parts = _thirds(tuple(_story(language, number) for number in range(stories)))
    return Edition(
        name="2025-W03",
        title=told["title"],
        date=date(2025, 1, 16),
        language=language,
        intro=told["intro"],
        sections=tuple(
            Section(title=title, stories=part)
            for title, part in zip(told["sections"], parts, strict=True)
            if part
        ),
        voices=Voices(title=told["voices"], quotes=tuple(_voices(language))),
        by_the_numbers=ByTheNumbers(
            title=told["numbers"],
            numbers=tuple(_numbers(language, 0) + _numbers(language, 1)),
        ),
        corrections=Corrections(
            title=told["corrections"], items=tuple(_corrections(language))
        ),
    )


def composed(language: str, stories: int, *, pictured: bool = False) -> Edition:
    """Return an edition whose stories have as much room as composing gives them."""
    whole = an_edition(language, stories)
    rooms = iter(_ROOMS + [_IN_BRIEF] * stories)
    edition = replace(
        whole,
        corrections=None,
        sections=tuple(
            replace(
                section,
                stories=tuple(_cut(story, *next(rooms)) for story in section.stories),
            )
            for section in whole.sections
        ),
    )
    return _pictured(edition) if pictured else edition


# How many facts and quotations a story has room for: see digest/compose/edition.py.
_ROOMS = [(4, 2), (3, 1), (3, 1)]
_IN_BRIEF = (2, 1)


def _cut(story: Story, facts: int, quotes: int) -> Story:
    return replace(
        story,
        facts=story.facts[:facts],
        quotes=story.quotes[:quotes],
        bylines=story.bylines[:2],
    )


def a_newsletter(language: str) -> Newsletter:
    """Return settings in which nothing is left out."""
    title = _told(language)["title"]
    return Newsletter(
        title=title,
        from_=f"{title} <letter@harbour.example>",
        language=language,
        web=HOME,
        unsubscribe="https://harbour.example/leave",
        postal_address="4 Quay Street, 01001 Port Elsen",
    )


@cache
def _told(language: str) -> dict:
    return tomllib.loads((TOLD / f"{language}.toml").read_text(encoding="utf-8"))


def _of(*stories: Story) -> Edition:
    return Edition(
        name="2025-W03",
        title="The Harbour Letter",
        date=date(2025, 1, 16),
        sections=(Section(title="Analysis", stories=stories),),
    )


def _thirds(stories: tuple[Story, ...]) -> tuple[tuple[Story, ...], ...]:
    third = max(1, len(stories) // 3)
    return stories[:third], stories[third : 2 * third], stories[2 * third :]


def _story(language: str, number: int) -> Story:
    told = _tale(language, number)
    source = _source(language, number)
    round_of = number // len(_told(language)["stories"])
    return Story(
        headline=told["headline"] + (f" ({round_of + 1})" if round_of else ""),
        standfirst=told["standfirst"],
        facts=tuple(
            Fact(text=text, source=source, span=_span(text)) for text in told["facts"]
        ),
        differences=tuple(_differences(language, number)),
        quotes=tuple(_quote(said, source) for said in told["quotes"]),
        bylines=tuple(_bylines(language, number)),
        language=language,
    )


def _tale(language: str, number: int) -> dict:
    stories = _told(language)["stories"]
    return stories[number % len(stories)]


def _source(language: str, number: int) -> Source:
    return Source(
        outlet=_tale(language, number)["outlet"],
        url=f"https://outlet{number % 7}.example/{language}/2025/01/analysis-{number}/",
    )


def _quote(said: dict, source: Source) -> Quote:
    return Quote(
        segments=tuple(
            Segment(text=part, span=_span(part)) for part in said["text"].split(" … ")
        ),
        speaker=said["speaker"],
        role=said["role"],
        source=source,
    )


def _voices(language: str) -> list[Quote]:
    return [
        _quote(_tale(language, number)["quotes"][0], _source(language, 50 + number))
        for number in range(2)
    ]


def _pictured(edition: Edition) -> Edition:
    """Show every story with a picture: large, small, of unknown size, unspoken of."""
    shown = iter(range(len(edition.stories)))
    return replace(
        edition,
        sections=tuple(
            replace(
                section,
                stories=tuple(
                    replace(story, image=_picture(next(shown), story.headline))
                    for story in section.stories
                ),
            )
            for section in edition.sections
        ),
    )


def _picture(number: int, alt: str) -> Picture:
    url = f"https://pictures.example/2025/01/{number}.jpg"
    sizes = ((1200, 675), (320, 240), (None, None))
    width, height = sizes[number % len(sizes)]
    return Picture(url=url, alt=alt if number % 4 else "", width=width, height=height)


def _differences(language: str, number: int) -> list[Difference]:
    """Every fifth story has sources that differ."""
    if number % 5:
        return []
    sides = (_numbers(language, number)[0], _numbers(language, number + 1)[0])
    return [Difference(title=_told(language)["differ"], numbers=sides)]


def _numbers(language: str, number: int) -> list[Number]:
    return [
        Number(
            figure=figure,
            counted=counted,
            source=_source(language, number),
            span=_span(f"{figure} {counted}"),
        )
        for figure, counted in _tale(language, number)["numbers"]
    ]


def _bylines(language: str, number: int) -> list[Byline]:
    """Every third story was told by others, too: one with more to say, two without."""
    told = _tale(language, number)
    first = Byline(
        source=_source(language, number),
        authors=tuple(told["authors"]),
        published=date(2025, 1, 10 + number % 6),
        minutes=4 + number % 5,
        note=told.get("note"),
    )
    if number % 3:
        return [first]
    second = replace(first, source=_source(language, 100 + number), note=None)
    bare = [Byline(source=_source(language, 200 + number + more)) for more in (0, 1)]
    return [first, second, *bare]


def _bare() -> Byline:
    return Byline(source=Source(outlet="Harbour Review", url="https://a.example/b/"))


def _corrections(language: str) -> list[Correction]:
    told = _tale(language, 0)
    was, now, gone = told["facts"][:1] + told["facts"][1:2] + told["facts"][:1]
    about = {"edition": "2025-W02", "source": _source(language, 0)}
    return [
        Correction(was=was, now=now, speaker=None, span=_span(now), **about),
        Correction(was=gone, now="", speaker=told["quotes"][0]["speaker"], **about),
    ]


def _span(text: str) -> Span:
    return Span(start=0, end=len(text))
