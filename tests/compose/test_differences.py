"""Where sources differ on a figure: both sides shown, and never a false alarm."""

from dataclasses import replace

import pytest

from digest.compose.differences import differences
from digest.model import Article
from tests.compose.test_compose import a_summary, an_article, composed

PLACE = " The bridge at Varnholt fell on Monday. The search for the bus goes on."


def told(text: str, outlet: str, **article: object) -> Article:
    return an_article(text + PLACE, outlet=outlet, title=outlet, **article)  # type: ignore[arg-type]


def shown(one: str, other: str, **article: object) -> list[list[str]]:
    """Return the sides of each difference between two outlets, as printed."""
    articles = [told(one, "A"), told(other, "B", **article)]
    return [
        [number.text for number in difference.numbers]
        for difference in differences(articles, title="Sources differ")
    ]


TWELVE = "Police said 12 people were killed on Monday."


@pytest.mark.parametrize(
    ("one", "other", "sides"),
    [
        (
            TWELVE,
            "At least 15 people were killed in Varnholt, doctors told reporters.",
            ["12 people were killed", "At least 15 people were killed"],
        ),
        (
            "The fire left 23 people injured.",
            "Doctors counted 31 people injured by Monday.",
            ["23 people injured", "31 people injured"],
        ),
        (
            "About 1,200 homes lost power.",
            "Up to 800 homes lost power.",
            ["About 1,200 homes lost power", "Up to 800 homes lost power"],
        ),
        (
            "Медики кажуть: 14 людей загинули.",
            "Щонайменше 16 людей загинули, каже поліція.",
            ["14 людей загинули", "Щонайменше 16 людей загинули"],
        ),
    ],
)
def test_both_sides_are_shown_in_their_own_words(one, other, sides):
    assert shown(one, other) == [sides]


@pytest.mark.parametrize(
    "other",
    [
        "Doctors said 31 people were injured on Monday.",
        "Police said 12 people were killed on Monday.",
        "More than 10 people were killed on Monday.",
        "About 13 people were killed on Monday.",
        "Up to 20 people were killed on Monday.",
        "At least 15 people were killed across the whole republic on Monday.",
        "Since 2019 another 15 people were killed on Monday.",
        "In all 15 people were killed this year.",
        "The 15 people were killed in another place.",
        "Of the dead, 15 people were killed last month.",
        "It is not true that 15 people were killed on Monday.",
        "Up to then nobody knew whether 15 people were killed on Monday.",
        "Neighbours feared that 15 people were killed on Monday.",
        "“We hear that 15 people were killed on Monday,” she said.",
        "Between 14 and 15 people were killed on Monday.",
        "Some 1,500 people were killed on Monday.",
        "Later reports spoke of 15 people.",
        "At first 12 came in. Then 15 people were killed on Monday.",
        "15 percent of people were killed on Monday.",
        "Were 15 people killed on Monday?",
        "15.5 million people were killed on Monday.",
    ],
)
def test_what_may_mean_something_else_is_not_shown_as_differing(other: str):
    assert shown(TWELVE, other) == []


def test_rounded_figures_agree_with_exact_ones():
    assert shown("It left 1,187 homes dark.", "It left 1,200 homes dark.") == []


def test_a_later_toll_is_news_and_no_contradiction():
    assert shown(TWELVE, "Now 15 people were killed on Monday.", days_old=3) == []


def test_an_outlet_does_not_contradict_itself():
    articles = [
        told(TWELVE, "A"),
        told("Police said 15 people were killed on Monday.", "A"),
    ]

    assert differences(articles, title="") == ()


def test_a_language_whose_words_are_not_known_is_left_alone():
    texts = ("12 Menschen starben gestern.", "15 Menschen starben gestern.")
    one, two = (told(text, text[:2]) for text in texts)

    assert differences([one, two], title="") != ()

    german = [replace(article, language="de") for article in (one, two)]
    assert differences(german, title="") == ()


def test_three_outlets_make_one_difference_of_a_figure():
    articles = [
        told(TWELVE, "A"),
        told("Police said 12 people were killed on Monday.", "B"),
        told("At least 15 people were killed on Monday.", "C"),
    ]

    (difference,) = differences(articles, title="Sources differ")

    assert [number.source.outlet for number in difference.numbers] == ["A", "C"]


def test_a_hostile_text_takes_no_time():
    texts = ["12 people were killed " * 9000, "at least 1 " * 20_000, "a " * 99_000]

    for text in texts:
        assert shown(text, TWELVE) is not None


def test_a_story_shows_where_its_sources_differ():
    one = a_summary(told(TWELVE, "A"))
    other = a_summary(told("Doctors said 15 people were killed on Monday.", "B"))

    (story,) = composed(one, other).stories

    (difference,) = story.differences
    assert difference.title == "Sources differ"
    assert {n.source.outlet: n.figure for n in difference.numbers} == {
        "A": "12",
        "B": "15",
    }
