import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.spans import Place, matches, overlap, rates, trimmed

places = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 40)).map(
        lambda pair: Place(pair[0], pair[0] + pair[1])
    ),
    max_size=8,
    unique=True,
)


def test_a_span_is_trimmed_to_its_letters_and_digits():
    text = "He said: “We will, of course,” twice."

    place = trimmed(text, text.index("“"), text.index("”") + 1)

    assert text[place.start : place.end] == "We will, of course"


def test_a_span_of_marks_alone_is_empty():
    place = trimmed("a … b", 1, 4)

    assert place.start == place.end


def test_spans_that_share_four_fifths_match():
    assert matches([Place(0, 8)], [Place(0, 10)]) == {0: 0}


def test_spans_that_share_less_do_not():
    assert matches([Place(0, 7)], [Place(0, 10)]) == {}


def test_of_two_that_match_the_closer_one_is_taken():
    assert matches([Place(0, 9), Place(0, 10)], [Place(0, 10)]) == {1: 0}


@given(places, places)
def test_no_span_matches_two(found, wanted):
    same = matches(found, wanted)

    assert len(set(same.values())) == len(same)


@given(places, places)
def test_a_span_found_exactly_is_always_matched(found, wanted):
    same = matches(found, wanted)

    assert all(at in same for at, place in enumerate(found) if place in wanted)


@given(places)
def test_overlap_does_not_depend_on_the_order(some):
    assert all(overlap(a, b) == overlap(b, a) for a in some for b in some)


def test_rates_are_precision_recall_and_their_harmonic_mean():
    found = rates(right=6, wrong=2, missed=4)

    assert (found.precision, found.recall) == (75.0, 60.0)
    assert found.f1 == pytest.approx(2 * 75 * 60 / (75 + 60))


def test_rates_of_nothing_are_zero():
    assert rates(right=0, wrong=0, missed=0).f1 == 0
