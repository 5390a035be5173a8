"""Whoever wants some sections gets these, and what belongs to them."""

from dataclasses import replace
from datetime import date

from digest.compose import filtered
from digest.model import (
    Byline,
    ByTheNumbers,
    Correction,
    Corrections,
    Edition,
    Number,
    Quote,
    Section,
    Segment,
    Source,
    Story,
    Voices,
)

PORT = Source(outlet="Port Daily", url="https://port.example/1")
SHIP = Source(outlet="Ship Weekly", url="https://ship.example/2")


def a_section(title: str, source: Source) -> Section:
    told = Story(headline=title, standfirst=title, bylines=(Byline(source=source),))
    return Section(title=title, stories=(told,))


def a_quote(speaker: str, source: Source) -> Quote:
    said = (Segment(text=f"{speaker} spoke."),)
    return Quote(segments=said, speaker=speaker, role=None, source=source)


def a_number(figure: str, source: Source) -> Number:
    return Number(figure=figure, counted="boats", source=source)


EDITION = Edition(
    name="2025-W03",
    title="Harbour Letter",
    date=date(2025, 1, 16),
    sections=(a_section("Ports", PORT), a_section("Ships", SHIP)),
    voices=Voices(
        title="Voices",
        quotes=(a_quote("Ada", PORT), a_quote("Bob", SHIP), a_quote("Eve", PORT)),
    ),
    by_the_numbers=ByTheNumbers(
        title="By the numbers",
        numbers=(
            *(a_number(figure, PORT) for figure in "123"),
            a_number("4", SHIP),
        ),
    ),
    corrections=Corrections(
        title="Corrections",
        items=(
            Correction(edition="2025-W02", was="a", now="b", speaker=None, source=SHIP),
        ),
    ),
)


def test_without_sections_the_edition_is_as_it_is():
    assert filtered(EDITION, ()) is EDITION


def test_sections_that_are_wanted_stay_with_what_belongs_to_them():
    left = filtered(EDITION, {"Ports"})

    assert left
    assert [section.title for section in left.sections] == ["Ports"]
    assert [quote.speaker for quote in left.heard] == ["Ada", "Eve"]
    assert [number.figure for number in left.numbers] == ["1", "2", "3"]


def test_blocks_that_too_little_is_left_of_go():
    left = filtered(EDITION, {"Ships"})

    assert left
    assert (left.voices, left.by_the_numbers) == (None, None)


def test_corrections_stay_for_everybody():
    left = filtered(EDITION, {"Ports"})

    assert left
    assert left.corrections == EDITION.corrections


def test_where_no_story_is_left_there_is_no_edition():
    assert filtered(EDITION, {"Weather"}) is None
    empty = replace(EDITION, sections=(Section(title="Ports", stories=()),))
    assert filtered(empty, {"Ports"}) is None
