"""Where sources differ: written, read, and each side looked up in its own source."""

from dataclasses import replace

import pytest

from digest.errors import ManuscriptError
from digest.manuscript import check, read, write
from digest.model import Difference, Number, Source
from tests.manuscript.editions import PAGE, a_story, an_edition
from tests.manuscript.sources import FERRIES, SUMMARY, TEXT

OTHER = Source(outlet="The Other", url="https://other.example/wall")
ITEM = (
    f"- Sources differ: **11,000** sandbags north [Outlet]({PAGE.url});"
    f" **at least 15,000** sandbags north [The Other]({OTHER.url})"
)
KNOWN = {
    PAGE.url: SUMMARY,
    OTHER.url: replace(
        SUMMARY,
        article=replace(
            SUMMARY.article,
            outlet="The Other",
            text=TEXT.replace("11,000 sandbags", "at least 15,000 sandbags"),
        ),
    ),
}


def a_side(figure="11,000", counted="sandbags north", source=PAGE):
    return Number(figure=figure, counted=counted, source=source)


SIDES = (a_side(), a_side("at least 15,000", source=OTHER))


def an_edition_of(*sides, title="Sources differ"):
    difference = Difference(title=title, numbers=sides or SIDES)
    return an_edition(a_story(standfirst=FERRIES, differences=(difference,)))


def proved(*sides):
    return check(read(write(an_edition_of(*sides)), name="x"), KNOWN)


def test_both_sides_are_one_item_of_the_storys_list():
    assert ITEM + "\n" in write(an_edition_of())


def test_an_editor_may_say_it_in_other_words():
    written = write(an_edition_of()).replace("Sources differ", "How many: not clear")

    edition = read(written, name="x")

    assert edition.stories[0].differences[0].title == "How many: not clear"
    assert edition.stories[0].facts == a_story().facts


def test_a_difference_with_one_side_left_out_is_none():
    assert "differ" not in write(an_edition_of(a_side(), a_side(counted=" ")))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("Sources differ: ", "", "no words and colon"),
        ("differ:", "differ", "no words and colon"),
        ("; **at", ", **at", "in bold and ends with its source"),
        ("**at least 15,000**", "at least 15,000", "in bold and ends with"),
        ("** sandbags north [The", "** [The", "what it counts"),
    ],
)
def test_what_is_no_difference_is_refused(old, new, told):
    written = write(an_edition_of())
    assert old in written

    with pytest.raises(ManuscriptError, match=told):
        read(written.replace(old, new), name="x")


def test_each_side_is_found_in_its_own_source():
    report = proved()

    (difference,) = report.edition.stories[0].differences
    assert report.findings == ()
    assert all(number.span for number in difference.numbers)
    assert report.integrity.figures_found == report.integrity.figures == 2


@pytest.mark.parametrize(
    ("side", "code"),
    [
        (a_side("12,000"), "figure-not-found"),
        (a_side("11,000", source=OTHER), "figure-not-found"),
        (a_side(counted="sandbags south"), "figure-not-verbatim"),
        (a_side("more than 11,000"), "figure-not-verbatim"),
    ],
)
def test_a_side_that_is_not_its_sources_blocks_sending(side, code):
    report = proved(side, SIDES[1])

    (finding,) = report.findings
    assert (finding.code, finding.severity) == (code, "error")
    assert finding.line == report.edition.stories[0].differences[0].numbers[0].line
    assert report.blocks


def test_a_side_of_a_page_that_was_not_collected_is_an_error():
    elsewhere = Source(outlet="Elsewhere", url="https://elsewhere.example/")

    (finding,) = proved(a_side(source=elsewhere), SIDES[1]).findings

    assert finding.code == "source-unknown"
