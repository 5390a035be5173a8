"""What is to be corrected once an article was changed, and what need not be."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from digest.manuscript import check, outdated, read, write
from digest.model import Byline, ByTheNumbers, Corrections, Number, Source
from digest.summarise import summarise
from tests.manuscript.editions import PAGE, a_story, an_edition
from tests.manuscript.sources import (
    COST,
    FERRIES,
    SANDBAGS,
    SUMMARY,
    TEXT,
    WALL,
    fact,
    quote,
)

MAYOR = "the mayor of Port Ansel"
WHEN = datetime(2025, 1, 18, tzinfo=UTC)
OTHER = Source(outlet="Other", url="https://other.example/page")


def summaries(*changes, text=TEXT, title=None, updated=WHEN):
    """Return the article's summary after these changes to its text."""
    for was, now in changes:
        assert was in text
        text = text.replace(was, now)
    entry = SUMMARY.article.entry
    article = replace(
        SUMMARY.article,
        entry=replace(entry, title=title or entry.title),
        text=text,
        updated=updated,
    )
    return {PAGE.url: summarise(article)}


def sent(*, facts=(), quotes=(), numbers=(), **changes):
    block = ByTheNumbers(title="Numbers", numbers=numbers) if numbers else None
    said = {"headline": "Ten towns", "standfirst": FERRIES, **changes}
    story = a_story(facts=facts, quotes=quotes, bylines=(Byline(source=PAGE),))
    return an_edition(replace(story, **said), by_the_numbers=block)


def corrected(edition, known):
    return [(c.was, c.now, c.speaker) for c in outdated(edition, known)]


# ── quotations ────────────────────────────────────────────────────────────────────


def test_a_quotation_that_reads_differently_is_corrected_by_its_sentence():
    edition = sent(quotes=(quote(WALL, COST),))
    known = summaries(("a wall,” said", "this wall,” said"))

    assert corrected(edition, known) == [
        (
            f"{WALL} … {COST}",
            f"“We are not in favour of this wall,” said Ada Roe, {MAYOR}. “{COST}”",
            "Ada Roe",
        )
    ]


def test_a_quotation_that_is_gone_is_corrected_by_nothing():
    edition = sent(quotes=(quote("The sea does not wait,", speaker="Ben Poe"),))
    known = summaries(("“The sea does not wait,” warned Ben Poe.", "Ben Poe spoke."))

    assert corrected(edition, known) == [("The sea does not wait,", "", "Ben Poe")]


def test_a_quotation_that_another_said_is_corrected_by_who_says_it():
    edition = sent(quotes=(quote("The sea does not wait,", speaker="Ben Poe"),))
    known = summaries(("warned Ben Poe. He was", "warned Carl Moe. He was"))

    (correction,) = outdated(edition, known)

    assert correction.now == "“The sea does not wait,” warned Carl Moe."
    assert correction.speaker == "Ben Poe"


def test_typography_and_words_around_a_quotation_are_no_change():
    edition = sent(quotes=(quote(WALL, COST),))
    known = summaries(("“We are", '"We are'), ("wall,” said", 'wall," said'))

    assert corrected(edition, known) == []


# ── figures, and all other words ──────────────────────────────────────────────────


def test_a_figure_that_changed_is_corrected_wherever_it_was_printed_first():
    number = Number(figure="11,000", counted="sandbags north", source=PAGE)
    edition = sent(facts=(fact(SANDBAGS),), numbers=(number,))
    known = summaries(("11,000", "1,100"))

    assert corrected(edition, known) == [
        (SANDBAGS, SANDBAGS.replace("11,000", "1,100"), None)
    ]


def test_a_figure_of_the_numbers_alone_is_corrected_too():
    number = Number(figure="11,000", counted="sandbags north", source=PAGE)

    (correction,) = outdated(sent(numbers=(number,)), summaries(("11,000", "1,100")))

    assert correction.was == "11,000 sandbags north"
    assert correction.now == SANDBAGS.replace("11,000", "1,100")


def test_the_same_figure_elsewhere_in_the_article_does_not_save_a_changed_one():
    known = summaries(
        ("11,000", "1,100"), text=f"{TEXT}\n\nThe fence cost 11,000 euro."
    )

    assert len(outdated(sent(facts=(fact(SANDBAGS),)), known)) == 1


@pytest.mark.parametrize(
    "reworded",
    [
        "On Monday, harbour towns on the coast of the Marl sent 11,000 sandbags north.",
        "Monday saw towns of the Marl send north what they had. It was 11,000 bags.",
    ],
)
def test_a_sentence_that_says_the_same_figures_otherwise_needs_no_correction(reworded):
    known = summaries((SANDBAGS, reworded))

    assert corrected(sent(facts=(fact(SANDBAGS),)), known) == []


def test_words_between_marks_within_a_fact_count():
    said = (
        "A spokesman said that the plan was “more costly than useful” for its members."
    )
    known = summaries(("“more costly than useful”", "“more useful than costly”"))

    assert len(outdated(sent(facts=(fact(said),)), known)) == 1


def test_standfirst_and_headline_are_corrected_by_the_storys_source():
    headline = "Ten towns, 11,000 sandbags"
    edition = sent(headline=headline, standfirst=SANDBAGS)
    known = summaries(("11,000", "1,100"), title="Ten towns, 1,100 sandbags")

    assert corrected(edition, known) == [
        (headline, "Ten towns, 1,100 sandbags", None),
        (SANDBAGS, SANDBAGS.replace("11,000", "1,100"), None),
    ]


def test_what_the_article_reads_now_is_never_headline_and_text_in_one():
    title = "11,000 sandbags north"
    known = summaries(("11,000", "1,100"), title=title.replace("11,000", "1,100"))
    told = "Harbour towns along the Marl coast sent 11,000 sandbags north in a hurry."

    (headline, _) = outdated(sent(headline=title, facts=(fact(told),)), known)

    assert headline.now == "1,100 sandbags north"
    assert outdated(sent(facts=(fact(told),)), known)[0].now == SANDBAGS.replace(
        "11,000", "1,100"
    )


def test_a_storys_own_words_stand_as_long_as_one_of_its_sources_has_them():
    edition = sent(standfirst=SANDBAGS)
    lines = (Byline(source=PAGE), Byline(source=OTHER, published=date(2025, 1, 1)))
    story = replace(edition.stories[0], bylines=lines)
    edition = an_edition(story)
    changed = summaries(("11,000", "1,100"))[PAGE.url]
    other = summaries(updated=None)[PAGE.url]

    assert outdated(edition, {PAGE.url: changed}) == ()
    assert outdated(edition, {PAGE.url: changed, OTHER.url: other}) == ()


def test_without_an_update_nothing_is_corrected():
    edition = sent(facts=(fact(SANDBAGS),), quotes=(quote(WALL),))
    known = summaries(("11,000", "1,100"), ("a wall,” said", "it,” said"), updated=None)

    assert outdated(edition, known) == ()


# ── the promise ───────────────────────────────────────────────────────────────────


def test_what_is_due_passes_the_check():
    edition = sent(
        facts=(fact(SANDBAGS),),
        quotes=(quote(WALL, COST), quote("It never has,", speaker="Ben Poe")),
    )
    known = summaries(
        ("11,000", "1,100"), ("a wall,”", "this wall,”"), ("he added", "Carl Moe added")
    )
    due = outdated(edition, known)
    block = Corrections(title="Corrections", items=due)
    following = an_edition(a_story(standfirst=FERRIES), corrections=block)

    report = check(
        read(write(following), name="x"),
        known,
        printed={edition.name: read(write(edition), name="x")},
    )

    assert len(due) == 3
    assert [f.code for f in report.findings if f.severity == "error"] == []


def test_a_finding_tells_that_the_article_was_updated():
    known = summaries(("11,000", "1,100"))

    report = check(sent(facts=(fact(SANDBAGS),)), known)

    (told,) = [f for f in report.findings if f.code == "figure-not-found"]
    assert told.message.endswith("(the article was updated on 18 January 2025)")
