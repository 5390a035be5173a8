"""The block "corrections" in the manuscript: written, read, and looked up."""

from dataclasses import replace

import pytest

from digest.errors import ManuscriptError
from digest.manuscript import check, read, write
from digest.model import Correction, Corrections, Fact, Section, Source
from tests.manuscript.editions import PAGE, a_story, an_edition
from tests.manuscript.sources import FERRIES, SUMMARIES, fact, quote

WAS = "We are in favour of a wall."
NOW = "“We are not in favour of a wall,” said Ada Roe, the mayor of Port Ansel."
BLOCK = f"""
## Corrections

- *2025-W02 · Ada Roe · [Outlet]({PAGE.url})*\\
  Was: {WAS}\\
  Now: {NOW}
"""
STORY = f"### [Head]({PAGE.url})\n\n*Outlet*\n"
FRONT = "---\ntitle: T\ndate: 2025-01-16\nedition: 2025-W03\n---\n\n## News\n\n"
SAID = Correction(edition="2025-W02", was=WAS, now=NOW, speaker="Ada Roe", source=PAGE)
TOLD = Correction(
    edition="2025-W02",
    was="Harbour towns sent 12,000 sandbags north.",
    now="",
    speaker=None,
    source=PAGE,
)


def an_edition_of(*items, title="Corrections"):
    story = a_story(standfirst=FERRIES)
    return an_edition(story, corrections=Corrections(title=title, items=items))


def earlier(*claims):
    """An edition that made these claims, and that was sent."""
    story = a_story(
        standfirst=FERRIES,
        facts=tuple(claim for claim in claims if isinstance(claim, Fact)),
        quotes=tuple(claim for claim in claims if not isinstance(claim, Fact)),
    )
    return {"2025-W02": an_edition(story, name="2025-W02")}


def proved(*items, printed=None):
    edition = read(write(an_edition_of(*items)), name="x")
    sent = earlier(quote(WAS), fact(TOLD.was)) if printed is None else printed
    return check(edition, SUMMARIES, printed=sent)


# ── written and read ──────────────────────────────────────────────────────────────


def test_a_correction_is_a_list_item_of_three_lines():
    assert write(an_edition_of(SAID)).endswith(BLOCK)


def test_words_that_quoted_nobody_have_no_speaker_and_may_be_gone():
    written = write(an_edition_of(TOLD))

    assert written.endswith(
        f"- *2025-W02 · [Outlet]({PAGE.url})*\\\n"
        "  Was: Harbour towns sent 12,000 sandbags north.\n"
    )
    assert read(written, name="x").corrected == (TOLD,)


def test_an_editor_may_word_its_heading_and_break_its_lines():
    edited = BLOCK.replace("## Corrections", "## We were wrong")
    edited = edited.replace(" not in favour", "\n  not in favour")

    edition = read(FRONT + STORY + edited, name="x")

    assert edition.corrections.title == "We were wrong"
    assert edition.corrected == (SAID,)
    assert edition.corrected[0].line == 15


def test_a_block_without_items_is_gone():
    assert read(FRONT + STORY + "\n## Corrections\n", name="x").corrections is None


def test_it_stands_last_beside_sections_of_the_same_name():
    edition = an_edition_of(SAID, title="News")
    named = replace(edition, sections=(Section(title="News", stories=(a_story(),)),))

    assert read(write(named), name="x") == named


def test_a_correction_without_words_is_left_out():
    assert "##" not in write(an_edition_of(replace(SAID, was=" "))).split("5 min")[1]


ITEM = BLOCK.partition("- ")[2]


@pytest.mark.parametrize(
    ("block", "line", "told"),
    [
        (BLOCK + "- 2025-W02: we were wrong\n", 18, "in italics"),
        (
            BLOCK + "- *2025-W02 · Ada Roe*\\\n  Was: Words.\n",
            18,
            "not name its source",
        ),
        (BLOCK + f"- *a · b · c · [O]({PAGE.url})*\\\n  Was: W.\n", 18, "not clear"),
        (BLOCK + f"- *[O]({PAGE.url})*\\\n  Was: W.\n", 18, "not clear"),
        (BLOCK + f"- *a · [O]({PAGE.url})*\\\n  Words.\n", 18, "what was printed"),
        (BLOCK + f"- *a · [O]({PAGE.url})*\n", 18, "what was printed"),
        (BLOCK + f"- *a · [O]({PAGE.url})*\\\n  Now: W.\n", 18, "what was printed"),
        (BLOCK + "\n  More.\n", 15, "one paragraph"),
        (BLOCK + BLOCK, 19, "one list of corrections"),
        (BLOCK + "\n" + STORY, 19, "a story stands under the list"),
        (BLOCK + "\nMore text.\n", 19, "text stands"),
    ],
)
def test_what_is_no_correction_is_refused_with_its_line(block, line, told):
    with pytest.raises(ManuscriptError, match=told) as refused:
        read(FRONT + STORY + block, name="x")

    assert refused.value.line == line


# ── looked up ─────────────────────────────────────────────────────────────────────


def test_a_correction_of_what_was_printed_in_the_sources_words_stands():
    report = proved(SAID, TOLD)

    assert report.findings == ()
    assert report.edition.corrected[0].span


@pytest.mark.parametrize(
    ("correction", "code"),
    [
        (replace(SAID, now=NOW.replace("Ada", "Eve")), "correction-not-verbatim"),
        (replace(TOLD, now="They sent 13,000."), "correction-not-verbatim"),
        (replace(SAID, was="We are all in favour."), "correction-not-printed"),
        (replace(SAID, speaker="Ben Poe"), "correction-not-printed"),
        (replace(SAID, speaker=None), "correction-not-printed"),
        (replace(SAID, edition="2025-W01"), "correction-not-printed"),
        (replace(TOLD, speaker="Ada Roe"), "correction-not-printed"),
    ],
)
def test_an_edited_correction_is_an_error(correction, code):
    report = proved(correction)

    (finding,) = report.findings
    assert (finding.code, finding.severity) == (code, "error")
    assert report.edition.corrected[0].line == finding.line
    assert report.blocks


@pytest.mark.parametrize(
    "claim",
    [
        quote("We are not in favour of a wall,"),
        fact("The council may vote in March 2025."),
    ],
)
def test_what_the_source_still_has_needs_no_correction(claim):
    said = claim.text if isinstance(claim, Fact) else claim.segments[0].text
    speaker = None if isinstance(claim, Fact) else claim.speaker
    correction = replace(SAID, was=said, speaker=speaker)

    (finding,) = proved(correction, printed=earlier(claim)).findings

    assert finding.code == "correction-unfounded"


def test_words_that_the_source_gives_to_another_by_now_are_a_correction():
    words = "We are not in favour of a wall,"
    correction = replace(SAID, was=words, speaker="Ben Poe")

    printed = earlier(quote(words, speaker="Ben Poe"))

    assert proved(correction, printed=printed).findings == ()


def test_a_correction_of_a_page_that_was_not_collected_is_an_error():
    elsewhere = Source(outlet="Elsewhere", url="https://elsewhere.example/")

    (finding,) = proved(replace(SAID, source=elsewhere)).findings

    assert finding.code == "source-unknown"
