"""How an edition is put for its readers: what templates get, nothing left to decide."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from digest.config import Newsletter
from digest.model import Byline, Edition, Fact, Integrity, Source, Story
from digest.render.clean import cleaned_paragraphs, tied
from digest.render.corrections import corrections
from digest.render.language import (
    direction,
    direction_of,
    foreign,
    full_date,
    listed,
    long_date,
    tag,
)
from digest.render.links import outlet_of, sentence
from digest.render.numbers import differences, numbers
from digest.render.page import (
    Footer,
    Link,
    Page,
    PrintedByline,
    PrintedFact,
    PrintedSection,
    PrintedStory,
)
from digest.render.pictures import image
from digest.render.quotes import quotes, voices
from digest.render.reading import minutes
from digest.render.subject import preheader, subject
from digest.render.words import Words
from digest.text.destinations import MAILABLE, address, edition_address
from digest.text.integrity import integrity_line
from digest.text.limits import CONTENTS_FROM
from digest.text.printable import clean

_SIDES = {"ltr": ("left", "right"), "rtl": ("right", "left")}
_INSETS = {"ltr": "0 0 0 24px", "rtl": "0 24px 0 0"}


def page(  # noqa: PLR0913 - an edition, and all that is not in it
    edition: Edition,
    *,
    integrity: Integrity,
    newsletter: Newsletter,
    words: Words,
    kept: int | None = None,
    preferences: str = "",
) -> Page:
    """Return an edition as it is printed: all of it, or `kept` stories of it.

    Of the others it says how many they are, and where they stand. `preferences` is the
    address where a reader chooses what to get.
    """
    told = len(edition.stories)
    kept = told if kept is None else kept
    sections = _sections(edition, words, kept)
    stories = [story for section in sections for story in section.stories]
    way = direction(edition.language)
    url = edition_address(edition.name, newsletter.web)
    made = Page(
        name=clean(edition.name),
        language=tag(edition.language),
        direction=way,
        start=_SIDES[way][0],
        end=_SIDES[way][1],
        inset=_INSETS[way],
        isolated=way == "rtl",
        title=clean(edition.title) or clean(newsletter.title),
        date=full_date(edition.date, edition.language),
        day=edition.date.isoformat(),
        count=words.count("stories", len(stories)),
        url=url,
        intro=cleaned_paragraphs(edition.intro),
        contents=tuple(stories) if len(stories) >= CONTENTS_FROM else (),
        sections=sections,
        more=_more(told - kept, url, words),
        integrity=_integrity(integrity, words) if _has_claims(integrity) else "",
        footer=_footer(newsletter, words, preferences),
        words=words.phrases,
    )
    return _described(_closed(made, edition, newsletter, words), words)


def _closed(made: Page, edition: Edition, newsletter: Newsletter, words: Words) -> Page:
    """Return a page with the blocks that close its edition."""
    return replace(
        made,
        voices=voices(edition, words),
        numbers=numbers(edition, words),
        corrections=corrections(
            edition.corrections, newsletter, words, edition.language
        ),
    )


def _described(made: Page, words: Words) -> Page:
    """Return a page with what is told of it: how long it takes, its subject."""
    return replace(
        made,
        minutes=words.count("minutes", minutes(made)),
        subject=subject(made),
        preheader=preheader(made, words),
    )


def _sections(edition: Edition, words: Words, kept: int) -> tuple[PrintedSection, ...]:
    sections = []
    number = 0
    for section in edition.sections:
        stories = []
        for story in section.stories[: kept - number]:
            number += 1
            stories.append(_story(story, f"story-{number}", edition.language, words))
        title = clean(section.title) or words.phrase("stories_heading")
        if stories:
            sections.append(PrintedSection(title=title, stories=tuple(stories)))
    return tuple(sections)


def _story(story: Story, anchor: str, language: str, words: Words) -> PrintedStory:
    lead = story.bylines[0].source
    headline = clean(story.headline) or outlet_of(lead)
    standfirst = clean(story.standfirst)
    edition_way = direction(language)
    way = direction_of(f"{headline} {standfirst}", edition_way)
    return PrintedStory(
        anchor=anchor,
        headline=Link(text=headline, url=address(lead.url)),
        direction="" if way == edition_way else way,
        language=foreign(story.language, language),
        start=_SIDES[way][0],
        inset=_INSETS[way],
        isolated="rtl" in {way, edition_way},
        bylines=tuple(_bylines(story, language, words)),
        notes=tuple(_notes(story.bylines)),
        image=image(story.image),
        standfirst=standfirst,
        facts=tuple(_fact(fact) for fact in story.facts if clean(fact.text)),
        differences=differences(story, edition_way),
        quotes=quotes(story.quotes, [story], language, words),
    )


def _bylines(story: Story, language: str, words: Words) -> Iterator[PrintedByline]:
    """Yield a story's bylines, those of which there is no more to say in one."""
    first, *further = story.bylines
    lead = first.source
    yield _byline(first, lead, language, words)
    for is_bare, lines in groupby(further, _is_bare):
        if not is_bare:
            yield from (_byline(line, lead, language, words) for line in lines)
            continue
        named, *others = lines
        yield replace(
            _byline(named, lead, language, words),
            others=tuple(
                Link(text=outlet_of(line.source), url=address(line.source.url))
                for line in others
            ),
        )


def _is_bare(line: Byline) -> bool:
    is_named = any(map(clean, line.authors))
    return not (is_named or line.published or line.minutes)


def _notes(bylines: Sequence[Byline]) -> Iterator[str]:
    """Yield what is told of a story's authors, each note once."""
    yield from dict.fromkeys(filter(None, (clean(line.note or "") for line in bylines)))


def _byline(line: Byline, lead: Source, language: str, words: Words) -> PrintedByline:
    details = (
        listed([clean(author) for author in line.authors if clean(author)], language),
        tied(long_date(line.published, language)) if line.published else "",
        words.count("article_minutes", line.minutes) if line.minutes else "",
    )
    is_lead = line.source.url == lead.url
    outlet = outlet_of(line.source)
    return PrintedByline(
        outlet=Link(
            text=outlet if is_lead else words.phrase("also", outlet),
            url=None if is_lead else address(line.source.url),
        ),
        others=(),
        details=tuple(detail for detail in details if detail),
    )


def _fact(fact: Fact) -> PrintedFact:
    text = clean(fact.text)
    url = sentence(fact.source.url, text)
    return PrintedFact(text=text, source=Link(text=outlet_of(fact.source), url=url))


def _more(left_out: int, url: str | None, words: Words) -> Link | None:
    if not left_out:
        return None
    return Link(text=words.count("more_on_web" if url else "more", left_out), url=url)


def _integrity(integrity: Integrity, words: Words) -> str:
    if not {"quotations", "figures"} <= words.counts.keys():
        return integrity_line(integrity)
    counted = (
        ("quotations", integrity.quotes, integrity.quotes_found),
        ("figures", integrity.figures, integrity.figures_found),
    )
    return ", ".join(
        words.count(key, total).replace("{found}", str(found))
        for key, total, found in counted
        if total
    )


def _has_claims(integrity: Integrity) -> bool:
    return integrity.quotes + integrity.figures > 0


def _footer(newsletter: Newsletter, words: Words, preferences: str) -> Footer:
    home = address(newsletter.web or "")
    leave = address(newsletter.unsubscribe or "", schemes=MAILABLE)
    choose = address(preferences)
    return Footer(
        why=words.phrase("why", clean(newsletter.title)),
        privacy=words.phrase("no_tracking"),
        postal_address=clean(newsletter.postal_address),
        own=cleaned_paragraphs(newsletter.footer),
        unsubscribe=Link(
            text=words.phrase("unsubscribe" if leave else "unsubscribe_by_reply"),
            url=leave,
        ),
        preferences=(
            Link(text=words.phrase("preferences"), url=choose) if choose else None
        ),
        subscribe=Link(text=words.phrase("subscribe"), url=home) if home else None,
    )
