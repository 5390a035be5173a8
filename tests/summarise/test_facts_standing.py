"""What may stand alone, and what is left off a sentence's front so that it may."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digest.model import Article
from digest.summarise import summarise

Build = Callable[..., Article]
STANDING = "Slovakia opened a new bridge over the Danube near Bratislava on Monday."
PIECES = st.sampled_from(
    [
        "Slovakia opened the bridge at Komarno in May 2024. ",
        "But Slovakia kept 40 old ferries on the Danube. ",
        "KOMARNO, May 5 (Reuters) — ",
        "(CNN)",
        "He said that the Danube was high. ",
        "“We are here,” said Mira Kovacs. ",
        "\n\n",
        "🙂\u200e ",
        "5 тис. осіб у м. Києві. ",
    ]
)


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        (f"(CNN){STANDING}", STANDING),
        (f"Komarno, Slovakia (CNN) — {STANDING}", STANDING),
        (f"KOMARNO, May 5 (Reuters) - {STANDING}", STANDING),
        (f"KOMARNO — {STANDING}", STANDING),
        (f"But {STANDING}", STANDING),
        (f"However, {STANDING}", STANDING),
        (f"Meanwhile, {STANDING}", STANDING),
    ],
)
def test_what_only_ties_a_sentence_to_its_place_is_left_off(
    an_article: Build, written: str, printed: str
):
    (fact,) = summarise(an_article(written)).facts

    assert fact.text == printed
    assert fact.span is not None
    assert fact.span.of(written) == printed


@pytest.mark.parametrize(
    "whole",
    [
        "The European Union (EU) promised Komarno a second bridge over the Danube.",
        "But for the ferry, the town of Komarno would have no way across the Danube.",
    ],
)
def test_nothing_else_is_left_off(an_article: Build, whole: str):
    found = [fact.text for fact in summarise(an_article(whole)).facts]

    assert found in ([whole], [])


@pytest.mark.parametrize(
    "standing",
    [
        "Both Slovakia and Hungary want a second bridge over the Danube by 2030.",
        "One in five people of Komarno crosses the Danube every day of the week.",
        "When Slovakia opened the bridge, the ferries of Komarno lost their trade.",
        "This week, the town of Komarno opens its new bridge over the Danube.",
        "A man from Komarno crossed the Danube on foot after he had missed a ferry.",
        "Mira Kovacs says she crossed the Danube by ferry for more than ten years.",
    ],
)
def test_a_sentence_that_says_itself_what_it_means_stands(
    an_article: Build, standing: str
):
    facts = summarise(an_article(f"{STANDING} {standing}"), facts=5).facts

    assert standing in [fact.text for fact in facts]


@pytest.mark.parametrize(
    "hanging",
    [
        "Half of it is to be paid by the European Union before the end of 2030.",
        "Ukrainian law would have kept her away from the bridges of the Danube.",
        "The bridge of Komarno will be painted again next spring, he said.",
        "Of the three bridges on the plan, Komarno drew the fewest questions.",
        "There, the mayor of Komarno opened the second bridge over the Danube.",
    ],
)
def test_a_sentence_that_leans_on_another_does_not(an_article: Build, hanging: str):
    facts = summarise(an_article(f"{STANDING} {hanging}"), facts=5).facts

    assert [fact.text for fact in facts] == [STANDING]


def test_an_articles_first_sentence_may_open_as_only_a_first_one_can(
    an_article: Build,
):
    first = "It has been almost three years since Slovakia began to build the bridge."

    alone = summarise(an_article(f"{first} {STANDING}"), facts=3).facts
    later = summarise(an_article(f"{STANDING} {first}"), facts=3).facts

    assert first in [fact.text for fact in alone]
    assert first not in [fact.text for fact in later]


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    text=st.lists(PIECES, max_size=40).map("".join),
    limit=st.one_of(st.none(), st.integers(0, 9)),
    language=st.sampled_from(["en", "uk", "zz"]),
)
def test_facts_are_exact_and_never_overlap_and_no_more_than_asked_for(
    an_article: Build, text: str, limit: int | None, language: str
):
    summary = summarise(an_article(text, language=language), facts=limit)

    spans = sorted((fact.span.start, fact.span.end) for fact in summary.facts)
    assert all(fact.span.of(text) == fact.text for fact in summary.facts)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
    assert limit is None or len(spans) <= limit
    assert all(fact.kind in {"figure", "event", "claim"} for fact in summary.facts)
