"""The block "by the numbers" in the manuscript: written, read, and looked up."""

from dataclasses import replace

import pytest

from digest.errors import ManuscriptError
from digest.manuscript import check, read, write
from digest.model import ByTheNumbers, Integrity, Number, Section, Source, Span
from tests.manuscript.editions import PAGE, a_story, an_edition
from tests.manuscript.sources import FERRIES, SUMMARIES, SUMMARY, TEXT

STRETCH = "11,000 sandbags north"
START = TEXT.index(STRETCH)
PICKED = Number(
    figure="11,000",
    counted="sandbags north",
    source=PAGE,
    span=Span(start=START, end=START + len(STRETCH)),
)
KNOWN = {PAGE.url: replace(SUMMARY, numbers=(PICKED,))}
BLOCK = f"\n## By the numbers\n\n- **11,000** sandbags north [Outlet]({PAGE.url})\n"
STORY = f"### [Head]({PAGE.url})\n\n*Outlet*\n"
FRONT = "---\ntitle: T\ndate: 2025-01-16\nedition: 2025-W03\n---\n\n## News\n\n"


def a_number(figure="11,000", counted="sandbags north", source=PAGE):
    return Number(figure=figure, counted=counted, source=source)


def an_edition_of(*numbers, title="By the numbers"):
    story = a_story(standfirst=FERRIES)
    return an_edition(story, by_the_numbers=ByTheNumbers(title=title, numbers=numbers))


def proved(*numbers, summaries=KNOWN):
    return check(read(write(an_edition_of(*numbers)), name="x"), summaries)


# ── written and read ──────────────────────────────────────────────────────────────


def test_a_number_is_a_list_item_that_begins_in_bold():
    assert write(an_edition_of(a_number())).endswith(BLOCK)


def test_an_editor_may_word_its_heading():
    edition = read(FRONT + STORY + BLOCK.replace("By the", "In"), name="x")

    assert edition.by_the_numbers.title == "In numbers"
    assert edition.numbers[0].line == 15


def test_a_block_without_items_is_gone():
    edition = read(FRONT + STORY + "\n## By the numbers\n", name="x")

    assert edition.by_the_numbers is None


def test_it_may_stand_before_the_stories_and_is_written_after_them():
    edition = read(
        FRONT.replace("\n## News\n", BLOCK + "\n## News\n") + STORY, name="x"
    )

    assert [section.title for section in edition.sections] == ["News"]
    assert write(edition).endswith(BLOCK)


def test_a_section_of_stories_may_have_the_same_name():
    edition = an_edition_of(a_number(), title="Numbers")
    named = replace(edition, sections=(Section(title="Numbers", stories=(a_story(),)),))

    assert read(write(named), name="x") == named


def test_a_number_without_words_is_left_out():
    assert "##" not in write(an_edition_of(a_number(counted=" "))).split("5 min")[1]


@pytest.mark.parametrize(
    ("block", "line", "told"),
    [
        (BLOCK + "- 12 boats [O](https://o.example)\n", 16, "not in bold"),
        (BLOCK + "- **12** boats\n", 16, "does not end with its source"),
        (BLOCK + "- **12** [O](https://o.example)\n", 16, "what it counts"),
        (BLOCK + "- **12** a\n\n  b [O](https://o.example)\n", 16, "one paragraph"),
        (BLOCK + BLOCK, 17, "one list of figures"),
        (BLOCK + "\n" + STORY, 17, "a story stands under the list"),
        (BLOCK + "\nMore text.\n", 17, "text stands"),
    ],
)
def test_what_is_no_number_is_refused_with_its_line(block, line, told):
    with pytest.raises(ManuscriptError, match=told) as refused:
        read(FRONT + STORY + block, name="x")

    assert refused.value.line == line


# ── looked up ─────────────────────────────────────────────────────────────────────


def test_a_number_in_its_sources_words_counts_as_a_figure_found():
    report = proved(a_number())

    assert report.findings == ()
    assert report.edition.numbers[0].span == PICKED.span
    assert report.integrity == Integrity(
        quotes=0, quotes_found=0, figures=1, figures_found=1
    )


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (a_number(figure="12,000"), "figure-not-found"),
        (a_number(counted="boats north"), "figure-not-verbatim"),
        (a_number(figure="Some 11,000"), "figure-not-verbatim"),
        (a_number(counted="sandbags on Monday"), "figure-not-verbatim"),
        (a_number(figure="11,000 sandbags", counted="south"), "figure-not-verbatim"),
    ],
)
def test_an_edited_number_is_an_error(number, code):
    report = proved(number)

    (finding,) = report.findings
    assert (finding.code, finding.severity) == (code, "error")
    assert report.edition.numbers[0].line == finding.line
    assert report.blocks
    assert report.integrity.figures_found == 0


def test_a_figure_that_an_editor_tears_from_its_sentence_is_a_warning():
    (finding,) = proved(a_number("$2.5 million", "and hold for ten years")).findings

    assert (finding.code, finding.severity) == ("figure-trimmed", "warning")
    assert "It would cost" in finding.message


def test_a_number_of_a_page_that_was_not_collected_is_an_error():
    elsewhere = Source(outlet="Elsewhere", url="https://elsewhere.example/")

    (finding,) = proved(a_number(source=elsewhere)).findings

    assert finding.code == "source-unknown"


def test_an_outlet_by_another_name_is_noticed_in_a_number_too():
    renamed = Source(outlet="Outlaw", url=PAGE.url)

    assert [f.code for f in proved(a_number(source=renamed)).findings] == [
        "outlet-changed"
    ]


def test_the_words_count_wherever_the_source_has_them():
    assert [f.code for f in proved(a_number(), summaries=SUMMARIES).findings] == [
        "figure-trimmed"
    ]
