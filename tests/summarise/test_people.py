"""Whom a surname, a title or "he" means, and when the article does not tell."""

from collections.abc import Callable

import pytest

from digest.model import Article, Quote
from digest.summarise import in_order, summarise

Build = Callable[..., Article]
SAID = "“The bridge will open again before the first snow falls,”"
SURE = 0.8


def last_quote(article: Article) -> Quote:
    return in_order(summarise(article).quotes)[-1]


def test_a_pronoun_is_not_surely_the_only_man_far_above(an_article: Build):
    text = (
        "Robert Hudak drew the first plans.\n\nThe council paid for them.\n\n"
        f"The visit lasted for two days.\n\n{SAID} he said."
    )

    assert last_quote(an_article(text)).confidence < SURE


def test_a_nearer_man_of_unknown_first_name_is_whom_he_means(an_article: Build):
    text = (
        "Engineer Robert Hudak drew the plans with David Novak.\n\n"
        "Zsombor Kelemen, a welder who lives by the river, saw the first pier "
        f"rise.\n\n{SAID} he said."
    )

    assert last_quote(an_article(text)).speaker == "Zsombor Kelemen"


def test_a_bare_name_in_focus_keeps_another_from_being_sure(an_article: Build):
    text = (
        "Kelemen drew the plans. Kelemen then showed them to David Novak.\n\n"
        f"{SAID} he said."
    )

    quote = last_quote(an_article(text))

    assert quote.confidence < SURE


@pytest.mark.parametrize("introduced", ["President Kelemen", "Mr Kelemen"])
def test_who_has_a_title_and_one_name_can_be_meant(an_article: Build, introduced: str):
    text = f"{introduced} walked over the bridge with Susan Novak.\n\n{SAID} he said."

    assert last_quote(an_article(text)).speaker == "Kelemen"


def test_sir_and_a_first_name_are_the_full_name(an_article: Build):
    text = (
        f"Robert Hudak came on Monday. Sir Robert looked tired.\n\n{SAID} "
        "said Sir Robert."
    )

    assert last_quote(an_article(text)).speaker == "Robert Hudak"


def test_sir_and_a_first_name_that_is_never_full_stay_together(an_article: Build):
    assert last_quote(an_article(f"{SAID} said Sir Robert.")).speaker == "Sir Robert"


@pytest.mark.parametrize(
    "above",
    [
        "She had thanked Robert Hudak. He drew the plans in one night.",
        "Maybe Robert Hudak drew the plans in one night.",
        "The plans came from Slovakia’s Robert Hudak.",
        "The plans came from Secretary of State Robert Hudak.",
        "Brave Robert Hudak drew the plans in one night.",
    ],
)
def test_a_name_ends_with_its_sentence_and_begins_with_the_name(
    an_article: Build, above: str
):
    text = f"{above}\n\n{SAID} Hudak said."

    assert last_quote(an_article(text)).speaker == "Robert Hudak"


def test_a_place_is_never_surely_he(an_article: Build):
    text = (
        "South Moravia, where the river bends, took Robert Hudak in.\n\n"
        f"He now builds boats.\n\n{SAID} he said."
    )

    quote = last_quote(an_article(text))

    assert quote.speaker != "South Moravia" or quote.confidence < SURE


def test_a_surname_means_the_namesake_mentioned_last(an_article: Build):
    text = (
        "Robert Hudak came. Robert Hudak left. Robert Hudak came again.\n\n"
        f"Susan Hudak was there, too.\n\n{SAID} Hudak said."
    )

    assert last_quote(an_article(text)).speaker == "Susan Hudak"


@pytest.mark.parametrize(
    "pointer", ["the expert", "the former president", "the 56-year-old", "his team"]
)
def test_a_pointer_to_nobody_named_is_not_sure(an_article: Build, pointer: str):
    assert last_quote(an_article(f"{SAID} {pointer} said.")).confidence <= 0.55


def test_an_unnamed_source_is_a_speaker(an_article: Build):
    quote = last_quote(an_article(f"{SAID} a senior adviser said."))

    assert (quote.speaker, quote.confidence >= SURE) == ("a senior adviser", True)


def test_a_surname_of_two_is_not_surely_either(an_article: Build):
    text = (
        "Robert Hudak and Susan Hudak came to the bridge. Robert Hudak spoke first, "
        f"and Susan Hudak spoke after him.\n\n{SAID} Hudak said."
    )

    assert last_quote(an_article(text)).confidence < SURE


def test_he_is_not_the_unnamed_speaker_where_somebody_is_named_since(
    an_article: Build,
):
    text = (
        f"{SAID} a guard said. Robert Hudak read the letter twice. "
        "“We will walk across it before anybody else does,” he said."
    )

    assert last_quote(an_article(text)).speaker == "Robert Hudak"
