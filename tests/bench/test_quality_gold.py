from collections import Counter

import pytest

from bench import gold_facts, gold_quotes
from bench.answers import Counted
from bench.gold import GoldFigure
from bench.gold_scores import percents
from bench.spans import Place
from tests.bench.builders import a_gold_article, a_gold_quote, said

TEXT = (
    "“We built the dyke,” said Anna Lind, the mayor. “It will hold.”\n\n"
    "The “new normal” costs 11,000 sacks a year. It must end. Sacks are dear."
)
BUILT = a_gold_quote(
    "We built the dyke,", "It will hold.", speaker="Anna Lind", role="the mayor"
)
ARTICLE = a_gold_article(TEXT, quotes=(BUILT,), not_quotes=("new normal",))


def both(speaker, **more):
    return (
        said(TEXT, "We built the dyke,", speaker, **more),
        said(TEXT, "It will hold.", speaker, **more),
    )


def quotations(*answers, article=ARTICLE, threshold=0.8):
    return percents(gold_quotes.quotations(article, answers, threshold=threshold))


def test_a_perfect_answer_scores_a_hundred_throughout():
    found = quotations(*both("Anna Lind", role="mayor"))

    assert found == dict.fromkeys(found, 100)
    assert "printed-right" in found


def test_a_last_name_is_right_but_not_in_full():
    found = quotations(*both("Lind"))

    assert found["speaker-right"] == 100
    assert found["named-in-full"] == 0


def test_another_name_for_the_same_is_right_too():
    quote = a_gold_quote("We built the dyke,", speaker="an insurer", also=("Per Holm",))
    article = a_gold_article(TEXT, quotes=(quote,))

    found = quotations(*both("Per Holm"), article=article)

    assert found["speaker-right"] == 100


def test_a_wrong_speaker_is_printed_only_where_it_is_known_surely():
    sure = quotations(*both("Per Holm", confidence=0.8))
    unsure = quotations(*both("Per Holm", confidence=0.79))

    assert sure["printed-right"] == 0
    assert "printed-right" not in unsure


def test_an_utterance_printed_under_one_of_two_speakers_is_wrong():
    article = a_gold_article(
        TEXT,
        quotes=(
            a_gold_quote("We built the dyke,", speaker="Anna Lind"),
            a_gold_quote("It will hold.", speaker="Per Holm"),
        ),
    )

    assert quotations(*both("Anna Lind"), article=article)["printed-right"] == 0
    assert quotations(*both("Per Holm"), article=article)["printed-right"] == 0


def test_naming_anybody_is_wrong_where_the_article_names_nobody():
    article = a_gold_article(
        TEXT, quotes=(a_gold_quote("It will hold.", speaker=None),)
    )

    named = quotations(said(TEXT, "It will hold.", "Anna Lind"), article=article)
    silent = quotations(said(TEXT, "It will hold.", None), article=article)

    assert named["printed-right"] == 0
    assert "printed-right" not in silent
    assert "coverage" not in silent


def test_half_an_utterance_is_not_covered():
    found = quotations(said(TEXT, "We built the dyke,", "Anna Lind"))

    assert found["speaker-right"] == 100
    assert found["coverage"] == 0
    assert found["spans"] == pytest.approx(200 / 3)


def test_a_scare_quote_that_is_reported_is_not_kept_out():
    found = quotations(said(TEXT, "new normal", None))

    assert found["kept-out"] == 0


def test_a_mixed_quotation_must_be_known_as_one():
    assert quotations(*both("Lind", mixed=True))["mixed-right"] == 0


def test_words_said_twice_are_looked_up_where_they_are_quoted():
    text = "It will hold, they hoped. “It will hold,” said Anna Lind."
    quote = a_gold_quote("It will hold,", speaker="Anna Lind")

    (places,) = gold_quotes.located(a_gold_article(text, quotes=(quote,)))

    assert places[0].start == text.index("“") + 1


def facts(*sentences, **labels):
    article = a_gold_article(TEXT, **labels)
    starts = [(TEXT.index(one), one) for one in sentences]
    places = [Place(start, start + len(one)) for start, one in starts]
    return percents(gold_facts.facts(article, places, first=places))


def test_key_facts_are_told_from_fine_ones_and_from_those_never_to_be_printed():
    found = facts(
        "The “new normal” costs 11,000 sacks a year.",
        "Sacks are dear.",
        "It must end.",
        key=("The “new normal” costs 11,000 sacks a year.",),
        fine=("Sacks are dear.",),
        never=("It must end.",),
    )

    assert found == {
        "facts-key": pytest.approx(100 / 3),
        "facts-good": pytest.approx(200 / 3),
        "facts-not-never": pytest.approx(200 / 3),
    }


def test_a_fact_that_takes_a_hanging_sentence_along_is_one_never_to_be_printed():
    found = facts(
        "The “new normal” costs 11,000 sacks a year. It must end.",
        key=("The “new normal” costs 11,000 sacks a year.",),
        never=("It must end.",),
    )

    assert (found["facts-key"], found["facts-not-never"]) == (0, 0)


def test_two_facts_that_say_the_same_are_one_too_many():
    same = (("It must end.", "Sacks are dear."),)

    assert facts("It must end.", "Sacks are dear.", same=same)["facts-once"] == 0
    assert facts("It must end.", same=same)["facts-once"] == 100


SENTENCE = "The “new normal” costs 11,000 sacks a year."
FIGURE = GoldFigure(figure="11,000", unit="", counts="sacks", sentence=SENTENCE)


@pytest.mark.parametrize(
    ("figure", "what", "expected"),
    [
        ("11,000", "sacks a year", {"figures-found": 100, "figures-counted": 100}),
        ("11,000", "years", {"figures-found": 100, "figures-counted": 0}),
        ("12,000", "sacks a year", {"figures-found": 0}),
    ],
)
def test_a_figure_is_found_with_what_it_counts(figure, what, expected):
    start = TEXT.index("11,000")
    counted = Counted(place=Place(start, start + 12), figure=figure, what=what)

    tally = gold_facts.figures(a_gold_article(TEXT, figures=(FIGURE,)), [counted])

    assert percents(tally) == expected


def test_what_is_not_counted_has_no_score():
    assert percents(Counter()) == {}
