"""Which figures an edition shows, and how sure it must be of a speaker."""

from dataclasses import replace

import pytest

from digest.model import Number, Source
from tests.compose.test_compose import (
    HARVEST,
    PACT,
    PACT_AGAIN,
    WEEKLY,
    a_quote,
    a_summary,
    an_article,
    composed,
)


def counting(*numbers, text=PACT, outlet="Baltic Post", **article):
    summary = a_summary(an_article(text, outlet=outlet, **article))
    source = Source(outlet=outlet, url=summary.article.entry.url)
    found = tuple(
        Number(figure=figure, counted=counted, source=source, unit=unit)
        for figure, counted, unit in numbers
    )
    return replace(summary, numbers=found)


def stories(*numbers_of_each):
    """Summaries that share no event, the first the most important."""
    return [
        counting(
            *numbers,
            text=f"Town{n} opened its gate{n} to traders{n}. " * 4,
            title=f"Town{n}",
            outlet=f"Outlet {n}",
            days_old=1 + n,
        )
        for n, numbers in enumerate(numbers_of_each)
    ]


def a_figure(figure, counted="patrol boats a year", unit=""):
    return figure, counted, unit


BOATS = a_figure("24", "patrol boats a year")
MONEY = a_figure("340 million", "euro yard at Paldiski", "€")
WHEAT = a_figure("4.1 million", "tonnes of wheat", "t")
SHARE = a_figure("12 percent", "of all grain contracts", "%")


def shown(*summaries, most=4):
    newsletter = WEEKLY.model_copy(update={"max_numbers": most})
    return [n.figure for n in composed(*summaries, newsletter=newsletter).numbers]


def test_each_story_gives_its_best_number_the_big_news_first():
    assert shown(*stories([BOATS, SHARE], [MONEY], [WHEAT])) == [
        "24",
        "340 million",
        "4.1 million",
    ]


def test_there_are_at_most_as_many_as_the_settings_say():
    four = stories([BOATS], [MONEY], [WHEAT], [SHARE])

    assert len(shown(*four, most=3)) == 3
    assert shown(*four, most=0) == []


def test_few_stories_give_two_each_side_by_side():
    assert shown(*stories([BOATS, SHARE], [MONEY])) == [
        "24",
        "12 percent",
        "340 million",
    ]


def test_fewer_than_three_make_no_block():
    edition = composed(*stories([BOATS], [MONEY]))

    assert edition.by_the_numbers is None


@pytest.mark.parametrize(
    "again",
    [
        a_figure("24", "storm wardens in Odesa"),
        a_figure("about 24", "storm wardens in Odesa"),
        a_figure("26", "patrol boats each year"),
    ],
)
def test_no_figure_is_shown_twice_nor_what_it_counts(again):
    assert shown(*stories([BOATS], [again], [MONEY], [WHEAT])) == [
        "24",
        "340 million",
        "4.1 million",
    ]


def test_one_event_told_twice_gives_one_number():
    once = counting(BOATS)
    again = counting(MONEY, text=PACT_AGAIN, outlet="Other", title="Pact signed")
    wheat = counting(WHEAT, text=HARVEST, outlet="Field", title="Wheat", days_old=3)

    found = shown(once, again, wheat, *stories([SHARE]))

    assert len(found) == 3
    assert not {"24", "340 million"} <= set(found)


def test_the_block_has_the_heading_it_is_given():
    edition = composed(*stories([BOATS], [MONEY], [WHEAT]))

    assert edition.by_the_numbers.title == "By the numbers"


# ── how sure it must be who speaks ────────────────────────────────────────────────


def printed(quote, confidence):
    newsletter = WEEKLY.model_copy(update={"speaker_confidence": confidence})
    return composed(a_summary(quotes=(quote,)), newsletter=newsletter).stories[0].quotes


@pytest.mark.parametrize(
    ("threshold", "is_printed"), [(0.0, True), (0.6, True), (0.61, False), (1.0, False)]
)
def test_a_quotation_needs_the_confidence_that_the_settings_ask_for(
    threshold, is_printed
):
    assert bool(printed(a_quote(confidence=0.6), threshold)) == is_printed


def test_a_quotation_of_nobody_is_never_printed():
    assert printed(a_quote(speaker=None, confidence=1.0), 0.0) == ()
