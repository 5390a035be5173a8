from datetime import date

from digest.manuscript import read, write
from digest.model import Byline, Edition, Fact, Quote, Section, Segment, Source
from tests.manuscript.editions import PAGE, a_story, an_edition

OTHER = Source(outlet="The Other", url="https://other.example/")

MANUSCRIPT = """\
---
title: The digest
date: 2025-01-16
edition: 2025-W03
---

One paragraph that says why this edition matters.

## Analysis

### [Headline of the story](https://outlet.example/page)

*Outlet · Ada Roe and Ben Poe · 14 January 2025 · 5 min*\\
*Ada Roe is an analyst.*

*Also: [The Other](https://other.example/) · Cy Doe*

A standfirst of one or two sentences.

- A key fact, 7-2. [Outlet](https://outlet.example/page)
- Another [sic] fact. [The Other](https://other.example/)

> Words that were said. … And the rest.
>
> — Eve Roe, minister, deputy head, in [Outlet](https://outlet.example/page)
"""

EDITION = an_edition(
    a_story(
        bylines=(
            Byline(
                source=PAGE,
                authors=("Ada Roe", "Ben Poe"),
                published=date(2025, 1, 14),
                minutes=5,
                note="Ada Roe is an analyst.",
            ),
            Byline(source=OTHER, authors=("Cy Doe",)),
        ),
        facts=(
            Fact(text="A key fact, 7-2.", source=PAGE),
            Fact(text="Another [sic] fact.", source=OTHER),
        ),
        quotes=(
            Quote(
                segments=(
                    Segment(text="Words that were said."),
                    Segment(text="And the rest."),
                ),
                speaker="Eve Roe",
                role="minister, deputy head",
                source=PAGE,
            ),
        ),
    ),
    intro="One paragraph that says why this edition matters.",
)


def test_a_manuscript_reads_like_a_text():
    assert write(EDITION) == MANUSCRIPT


def test_a_manuscript_is_read_as_the_edition_it_is():
    assert read(MANUSCRIPT, name="x") == EDITION


def test_each_claim_knows_its_line():
    story = read(MANUSCRIPT, name="x").stories[0]

    lines = [story.line, *(fact.line for fact in story.facts), story.quotes[0].line]

    assert lines == [11, 20, 21, 23]


def test_text_that_means_nothing_in_markdown_is_not_escaped():
    plain = "It’s 7-2. (AT&T, a_b; 5 * 3) <3 [sic] ~5 #1 – “50%” + 1.5! $x$ a|b = c"
    written = write(an_edition(a_story(standfirst=plain)))

    assert plain in written.splitlines()


def test_an_edition_without_stories_is_its_front_matter_and_introduction():
    edition = an_edition(intro="Nothing new.", sections=())

    assert write(edition).endswith("---\n\nNothing new.\n")
    assert read(write(edition), name="x") == edition


def test_a_section_without_stories_is_left_out():
    edition = an_edition(sections=(Section(title="Empty", stories=()),))

    assert "Empty" not in write(edition)


def test_text_over_several_lines_becomes_one():
    written = write(an_edition(a_story(standfirst=" One\n two\t three\u2028four ")))

    assert "\n\nOne two three four\n" in written


def test_what_a_feed_left_nameless_is_called_by_its_address():
    nameless = Source(outlet="", url="https://outlet.example/page")
    edition = an_edition(a_story(headline=" ", bylines=(Byline(source=nameless),)))

    story = read(write(edition), name="x").stories[0]

    assert story.headline == nameless.url
    assert story.bylines[0].source.outlet == nameless.url


def test_claims_without_words_are_left_out():
    quote = Quote(segments=(Segment(text=" "),), speaker="Eve", role=None, source=PAGE)
    story = a_story(facts=(Fact(text="", source=PAGE),), quotes=(quote,))

    assert read(write(an_edition(story)), name="x") == an_edition(a_story())


def test_an_edition_that_is_not_english_has_its_language_and_dates_in_digits():
    written = write(an_edition(language="uk"))

    assert "language: uk" in written
    assert "*Outlet · 2025-01-14 · 5 min*" in written


def test_a_title_is_quoted_only_where_yaml_needs_it():
    def title_line(title):
        edition = Edition(name="1", title=title, date=date(2025, 1, 16))
        return write(edition).splitlines()[1]

    assert title_line("The week, in brief") == "title: The week, in brief"
    assert title_line("Kyiv: the week") == 'title: "Kyiv: the week"'
    assert title_line('A "week"') == "title: 'A \"week\"'"
    assert title_line("2024") == 'title: "2024"'


def test_sources_of_which_there_is_no_more_to_say_stand_in_one_line():
    first = Byline(source=PAGE, minutes=5)
    third = Source(outlet="A, B and C", url="https://third.example/")
    bare = (Byline(source=OTHER), Byline(source=third))
    edition = an_edition(a_story(bylines=(first, *bare)))

    written = write(edition)

    assert (
        "*Also: [The Other](https://other.example/),"
        " [A, B and C](https://third.example/)*\n" in written
    )
    assert read(written, name="edition.md") == edition
