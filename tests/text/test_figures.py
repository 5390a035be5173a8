import pytest

from digest.text.figures import figures


def values(text):
    return [figure.value for figure in figures(text)]


@pytest.mark.parametrize(
    "other", ["11 000", "11\u00a0000", "11\u202f000", "11’000", "11000"]
)
def test_grouping_marks_make_no_difference(other):
    assert values(f"sent {other} men") == values("sent 11,000 men")


@pytest.mark.parametrize("other", ["11", "12,000", "11,000,000", "11 million", "11 %"])
def test_another_amount_is_another_figure(other):
    assert values(f"sent {other} men") != values("sent 11,000 men")


def test_a_figure_knows_where_it_stands():
    text = "They sent 11,000 men and 40 % of the rest in 2024."

    assert [figure.span.of(text) for figure in figures(text)] == [
        figure.text for figure in figures(text)
    ]
    assert len(figures(text)) == 3


def test_a_text_without_digits_has_no_figures():
    assert figures("Two thirds of none.") == ()
