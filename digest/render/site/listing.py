"""How editions are listed: what the templates of the index and the search get."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from digest.render.clean import cleaned_paragraphs
from digest.render.page import Page
from digest.render.site import addresses as at
from digest.render.site.archive import Archive
from digest.text.printable import clean

_TOP_HEADLINES = slice(1, 4)  # the first is the edition's own heading


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedStory:
    """A headline that leads to its place.

    `language` and `direction` are "" where they are its edition's.
    """

    text: str
    url: str
    language: str = ""
    direction: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedEdition:
    """An edition in a list: when, what is in it, and how long it takes to read.

    `headline` is that of its top story, and leads to the edition. `stories` are all of
    them, `top` the few after the first; `more` says how many
    there are besides, "" for none. `title` is "" where it is the newsletter's own, and
    `language` and `direction` where they are the list's; `isolated` is its page's.
    """

    title: str
    date: str
    day: str
    count: str
    minutes: str
    language: str
    direction: str
    isolated: bool
    headline: ListedStory
    stories: tuple[ListedStory, ...]
    top: tuple[ListedStory, ...]
    more: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """The editions of one year, newest first."""

    title: str
    editions: tuple[ListedEdition, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """All editions, newest first, by year, and what the newsletter says of itself."""

    language: str
    direction: str
    title: str
    intro: tuple[str, ...]
    count: str
    years: tuple[Year, ...]
    closing: tuple[str, ...]


def listing(archive: Archive) -> Listing:
    """Return an archive as a list."""
    editions = [_listed(edition.page, archive) for edition in archive.editions]
    footer, address = archive.newsletter.footer, archive.newsletter.postal_address
    return Listing(
        language=archive.language,
        direction=archive.direction,
        title=archive.title,
        intro=archive.intro,
        count=archive.words.count("editions", len(editions)),
        years=_years(editions),
        closing=tuple(filter(None, (*cleaned_paragraphs(footer), clean(address)))),
    )


def _years(editions: Sequence[ListedEdition]) -> tuple[Year, ...]:
    by_year = groupby(editions, lambda edition: edition.day.partition("-")[0])
    return tuple(Year(title=year, editions=tuple(found)) for year, found in by_year)


def _listed(made: Page, archive: Archive) -> ListedEdition:
    path = at.edition_path(made.name)
    stories = tuple(
        ListedStory(
            text=story.headline.text,
            url=f"{path}#{story.anchor}",
            language=story.language,
            direction=story.direction,
        )
        for story in made.stories
    )
    top = stories[_TOP_HEADLINES]
    besides = len(stories) - len(top) - 1
    headline = stories[0] if stories else ListedStory(text=made.subject, url=path)
    return ListedEdition(
        title="" if made.title == archive.title else made.title,
        date=made.date,
        day=made.day,
        count=made.count,
        minutes=made.minutes,
        language="" if made.language == archive.language else made.language,
        direction="" if made.direction == archive.direction else made.direction,
        isolated=made.isolated,
        headline=replace(headline, url=path),
        stories=stories,
        top=top,
        more=archive.words.count("more_stories", besides) if besides > 0 else "",
    )
