"""The real article that the first edition had to be right on, where it is at hand."""

from collections.abc import Callable
from pathlib import Path

import pytest

from digest.model import Article, Summary
from digest.summarise import in_order, summarise

PAGE = Path(__file__).parents[3] / "shared" / "data" / "ukrainealert-north-korea.txt"


@pytest.fixture
def summary(an_article: Callable[..., Article]) -> Summary:
    if not PAGE.is_file():
        pytest.skip("the real article is other people's text and not in the repository")
    title, *rest = PAGE.read_text(encoding="utf-8").strip().split("\n\n")
    end = next(at for at, text in enumerate(rest) if "entire world.”" in text) + 1
    signup = rest.index("Stay updated")
    body = [*rest[:signup], *rest[signup + 2 : end]]
    return summarise(an_article("\n\n".join(body), title=title))


def test_it_has_three_utterances_with_their_speakers(summary: Summary):
    said = [
        (quote.speaker, quote.role, len(quote.segments), quote.mixed)
        for quote in in_order(summary.quotes)
    ]

    assert said == [
        ("senior US officials", None, 1, True),
        (
            "Yaroslav Chepurnyi",
            "Ukrainian army spokesman, Lieutenant Colonel",
            1,
            False,
        ),
        ("Andrii Yusov", "Ukrainian military intelligence spokesman", 2, False),
    ]


def test_the_utterances_are_whole(summary: Summary):
    partial, infantry, challenge = in_order(summary.quotes)

    assert partial.text.startswith("more capable of")
    assert partial.text.endswith("its neighbors")
    assert infantry.text.startswith("They are young")
    assert infantry.text.endswith("good infantryman")
    assert challenge.text.startswith("For the first time in decades")
    assert challenge.text.endswith("entire world.")


def test_its_figures_are_among_the_facts(summary: Summary):
    figures = ("11,000 soldiers", "1.3 million active", "$2000")

    found = [
        figure
        for figure in figures
        if any(figure in fact.text for fact in summary.facts)
    ]

    assert found == list(figures)


def test_it_opens_with_a_fact_that_stands_on_its_own(summary: Summary):
    assert summary.standfirst in summary.facts
