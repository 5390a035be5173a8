import pytest

from bench.answers import Text
from bench.baselines import nearest_name


def said(text):
    found = nearest_name(Text(title="", text=text))
    return [(text[one.place.start : one.place.end], one.speaker) for one in found]


@pytest.mark.parametrize("marks", ['""', "“”", "„“", "«»"])
def test_marks_are_paired_and_the_nearest_name_speaks(marks):
    opening, closing = marks
    text = f"{opening}We have built the dyke,{closing} said Anna Lind on Friday."

    assert said(text) == [("We have built the dyke,", "Anna Lind")]


def test_a_last_name_is_a_name_where_the_full_one_stands():
    text = "Anna Lind came.\n\nThe dyke? “It will surely hold now,” Lind said in Oslo."

    assert said(text) == [("It will surely hold now,", "Lind")]


def test_short_stretches_are_no_quotations():
    assert said("The “new normal” of Anna Lind.") == []


def test_without_any_name_nobody_speaks():
    assert said("“We have built the dyke,” they said.") == [
        ("We have built the dyke,", None)
    ]


def test_a_stretch_that_is_not_closed_ends_with_its_paragraph():
    text = "Anna Lind: “We have built the dyke.\n\n“It will surely hold now.”"

    assert [stretch for stretch, _ in said(text)] == [
        "We have built the dyke.",
        "It will surely hold now.",
    ]
