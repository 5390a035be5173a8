"""Which facts are taken together: how many, what first, of which kind."""

from collections.abc import Callable
from importlib.resources import files

import pytest

from digest.model import Article
from digest.summarise import summarise

Build = Callable[..., Article]
LEAD = "Slovakia opened a new bridge over the Danube at Komarno on Monday."
FIGURE = "The bridge of Komarno cost 117 million euros, a third more than planned."
PLAIN = "The bridge of Komarno is painted in a shade of green that nobody likes."
SIX = [
    f"Engineers of Komarno looked at pier {word} of the bridge for cracks and rust."
    for word in ("one", "two", "three", "four", "five", "six")
]


def test_no_more_facts_come_than_are_asked_for(an_article: Build):
    article = an_article(f"{LEAD}\n\n{FIGURE}\n\n{PLAIN}")

    assert [len(summarise(article, facts=count).facts) for count in (0, 1, 2)] == [
        0,
        1,
        2,
    ]


def test_what_says_what_the_article_is_about_comes_first(an_article: Build):
    summary = summarise(an_article(f"{PLAIN}\n\n{FIGURE}\n\n{LEAD}"), facts=3)

    assert summary.facts[0] == summary.standfirst


def test_after_the_first_paragraph_figures_come_before_what_has_none(
    an_article: Build,
):
    article = an_article("\n\n".join([LEAD, *SIX, PLAIN, FIGURE]))

    texts = [fact.text for fact in summarise(article, facts=5).facts]

    assert texts.index(FIGURE) < texts.index(PLAIN)


def test_sentences_that_say_the_same_give_one_fact(an_article: Build):
    facts = summarise(an_article("\n\n".join([LEAD, *SIX])), facts=5).facts

    assert len([fact for fact in facts if fact.text in SIX]) == 1


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (LEAD, "event"),
        (FIGURE, "figure"),
        (PLAIN, "claim"),
        ("Slovakia opened the bridge over the Danube on 14 January.", "event"),
        ("Slovakia signed the treaty on Jan. 14, 2024, in Komarno itself.", "event"),
        ("On 14 January, Slovakia sent 300 engineers to the Danube.", "figure"),
    ],
)
def test_a_date_is_no_figure(an_article: Build, text: str, kind: str):
    (fact,) = summarise(an_article(text)).facts

    assert fact.kind == kind


def test_every_weight_says_what_it_counts():
    weights = files("digest.summarise").joinpath("weights", "facts.toml")

    lines = weights.read_text(encoding="utf-8").splitlines()

    assert all("  # " in line for line in lines if " = " in line)
