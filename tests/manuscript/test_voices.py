"""The block "voices" in the manuscript: written, read, and looked up."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from digest.errors import ManuscriptError
from digest.manuscript import check, outdated, read, write
from digest.model import Integrity, Quote, Section, Segment, Source, Voices
from tests.manuscript.editions import PAGE, a_story, an_edition
from tests.manuscript.sources import FERRIES, SEA, SUMMARIES, SUMMARY, WALL

BLOCK = f"\n## Voices\n\n> {SEA}\n>\n> — Ben Poe, in [Outlet]({PAGE.url})\n"
STORY = f"### [Head]({PAGE.url})\n\n*Outlet*\n"
FRONT = "---\ntitle: T\ndate: 2025-01-16\nedition: 2025-W03\n---\n\n## News\n\n"


def a_voice(words=SEA, speaker="Ben Poe", role=None, source=PAGE):
    segments = (Segment(text=words),)
    return Quote(segments=segments, speaker=speaker, role=role, source=source)


def an_edition_of(*voices, title="Voices", story=None):
    story = story or a_story(standfirst=FERRIES)
    return an_edition(story, voices=Voices(title=title, quotes=voices))


def codes(*voices, summaries=SUMMARIES, **changes):
    edition = read(write(an_edition_of(*voices, **changes)), name="x")
    return [finding.code for finding in check(edition, summaries).findings]


# ── written and read ──────────────────────────────────────────────────────────────


def test_a_voice_is_written_as_a_storys_quotation_is():
    assert write(an_edition_of(a_voice())).endswith(BLOCK)


def test_an_editor_may_word_its_heading_and_a_voice_knows_its_line():
    edition = read(FRONT + STORY + BLOCK.replace("Voices", "Heard"), name="x")

    assert edition.voices.title == "Heard"
    assert [voice.line for voice in edition.heard] == [15]


def test_a_block_whose_voices_were_removed_is_gone():
    assert read(FRONT + STORY + "\n## Voices\n", name="x").voices is None


def test_it_may_stand_before_the_stories_and_is_written_after_them():
    before = FRONT.replace("\n## News\n", BLOCK + "\n## News\n") + STORY

    edition = read(before, name="x")

    assert [section.title for section in edition.sections] == ["News"]
    assert write(edition).endswith(BLOCK)


def test_a_section_of_stories_may_have_the_same_name():
    edition = replace(
        an_edition_of(a_voice()),
        sections=(Section(title="Voices", stories=(a_story(),)),),
    )

    assert read(write(edition), name="x") == edition


def test_a_voice_without_words_is_left_out():
    assert "##" not in write(an_edition_of(a_voice(" "))).split("5 min")[1]


@pytest.mark.parametrize(
    ("block", "line", "told"),
    [
        (BLOCK.replace("— Ben", "Ben"), 17, "attribution is not clear"),
        (BLOCK + BLOCK, 19, "one list of voices"),
        (BLOCK + "\n" + STORY, 19, "a story stands under the list of voices"),
        (BLOCK + "\nMore text.\n", 19, "text stands"),
        (BLOCK + "\n- A fact. [O](https://o.example)\n", 19, "a fact stands outside"),
    ],
)
def test_what_is_no_voice_is_refused_with_its_line(block, line, told):
    with pytest.raises(ManuscriptError, match=told) as refused:
        read(FRONT + STORY + block, name="x")

    assert refused.value.line == line


# ── looked up ─────────────────────────────────────────────────────────────────────


def test_a_voice_in_its_sources_words_counts_as_a_quotation_found():
    report = check(read(write(an_edition_of(a_voice())), name="x"), SUMMARIES)

    assert report.findings == ()
    assert report.edition.heard[0].segments[0].span is not None
    assert report.integrity == Integrity(
        quotes=1, quotes_found=1, figures=0, figures_found=0
    )


@pytest.mark.parametrize(
    ("voice", "code"),
    [
        (a_voice("The sea never waits,"), "quote-not-verbatim"),
        (a_voice(speaker="Ada Roe"), "quote-speaker-changed"),
        (a_voice(speaker=None), "quote-without-speaker"),
        (a_voice("in favour of a wall,", "Ada Roe"), "quote-trimmed"),
        (a_voice(role="astronaut"), "role-not-found"),
        (a_voice(role="known as “the man of the tides”"), "quote-not-verbatim"),
        (a_voice(source=Source(outlet="Outlaw", url=PAGE.url)), "outlet-changed"),
        (a_voice(source=Source(outlet="E", url="https://e.example/")), "source-unknow"),
    ],
)
def test_a_voice_is_checked_as_any_quotation(voice, code):
    assert any(found.startswith(code) for found in codes(voice))


def test_a_voice_that_a_story_quotes_already_is_a_warning():
    story = a_story(standfirst=FERRIES, quotes=(a_voice(),))

    assert codes(a_voice(), story=story) == ["quote-repeated"]


def test_a_voice_that_its_source_gives_no_more_is_corrected():
    updated = replace(
        SUMMARY,
        article=replace(
            SUMMARY.article,
            text=SUMMARY.article.text.replace(SEA, "The tide is patient,"),
            updated=datetime(2025, 1, 20, tzinfo=UTC),
        ),
        quotes=(),
    )
    edition = an_edition_of(a_voice(), a_voice(WALL, "Ada Roe"))

    (correction,) = outdated(edition, {PAGE.url: updated})

    assert (correction.was, correction.speaker) == (SEA, "Ben Poe")


def test_a_correction_of_a_voice_is_known_to_have_been_printed():
    updated = replace(
        SUMMARY,
        article=replace(
            SUMMARY.article, text=FERRIES, updated=datetime(2025, 1, 20, tzinfo=UTC)
        ),
        quotes=(),
    )
    earlier = replace(an_edition_of(a_voice()), name="2025-W02")
    (correction,) = outdated(earlier, {PAGE.url: updated})
    block = f"\n## Corrections\n\n- *2025-W02 · Ben Poe · [Outlet]({PAGE.url})*\\\n"
    later = read(FRONT + STORY + block + f"  Was: {correction.was}\n", name="x")

    report = check(later, {PAGE.url: updated}, printed={"2025-W02": earlier})

    assert not [f for f in report.findings if f.code.startswith("correction")]
