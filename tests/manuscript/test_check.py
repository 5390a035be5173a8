from dataclasses import replace
from time import process_time

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from digest.manuscript import check, read, write
from digest.model import Byline, Integrity, Source
from tests.manuscript.editions import a_story, an_edition
from tests.manuscript.sources import (
    COST,
    FERRIES,
    NEVER,
    PAGE,
    SANDBAGS,
    SEA,
    SUMMARIES,
    SUMMARY,
    TEXT,
    USEFUL,
    VOTE,
    WALL,
    codes,
    fact,
    proved,
    quote,
    segment,
)

ELSEWHERE = Source(outlet="Elsewhere", url="https://elsewhere.example/")


def only(report):
    assert len(report.findings) == 1, report.findings
    return report.findings[0]


# ── what is right ─────────────────────────────────────────────────────────────────


def test_an_edition_in_its_sources_words_has_no_findings():
    report = proved(
        fact(SANDBAGS),
        fact(VOTE),
        quote(WALL, COST),
        quote(SEA, speaker="Ben Poe"),
        standfirst=SANDBAGS,
    )

    assert report.findings == ()
    assert not report.blocks
    assert report.integrity == Integrity(
        quotes=2, quotes_found=2, figures=3, figures_found=3
    )


def test_the_evidence_is_filled_in():
    edition = proved(fact(SANDBAGS), quote(WALL, COST)).edition

    story = edition.stories[0]
    assert story.facts[0].span.of(TEXT) == SANDBAGS
    assert story.facts[0].kind == "figure"
    assert [part.span.of(TEXT) for part in story.quotes[0].segments] == [WALL, COST]
    assert story.quotes[0].confidence == 0.9


def test_an_edition_without_stories_is_an_error():
    report = check(an_edition(sections=()), {})

    finding = only(report)
    assert (finding.code, finding.line) == ("edition-empty", None)
    assert "no story in it" in finding.message
    assert report.blocks
    assert report.integrity == Integrity(
        quotes=0, quotes_found=0, figures=0, figures_found=0
    )


def test_what_typesetting_changes_is_no_finding():
    typed = TEXT.replace("’", "'").replace(" ", "\u00a0", 3)
    article = replace(SUMMARY.article, text=typed)
    summaries = {PAGE.url: replace(SUMMARY, article=article)}

    assert codes(proved(fact(SANDBAGS), quote(WALL), summaries=summaries)) == []


# ── quotations ────────────────────────────────────────────────────────────────────


def test_a_changed_quotation_is_an_error_that_names_the_words():
    finding = only(proved(quote("We are all in favour of a wall,")))

    assert (finding.code, finding.severity) == ("quote-not-verbatim", "error")
    assert "the source has “not” where “all” stands here" in finding.message
    assert finding.line == 15


def test_a_word_left_out_of_a_quotation_is_named():
    finding = only(proved(quote("We are in favour of a wall,")))

    assert "the source has “not” where nothing stands here" in finding.message


def test_a_word_put_into_a_quotation_is_named():
    finding = only(proved(quote("We are surely not in favour of a wall,")))

    assert "“surely” does not stand in the source" in finding.message


def test_the_changed_word_of_a_long_quotation_is_named():
    long = TEXT[TEXT.index("four storms") : TEXT.index(" “It never has")]
    said = f"He was speaking at the old pier, where {long}"

    finding = only(proved(quote(said.replace("herring", "cod"))))

    assert "the source has “herring” where “cod” stands here" in finding.message


def test_an_invented_quotation_is_like_nothing_in_the_source():
    finding = only(proved(quote("Dragons eat every last wall there is.")))

    assert "nothing like it" in finding.message


@pytest.mark.parametrize("old_and_new", [("2.5", "2.6"), ("$", "€"), ("ten", "Ten")])
def test_a_changed_character_is_an_error(old_and_new):
    report = proved(quote(COST.replace(*old_and_new)))

    assert codes(report) == ["quote-not-verbatim"]
    assert report.blocks
    assert report.integrity.quotes_found == 0


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(COST) - 2), st.sampled_from("abcXYZ0159é"))
def test_any_changed_letter_or_digit_of_a_quotation_blocks(at, character):
    assume(COST[at].isalnum() and COST[at] != character)

    report = proved(quote(COST[:at] + character + COST[at + 1 :]))

    assert report.blocks


def test_a_segment_that_is_changed_is_an_error_where_the_other_is_not():
    report = proved(quote(WALL, COST.replace("ten", "two")))

    assert codes(report) == ["quote-not-verbatim"]
    assert report.edition.stories[0].quotes[0].segments[0].span is not None


@pytest.mark.parametrize("dots", ["...", "…", "[…]", "[...]"])
def test_other_dots_are_told_from_those_that_join(dots):
    joined = f"We are{dots}in favour of a wall,"

    finding = only(proved(quote(joined)))

    assert finding.code == "quote-not-verbatim"
    assert f"“ … ” (space, dots, space) instead of “{dots}”" in finding.remedy


def test_another_speaker_is_an_error():
    finding = only(proved(quote(WALL, speaker="Ben Poe")))

    assert (finding.code, finding.severity) == ("quote-speaker-changed", "error")
    assert "Ada Roe" in finding.remedy


@pytest.mark.parametrize(
    "speaker", ["Roe", "Ada Roe", "A. Roe", "Mayor Ada Roe", "ROE"]
)
def test_another_form_of_the_speakers_name_is_none(speaker):
    assert codes(proved(quote(WALL, speaker=speaker))) == []


@pytest.mark.parametrize("speaker", ["Mayor Roe", "Eve Roe"])
def test_a_speaker_of_the_same_last_name_is_to_be_looked_at(speaker):
    finding = only(proved(quote(WALL, speaker=speaker)))

    assert (finding.code, finding.severity) == ("quote-speaker-unsure", "warning")


def test_two_speakers_words_joined_are_one_speakers_error():
    assert "quote-speaker-changed" in codes(proved(quote(WALL, USEFUL)))


def test_a_speaker_whom_the_source_does_not_tell_is_to_be_looked_at():
    finding = only(proved(quote("Some say that it will,", speaker="Ada Roe")))

    assert (finding.code, finding.severity) == ("quote-speaker-unsure", "warning")
    assert "not certain" in finding.message


def test_the_articles_own_words_as_a_quotation_are_to_be_looked_at():
    finding = only(proved(quote(SANDBAGS)))

    assert finding.code == "quote-speaker-unsure"
    assert "no quotation here" in finding.message


def test_a_quotation_without_a_speaker_is_an_error():
    finding = only(proved(quote(WALL, speaker=None)))

    assert (finding.code, finding.severity) == ("quote-without-speaker", "error")


def test_a_trimmed_quotation_says_what_was_cut():
    finding = only(proved(quote("in favour of a wall,")))

    assert (finding.code, finding.severity) == ("quote-trimmed", "warning")
    assert "“We are not” stands before it" in finding.message


def test_a_quotation_cut_at_its_end_says_what_was_cut():
    finding = only(proved(quote("It would cost $2.5 million")))

    assert finding.code == "quote-trimmed"
    assert "“and hold for ten years” stands after it" in finding.message


def test_a_word_left_out_between_two_parts_is_a_cut():
    finding = only(proved(quote("We are", "in favour of a wall,")))

    assert finding.code == "quote-trimmed"
    assert "“not” is left out inside it" in finding.message


@pytest.mark.parametrize(
    "whole", [WALL.removesuffix(","), COST.removesuffix("."), COST, WALL]
)
def test_marks_at_the_edge_are_no_cut(whole):
    assert codes(proved(quote(whole))) == []


def test_an_utterance_over_an_attribution_is_no_gap_and_no_cut():
    assert codes(proved(quote(WALL, COST))) == []


def test_parts_in_another_order_are_an_error():
    report = proved(quote(COST, WALL))

    assert codes(report) == ["quote-out-of-order"]
    assert report.integrity.quotes_found == 0


def test_parts_said_far_apart_are_an_error():
    finding = only(proved(quote(SEA, NEVER, speaker="Ben Poe")))

    assert (finding.code, finding.severity) == ("quote-gap", "error")


def test_the_articles_words_taken_into_a_quotation_are_an_error():
    words = "that the plan was “more costly than useful”"
    report = proved(quote(words, speaker="a spokesman for the dockers’ union"))

    assert codes(report) == ["quote-overrun"]
    assert "that the plan was" in report.findings[0].message


def test_the_same_quotation_twice_is_a_warning():
    finding = only(proved(quote(WALL), quote(WALL)))

    assert (finding.code, finding.severity) == ("quote-repeated", "warning")
    assert "line 15" in finding.message


def test_words_that_stand_twice_are_looked_up_where_their_speaker_says_them():
    pulled = f"{FERRIES} The sea does not wait, they say.\n\n{TEXT}"
    article = replace(SUMMARY.article, text=pulled)
    there = segment(SEA, pulled.removesuffix(TEXT).replace(SEA, "-" * len(SEA)) + TEXT)
    heard = replace(SUMMARY.quotes[2], segments=(there,))
    summary = replace(
        SUMMARY, article=article, standfirst=None, facts=(), quotes=(heard,)
    )

    report = proved(quote(SEA, speaker="Ben Poe"), summaries={PAGE.url: summary})

    assert report.edition.stories[0].quotes[0].segments == (there,)
    assert report.edition.stories[0].quotes[0].segments[0].span == there.span
    assert report.findings == ()


def test_an_utterance_in_single_marks_may_be_interrupted():
    text = f"‘I came,’ said Ada Roe, who stayed. ‘I saw,’ she added. {FERRIES}"
    parts = (segment("I came,", text), segment("I saw,", text))
    heard = replace(SUMMARY.quotes[0], segments=parts)
    article = replace(SUMMARY.article, text=text)
    summary = replace(
        SUMMARY, article=article, standfirst=None, facts=(), quotes=(heard,)
    )

    report = proved(quote("I came,", "I saw,"), summaries={PAGE.url: summary})

    assert report.findings == ()


# ── figures and facts ─────────────────────────────────────────────────────────────


def test_a_changed_figure_in_a_fact_is_an_error():
    report = proved(fact(SANDBAGS.replace("11,000", "12,000")))

    assert codes(report) == ["figure-not-found", "fact-reworded"]
    assert report.blocks
    assert report.integrity == Integrity(
        quotes=0, quotes_found=0, figures=1, figures_found=0
    )


def test_a_figure_written_another_way_is_the_same():
    report = proved(fact(SANDBAGS.replace("11,000", "11 000")))

    assert codes(report) == ["fact-reworded"]
    assert report.integrity.figures_found == 1


def test_a_reworded_fact_is_a_warning_that_names_the_words():
    finding = only(proved(fact(SANDBAGS.replace("sent", "shipped"))))

    assert (finding.code, finding.severity) == ("fact-reworded", "warning")
    assert "“sent” where “shipped”" in finding.message


def test_a_name_that_the_source_lacks_is_a_warning():
    report = proved(fact("On Friday, Cy Doe said, Eve Roe’s Marl coast will vote."))

    names = [
        finding.message
        for finding in report.findings
        if finding.code == "name-not-found"
    ]
    assert [name.split("“")[1].split("”")[0] for name in names] == ["Friday", "Eve"]


def test_the_first_word_of_a_sentence_is_no_name():
    assert codes(proved(fact("Meanwhile the council may vote."))) == ["fact-reworded"]


@pytest.mark.parametrize(
    ("trimmed", "cut"),
    [
        (
            "the Marl coast sent 11,000 sandbags north on Monday.",
            "towns along” stands before",
        ),
        ("The council may vote", "in March 2025” stands after"),
    ],
)
def test_a_trimmed_fact_says_what_was_cut(trimmed, cut):
    report = proved(fact(trimmed))

    assert codes(report) == ["fact-trimmed"]
    assert cut in report.findings[0].message


def test_a_figure_in_the_headline_or_standfirst_is_looked_up_in_every_source():
    report = proved(headline="Ten towns, 3 walls", standfirst="It costs 99 crowns.")

    assert codes(report) == ["figure-not-found", "figure-not-found", "fact-reworded"]
    assert {finding.line for finding in report.findings} == {9}
    assert report.blocks


def test_the_sources_own_headline_counts_as_its_words():
    assert codes(proved(headline=SUMMARY.article.entry.title)) == []


def test_a_figure_of_the_introduction_is_a_warning():
    story = a_story(standfirst=FERRIES)
    edition = an_edition(story, intro="In 11,000 words and 77 pictures.")

    finding = only(check(edition, SUMMARIES))

    assert (finding.severity, finding.line) == ("warning", None)
    assert "“77”" in finding.message


# ── sources ───────────────────────────────────────────────────────────────────────


def test_a_source_that_was_not_collected_is_an_error_once():
    report = proved(
        fact(SANDBAGS, source=ELSEWHERE), quote(WALL, source=ELSEWHERE), fact(VOTE)
    )

    finding = only(report)
    assert (finding.code, finding.line) == ("source-unknown", 15)
    assert report.integrity == Integrity(
        quotes=1, quotes_found=0, figures=2, figures_found=1
    )


def test_a_story_of_an_unknown_source_is_an_error():
    report = proved(headline="99 walls", bylines=(Byline(source=ELSEWHERE),))

    assert codes(report) == ["source-unknown"]
    assert report.integrity.figures_found == 0


def test_an_address_that_is_not_https_is_a_warning():
    plain = Source(outlet="Outlet", url="http://outlet.example/page")
    summaries = {plain.url: SUMMARY}

    finding = only(proved(bylines=(Byline(source=plain),), summaries=summaries))

    assert (finding.code, finding.severity) == ("source-url", "warning")


def test_findings_stand_in_the_order_of_the_lines():
    report = proved(
        fact("A 98."), quote("No."), quote(WALL), quote(WALL), headline="97"
    )

    lines = [finding.line for finding in report.findings]
    assert lines == sorted(lines)
    assert len(lines) == 5


def test_every_finding_says_what_to_do():
    report = proved(fact("A 98."), quote("No."), quote(SEA), headline="97")

    assert all(finding.remedy for finding in report.findings)


def test_a_hostile_article_is_checked_in_time():
    text = "“a “ . " * 20_000 + "a-a-" * 20_000
    article = replace(SUMMARY.article, text=text)
    summaries = {PAGE.url: replace(SUMMARY, article=article)}
    claim = "a “ . " * 2_000 + "b"
    started = process_time()

    proved(fact(claim), quote(claim), fact("a-" * 4_000), summaries=summaries)

    assert process_time() - started < 20


def test_a_check_does_not_depend_on_what_was_checked_before():
    edition = read(write(an_edition(a_story())), name="x")

    assert check(check(edition, SUMMARIES).edition, SUMMARIES) == check(
        edition, SUMMARIES
    )
