from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from digest.manuscript import read, write
from digest.model import (
    Byline,
    ByTheNumbers,
    Correction,
    Corrections,
    Fact,
    Number,
    Picture,
    Quote,
    Section,
    Segment,
    Source,
    Voices,
)
from tests.manuscript.editions import (
    NASTY,
    PAGE,
    a_story,
    an_edition,
    anything,
    editions,
    editions_of,
    urls,
)

few = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)


@few
@given(editions)
def test_what_is_written_is_read_back(edition):
    assert read(write(edition), name="x") == edition


@few
@given(editions_of(anything, urls))
def test_any_text_at_all_is_tidied_once_and_then_stays(edition):
    title = edition.title.strip() or "Title"
    written = write(replace(edition, title=f"A {title}"))

    assert write(read(written, name="x")) == written


@few
@given(editions)
def test_windows_line_ends_and_a_byte_order_mark_change_nothing(edition):
    written = "\ufeff" + write(edition).replace("\n", "\r\n")

    assert read(written, name="x") == edition


def everywhere(nasty):
    """An edition that has one string in each of its places."""
    source = Source(outlet=nasty, url="https://x.example/a")
    quote = Quote(
        segments=(Segment(text=nasty), Segment(text=nasty)),
        speaker=nasty,
        role=nasty,
        source=source,
    )
    byline = Byline(source=source, authors=(nasty, nasty), minutes=1, note=nasty)
    story = a_story(
        headline=nasty,
        image=Picture(url="https://x.example/a.jpg", alt=nasty),
        standfirst=nasty,
        facts=(Fact(text=nasty, source=source), Fact(text=nasty, source=source)),
        quotes=(
            quote,
            replace(quote, role=None),
            replace(quote, segments=quote.segments[1:]),
        ),
        bylines=(byline, byline, replace(byline, authors=(nasty,), minutes=None)),
    )
    sections = (Section(title=nasty, stories=(story,)),)
    number = Number(figure=nasty, counted=nasty, source=source)
    said = Correction(
        edition="2025-W02", was=nasty, now=nasty, speaker=nasty, source=source
    )
    return an_edition(
        title=nasty,
        intro=f"{nasty}\n\n{nasty}",
        sections=sections,
        voices=Voices(title=nasty, quotes=(quote, replace(quote, role=None))),
        by_the_numbers=ByTheNumbers(title=nasty, numbers=(number, number)),
        corrections=Corrections(
            title=nasty, items=(said, replace(said, speaker=None, now=""))
        ),
    )


@pytest.mark.parametrize("nasty", NASTY)
def test_a_nasty_string_is_read_back_from_every_place(nasty):
    edition = everywhere(nasty)

    assert read(write(edition), name="x") == edition


@pytest.mark.parametrize(
    "authors",
    [
        ("C #", "and", "C #"),
        ("and", "and", "and"),
        ("and so", "so and", "and"),
        ("Doe, Jr.", "Law and Justice", "5 min"),
        ("14 January 2025",),
        ("2025-01-16",),
        ("A,", ", B", "· C ·"),
    ],
)
def test_names_that_look_like_separators_stay_names(authors):
    byline = Byline(source=PAGE, authors=authors)
    edition = an_edition(a_story(bylines=(byline,)))

    assert read(write(edition), name="x") == edition
