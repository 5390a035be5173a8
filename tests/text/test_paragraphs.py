import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.text.paragraphs import minutes, paragraphs, words


def of(text):
    return [span.of(text) for span in paragraphs(text)]


def test_blank_lines_part_paragraphs():
    assert of("\n One\ntwo. \n \n\nThree.\n") == ["One\ntwo.", "Three."]


def test_without_blank_lines_each_line_is_a_paragraph():
    assert of("One.\nTwo.\n") == ["One.", "Two."]


def test_an_empty_text_has_no_paragraphs():
    assert of(" \n\n ") == []


@settings(max_examples=100, deadline=None)
@given(st.text(st.sampled_from("ab \n\t."), max_size=40))
def test_no_word_is_lost_between_paragraphs(text):
    assert " ".join(of(text)).split() == text.split()


def test_a_word_keeps_its_apostrophe_and_hyphen():
    assert words("Don’t co-operate, it's 7 days") == 5


@pytest.mark.parametrize(("count", "expected"), [(0, 1), (1, 1), (230, 1), (231, 2)])
def test_reading_time_is_whole_minutes_and_never_none(count, expected):
    assert minutes(count) == expected
