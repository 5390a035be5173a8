"""What is printed outside of quotation blocks, and what the check says of it."""

from dataclasses import replace

import pytest

from digest.manuscript import check, read, write
from digest.manuscript.marked import quoted, unwrapped
from digest.model import Byline, Integrity, Source
from tests.manuscript.editions import a_story, an_edition
from tests.manuscript.sources import (
    COST,
    FERRIES,
    PAGE,
    SANDBAGS,
    SUMMARIES,
    SUMMARY,
    VOTE,
    WALL,
    codes,
    fact,
    proved,
    quote,
)

INVENTED = "“We surrender to the sea,” Mayor Ada Roe said."
OTHER = Source(outlet="The Other", url="https://other.example/")


def only(report):
    assert len(report.findings) == 1, report.findings
    return report.findings[0]


def of(report, code):
    return [finding for finding in report.findings if finding.code == code]


def introduced(intro):
    edition = an_edition(a_story(standfirst=FERRIES), intro=intro)
    return check(read(write(edition), name="x"), SUMMARIES)


# ── quotations that are no block of their own ─────────────────────────────────────

PLACES = {
    "headline": {"headline": INVENTED},
    "standfirst": {"standfirst": INVENTED},
    "note": {"bylines": (Byline(source=PAGE, note=INVENTED),)},
}


@pytest.mark.parametrize("place", PLACES)
def test_an_invented_quotation_is_an_error_wherever_a_story_has_it(place):
    report = proved(**PLACES[place])

    found = of(report, "quote-not-verbatim")
    assert [finding.severity for finding in found] == ["error"]
    assert "“We surrender to the sea,”" in found[0].message
    assert report.blocks


@pytest.mark.parametrize("part", ["role", "speaker"])
def test_an_invented_quotation_in_an_attribution_is_an_error(part):
    found = of(proved(quote(WALL, **{part: INVENTED})), "quote-not-verbatim")

    assert [(finding.severity, finding.line) for finding in found] == [("error", 15)]


def test_an_invented_quotation_in_a_fact_is_an_error_on_its_line():
    found = of(proved(fact(INVENTED)), "quote-not-verbatim")

    assert [(finding.severity, finding.line) for finding in found] == [("error", 15)]


def test_an_invented_quotation_in_the_introduction_is_an_error():
    finding = only(introduced(f"This week, all gave up. {INVENTED}"))

    assert (finding.code, finding.severity) == ("quote-not-verbatim", "error")
    assert finding.line is None


def test_an_invented_quotation_is_counted_as_one_that_was_not_found():
    report = proved(quote(WALL), standfirst=INVENTED)

    assert report.integrity == Integrity(
        quotes=2, quotes_found=1, figures=0, figures_found=0
    )


def test_a_quotation_within_a_sentence_is_not_counted_where_it_is_found():
    report = introduced(f"The mayor said, “{WALL}” and all agreed.")

    assert (report.findings, report.integrity.quotes) == ((), 0)


def test_a_changed_word_within_a_sentence_is_named():
    report = proved(standfirst="Roe said: “We are all in favour of a wall.”")

    finding = of(report, "quote-not-verbatim")[0]
    assert "the source has “not” where “all” stands here" in finding.message


@pytest.mark.parametrize("comma", ["", ","])
def test_a_comma_may_end_a_quotation_within_a_sentence(comma):
    said = f"The mayor said “We are not in favour of a wall{comma}” on Monday."

    assert not of(proved(standfirst=said), "quote-not-verbatim")


def test_a_quotation_may_stand_in_any_source_of_its_story():
    article = replace(
        SUMMARY.article,
        entry=replace(SUMMARY.article.entry, url=OTHER.url),
        outlet=OTHER.outlet,
        text="Nothing to see here.",
    )
    other = replace(SUMMARY, article=article, standfirst=None, facts=(), quotes=())
    report = proved(
        bylines=(Byline(source=OTHER), Byline(source=PAGE)),
        standfirst=f"All heard it: “{COST}”",
        summaries={**SUMMARIES, OTHER.url: other},
    )

    assert not of(report, "quote-not-verbatim")


def test_the_words_of_a_title_may_be_quoted():
    assert introduced("We begin with “Ten towns, 1 wall”.").findings == ()


def test_a_headline_that_quotes_is_its_sources_own():
    title = "“We never asked anybody for a wall”: the coast"
    entry = replace(SUMMARY.article.entry, title=title)
    summary = replace(SUMMARY, article=replace(SUMMARY.article, entry=entry))

    assert codes(proved(headline=title, summaries={PAGE.url: summary})) == []


QUOTED = {
    "curly": "She said “we give it up” then.",
    "straight": 'She said "we give it up" then.',
    "german": "Roe: „we give it up“ then.",
    "swedish": "Roe: ”we give it up” then.",
    "french": "Roe: « we give it up », then nothing.",
    "danish": "Roe: »we give it up« then.",
    "single": "She said ‘we give it up’ then.",
    "typed single": "She said 'we give it up' then.",
    "brackets": "She said (“we give it up”).",
    "dashes": "She—“we give it up”—said.",
    "open": "She said “we give it up",
    "inches first": 'The 6" gun. She said "we give it up" then.',
    "no space": 'She said"we give it up" then.',
    "spaces": 'She said " we give it up " then.',
}


@pytest.mark.parametrize("style", QUOTED)
def test_a_quotation_is_seen_in_every_style(style):
    assert quoted(QUOTED[style]) == ("we give it up",)


def test_marks_within_marks_do_not_hide_a_quotation():
    assert quoted("“We give “it” up”") == ("We give “it” up",)


def test_an_apostrophe_does_not_end_a_quotation():
    assert quoted("‘The dockers’ union can’t go on,’ he said of the towns’ plan.") == (
        "The dockers’ union can’t go on,",
    )


def test_what_an_attribution_interrupts_is_two_quotations():
    said = "“We have to give up,” she said, “and leave the coast.”"

    assert quoted(said) == ("We have to give up,", "and leave the coast.")


@pytest.mark.parametrize(
    "plain",
    [
        "The “Stop the” movement",
        "the dockers' union and the towns' own plan for all of it",
        "’tis the dockers’ union",
        'A 6" gun and a 4" gun were both there',
        "He can't, won't and shouldn't",
        "the ‘wall of shame’",
    ],
)
def test_what_is_no_quotation_is_not_taken_for_one(plain):
    assert quoted(plain) == ()


@pytest.mark.parametrize(
    ("marked", "words"),
    [
        ("“a b”", "a b"),
        ("‘a b’", "a b"),
        ("« a b »", "a b"),
        ("“a” b “c”", "“a” b “c”"),
        ("‘a,’ he said, ‘b’", "‘a,’ he said, ‘b’"),
        ('""', '""'),
        ("“a", "“a"),
    ],
)
def test_only_a_pair_round_the_whole_is_taken_away(marked, words):
    assert unwrapped(marked) == words


# ── standfirst and headline ───────────────────────────────────────────────────────


def test_a_reworded_standfirst_is_a_warning_that_names_the_words():
    report = proved(standfirst=SANDBAGS.replace("sent", "shipped"))

    finding = only(report)
    assert (finding.code, finding.severity) == ("fact-reworded", "warning")
    assert finding.message.startswith("the standfirst")
    assert "“sent” where “shipped”" in finding.message


def test_names_of_a_standfirst_that_no_source_has_are_warnings():
    report = proved(standfirst="NATO has declared war on Freedonia.")

    names = [found.message for found in of(report, "name-not-found")]
    assert [name.split("“")[1].split("”")[0] for name in names] == ["NATO", "Freedonia"]


def test_a_trimmed_standfirst_says_what_was_cut():
    finding = only(proved(standfirst="The council may vote"))

    assert finding.code == "fact-trimmed"
    assert "“in March 2025” stands after it" in finding.message


def test_a_standfirst_in_its_sources_words_has_no_findings():
    assert codes(proved(standfirst=VOTE)) == []


def test_a_story_without_a_standfirst_has_nothing_to_reword():
    assert codes(proved(standfirst="")) == []


def test_a_name_that_a_headline_alone_has_is_a_warning():
    finding = only(proved(headline="Harbour towns send sandbags to Freedonia"))

    assert (finding.code, finding.severity) == ("name-not-found", "warning")
    assert finding.message.startswith("the headline names “Freedonia”")


def test_a_headline_of_an_editors_own_may_name_whom_the_sources_name():
    assert codes(proved(headline="The Outlet hears Ada Roe and Cy Doe")) == []


def test_an_address_that_stands_in_for_a_headline_names_nobody():
    url = "https://outlet.example/News/Freedonia"
    page = Source(outlet="Outlet", url=url)
    report = proved(
        headline=" ", bylines=(Byline(source=page),), summaries={url: SUMMARY}
    )

    assert codes(report) == []
