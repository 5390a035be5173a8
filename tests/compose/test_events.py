"""One event, one story; one text, one telling; and nothing that ties two events."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.compose import events
from digest.model import Article
from tests.compose.test_compose import (
    HARVEST,
    PACT,
    PACT_AGAIN,
    a_summary,
    an_article,
    composed,
)

WIRE = (
    "A storm tore the roof off the fish market of Sandvik on Monday, the mayor said."
    "\n\nForty stalls were lost, and 3 people were hurt by falling slates."
    "\n\nThe market was built in 1931; a new roof was planned for the summer."
    "\n\nFishers will sell from their boats until the council has met on Thursday."
)
OTHER = (
    "The council of Sandvik voted on Thursday for a new fish market at the north pier."
    "\n\nIt will cost 14 million crowns and have room for 60 stalls."
)


def grouped(*articles: Article) -> set[frozenset[str]]:
    """Return the events as sets of outlets."""
    return {
        frozenset(article.outlet for text in event for article in text.articles)
        for event in events(articles)
    }


def originals(*articles: Article) -> list[str]:
    return [text.original.outlet for event in events(articles) for text in event]


def test_the_earliest_of_several_copies_is_the_original():
    late = an_article(WIRE, outlet="Late", title="Storm", days_old=1)
    early = an_article(WIRE, outlet="Early", title="Roof gone", days_old=1.2)
    last = an_article(WIRE, outlet="Last", title="Market", days_old=0.5)

    assert originals(late, early, last) == ["Early"]


def test_of_copies_dated_alike_the_first_given_is_the_original():
    one, two = (an_article(WIRE, outlet=outlet) for outlet in ("One", "Two"))

    assert originals(two, one) == ["Two"]


@pytest.mark.parametrize(
    "edited",
    [
        WIRE.rpartition("\n\n")[0],
        WIRE.replace("Forty", "Some forty").replace("’", "'"),
        WIRE + "\n\nOur readers sent pictures of the stalls, which we print inside.",
        WIRE.replace("\n\n", "\n\n\n").upper(),
    ],
    ids=["cut", "edited", "added to", "set otherwise"],
)
def test_a_copy_that_was_edited_is_still_one(edited: str):
    articles = [an_article(WIRE, outlet="A"), an_article(edited, outlet="B")]

    assert originals(*articles) == ["A"]


def test_an_article_that_quotes_a_text_and_adds_more_is_no_copy():
    report = f"{WIRE}\n\n{PACT}\n\n{HARVEST}"
    articles = [an_article(WIRE, outlet="A"), an_article(report, outlet="B")]

    assert originals(*articles) == ["A", "B"]


def test_a_roundup_is_not_the_original_of_what_it_tells():
    roundup = f"{WIRE}\n\n{PACT}\n\n{HARVEST}\n\n{PACT_AGAIN}"
    early = an_article(roundup, outlet="Roundup", title="Today", days_old=2)
    pact = an_article(PACT_AGAIN, outlet="Pact", title="Boats")

    assert originals(early, pact) == ["Roundup", "Pact"]


def test_an_outlets_daily_form_is_a_story_of_its_own_each_day():
    form = "The gauge at Niederau stood at {} centimetres this morning, the lock said. "
    rest = (
        "Ferries run as planned between the two banks of the river, every hour. "
        "The lock is open from six in the morning to ten in the evening. "
        "Skippers are asked to keep to the eastern channel below the old mill. "
    )
    days = [
        an_article(form.format(n) + rest, title="River report", days_old=days_old)
        for n, days_old in ((212, 1), (347, 2))
    ]

    assert len(events(days)) == 2


def test_what_an_outlet_prints_twice_is_one_text():
    twice = [an_article(WIRE, title="Storm", days_old=n) for n in (1, 2)]
    twice[1] = replace(
        twice[1], entry=replace(twice[1].entry, url="https://baltic-post.example/2")
    )

    assert len(originals(*twice)) == 1


def test_teasers_that_say_the_same_are_not_copies():
    teaser = "The newest episode is out now, listen to it."
    articles = [an_article(teaser, outlet=o, title=o, dated=False) for o in ("A", "B")]

    assert len(events(articles)) == 2


def test_a_roundup_that_mentions_two_events_does_not_tie_them():
    hub = an_article(f"{PACT} {HARVEST} {OTHER}", outlet="Hub", title="In brief")
    pact = an_article(PACT_AGAIN, outlet="Pact", title="Boats from Paldiski")
    wheat = an_article(HARVEST, outlet="Field", title="A good harvest")

    found = grouped(hub, pact, wheat)

    assert not any({"Pact", "Field"} <= outlets for outlets in found)


def test_a_chain_of_likenesses_does_not_tie_its_ends():
    ends = (f"{PACT} {PACT_AGAIN}", f"{HARVEST} {HARVEST}")
    middle = an_article(f"{PACT_AGAIN} {HARVEST}", outlet="Middle", title="Both")
    one, two = (an_article(end, outlet=end[:5], title=end[:9]) for end in ends)

    found = grouped(one, middle, two)

    assert not any({PACT[:5], HARVEST[:5]} <= outlets for outlets in found)


def test_names_are_known_again_in_another_case():
    one = an_article(
        "Міст через Сулку відкрили між Лозівкою та Ставищем. Будував Лев Матвієнко.",
        outlet="Перша",
        title="Міст через Сулку",
    )
    two = an_article(
        "Лозівка і Ставище знову мають міст. Сулка розлилася. Лева Матвієнка чекали.",
        outlet="Друга",
        title="Першою проїхала швидка",
    )

    assert len(grouped(one, two)) == 1


@given(st.permutations(range(5)))
def test_the_events_do_not_depend_on_the_order_of_articles(order: list[int]):
    articles = [
        an_article(PACT, outlet="A"),
        an_article(PACT_AGAIN, outlet="B", title="Boats from Paldiski"),
        an_article(HARVEST, outlet="C", title="A good harvest"),
        an_article(WIRE, outlet="D", title="Storm", days_old=1.5),
        an_article(WIRE, outlet="E", title="Roof"),
    ]

    assert grouped(*(articles[place] for place in order)) == grouped(*articles)


def test_copies_are_named_and_tell_nothing_twice():
    facts = tuple(WIRE.split("\n\n"))
    copies = [
        a_summary(
            an_article(WIRE, outlet=outlet, title=outlet, days_old=n), facts=facts
        )
        for n, outlet in ((2, "Wire"), (1, "Courier"), (1.5, "Herald"))
    ]

    (story,) = composed(*copies).stories

    assert [b.source.outlet for b in story.bylines] == ["Wire", "Courier", "Herald"]
    assert {fact.source.outlet for fact in story.facts} == {"Wire"}
    assert story.bylines[1].minutes is None
