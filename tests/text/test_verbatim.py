import unicodedata
from time import process_time

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from digest.text.verbatim import find, folded

few = settings(max_examples=150, deadline=None)

NASTY_WORDS = (
    "“We",
    "don’t”",
    "11,000",
    "1.3",
    "cafe\u0301",
    "café",
    "ко\u0301рабль",
    "Їжак",
    "й",
    "и\u0306",
    "co\u00adop",
    "ze\u200bro",
    "mo\x83jibake\x00",
    "\u200b",
    "‘tis",
    "rock’n’roll",
    "non-lethal",
    "—",
    "…",
    "«да»",
    "\u1112\u1161\u11ab",
    "한글",
    "q\u0323\u0307",
    "q\u0307\u0323",
    "क्षि",
    "שָׁלוֹם",
    "مُحَمَّد",
    "❤️",
    "👩‍👩‍👧",
    "Å",
    "\u212b",
    "ﬁn",
    "ß",
    "İ",
    "$2.5",
    "a",
    "A",
)
SPACES = (" ", "\n", "\n\n", "  ", "\u00a0", " \u200b ", "\u202f", "\t", "\u00ad ")
words = st.one_of(
    st.sampled_from(NASTY_WORDS),
    st.text(
        st.characters(exclude_categories=("Cs", "Z", "M", "Cc")), min_size=1, max_size=6
    ),
).filter(lambda word: not word[0].isspace() and not unicodedata.combining(word[0]))
texts = st.lists(st.tuples(words, st.sampled_from(SPACES)), min_size=1, max_size=12)


def joined(parts):
    return "".join(word + space for word, space in parts)


@few
@given(texts, st.data())
def test_any_run_of_whole_words_is_found(parts, data):
    begin = data.draw(st.integers(0, len(parts) - 1))
    end = data.draw(st.integers(begin + 1, len(parts)))
    wanted, text = joined(parts[begin:end]), joined(parts)
    assume(folded(wanted))

    span = find(wanted, text)

    assert span is not None
    assert folded(span.of(text)) == folded(wanted)


@few
@given(texts, st.data())
def test_what_is_found_begins_at_or_after_the_start(parts, data):
    begin = data.draw(st.integers(0, len(parts) - 1))
    text, start = joined(parts), len(joined(parts[:begin]))
    wanted = parts[begin][0]
    assume(folded(wanted))

    span = find(wanted, text, start=start)

    assert span is not None
    assert start <= span.start < span.end <= len(joined(parts[: begin + 1]))


@few
@given(texts, st.data())
def test_a_changed_letter_or_digit_is_never_found(parts, data):
    text = joined(parts)
    places = [at for at, character in enumerate(text) if character.isalnum()]
    assume(places)
    at = data.draw(st.sampled_from(places))
    other = data.draw(st.sampled_from("xX0öж"))
    changed = text[:at] + other + text[at + 1 :]
    assume(folded(changed) != folded(text))

    assert find(changed, text) is None


@few
@given(texts)
def test_how_letters_are_composed_makes_no_difference(parts):
    text = joined(parts)
    assume(folded(text))

    composed, decomposed = (
        unicodedata.normalize(form, text) for form in ("NFC", "NFD")
    )

    assert find(composed, decomposed) is not None
    assert find(decomposed, composed) is not None


@pytest.mark.parametrize(
    ("wanted", "text"),
    [
        ('don\'t "go"', "I say don’t “go” now"),
        ("don’t “go”", 'I say don\'t "go" now'),
        ("a b", "x a\u00a0\n\n b y"),
        ("40 %", "is 40\u202f% of"),
        ("cooperate", "to co\u00adoper\u200bate now"),
        ("café", "the cafe\u0301 is"),
        ("cafe\u0301", "the café is"),
        ("한글", "\u1112\u1161\u11ab\u1100\u1173\u11af"),
        ("«да»", "он сказал “да”."),
        ("whole", "whole"),
        ("nul control", "nu\x00l \x9fcontrol"),
        ("Ukraine", "“Ukraine” is"),
        ("Ukraine", "(Ukraine)—it"),
        ("can", "‘can’"),
        ("in 2024", "in 2024."),
        ("said", "“…”said"),
        ("word", "a word--another"),
    ],
)
def test_what_typesetting_changes_is_forgiven(wanted, text):
    span = find(wanted, text)

    assert span is not None
    assert folded(span.of(text)) == folded(wanted)


@pytest.mark.parametrize(
    ("wanted", "text"),
    [
        ("art", "a party"),
        ("par", "a party"),
        ("Art", "art"),
        ("can", "I can't go"),
        ("can", "I can’t go"),
        ("t", "I can’t go"),
        ("lethal", "non-lethal aid"),
        ("11", "11,000 men"),
        ("000", "11,000 men"),
        ("3", "1.3 million"),
        ("1", "1.3 million"),
        ("2024", "in 20245"),
        ("cafe", "the cafe\u0301 is"),
        ("ca", "the café is"),
        ("q", "q\u0323 here"),
        ("q\u0307", "q\u0323\u0307 here"),
        ("\u0301x", "e\u0301x"),
        ("a – b", "a — b"),
        ("a, b", "a b"),
        ("ab", "a b"),
        ("...", "…"),
        ("", "text"),
        (" \u200b\u00ad ", "text \u200b text"),
        ("text", ""),
    ],
)
def test_a_cut_word_or_another_mark_is_not_found(wanted, text):
    assert find(wanted, text) is None


def test_a_span_leaves_out_invisible_characters_at_its_ends():
    text = "a \u200b\u00adword\u200b\u00ad b"

    assert find("word", text).of(text) == "word"


def test_a_span_takes_in_the_accents_of_its_last_letter():
    text = "the cafe\u0301, q\u0323\u0307 and \u1112\u1161\u11ab."

    assert find("the café", text).of(text) == "the cafe\u0301"
    assert find("q\u0323\u0307", text).of(text) == "q\u0323\u0307"
    assert find("한", text).of(text) == "\u1112\u1161\u11ab"


def test_a_later_place_is_found_from_a_later_start():
    text = "party art  art\u0301 e\u0301 art"

    assert find("art", text).start == 6
    assert find("art", text, start=7).start == len(text) - 3
    assert find("art", text, start=len(text)) is None


HOSTILE = {
    "one letter": ("a" * 5_000 + "b", "a" * 200_000),
    "cut everywhere": ("-a" * 20_000, "-a" * 200_000),
    "spaces": ("x y", " \u00a0" * 100_000),
    "invisible": ("x y", "a\u00ad\u200b \u200b" * 60_000),
    "accents": ("x y", "e\u0301" * 100_000),
    "stacked accents": ("x y", "e" + "\u0301\u0323" * 2_000),
    "jamo": ("x y", "\u1112\u1161\u11ab" * 60_000),
    "marks": ("x y", "“’" * 100_000),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_text_is_searched_in_time(what):
    wanted, text = HOSTILE[what]
    started = process_time()

    assert find(wanted, text) is None
    assert process_time() - started < 10
