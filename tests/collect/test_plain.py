import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.collect.plain import language_of, names, plain, primary, unmarked


@pytest.mark.parametrize(
    ("given_", "expected"),
    [
        ("  two\n\t words ", "two words"),
        ("no\u00a0break", "no break"),
        ("e\u0301", "é"),
        ("evil \u202eesrever\u202c text", "evil esrever text"),
        ("zero\u200bwidth \ufeffmark", "zerowidth mark"),
        ("bell\x07 and nul\x00", "bell and nul"),
        ("lone \ud800 half", "lone half"),
        ("soft\u00adhyphen", "softhyphen"),
        ("family 👨‍👩‍👧", "family 👨‍👩‍👧"),
        ("می‌خواهم", "می‌خواهم"),
    ],
)
def test_plain_text_hides_nothing(given_, expected):
    assert plain(given_) == expected


@given(st.text())
def test_plain_text_stays_as_it_is(text):
    once = plain(text)

    assert plain(once) == once
    assert "\n" not in once
    once.encode()


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<b>Bold</b> &amp; plain", "Bold & plain"),
        ("AT&amp;amp;T", "AT&amp;T"),
        ("a < b and c > d", "a < b and c > d"),
        ("<img src=x onerror=alert(1)>Title", "Title"),
        ("one<br/>two", "one two"),
        ("5 &lt; 6", "5 < 6"),
    ],
)
def test_a_title_loses_its_markup_and_entities_are_decoded_once(markup, expected):
    assert unmarked(markup) == expected


@pytest.mark.parametrize("nasty", ["<" * 200_000, "<a" * 100_000, "<!--" * 50_000])
def test_nasty_titles_are_read_quickly(nasty):
    started = time.process_time()

    unmarked(nasty)

    assert time.process_time() - started < 1


@pytest.mark.parametrize(
    ("authors", "expected"),
    [
        (["By Jane Doe"], ("Jane Doe",)),
        (["Jane Doe and John Roe"], ("Jane Doe", "John Roe")),
        (["Jane Doe; John Roe, Jane Doe"], ("Jane Doe", "John Roe")),
        (["jane@example.org (Jane Doe)"], ("Jane Doe",)),
        (["admin", "Example Outlet", "https://example.org/jane", ""], ()),
        (["Олена Коваль та Іван Франко"], ("Олена Коваль", "Іван Франко")),
    ],
)
def test_authors_are_people_each_once(authors, expected):
    assert names(authors, outlet="Example Outlet") == expected


def test_a_language_is_its_primary_tag():
    assert primary("en-US") == "en"
    assert primary("uk_UA") == "uk"
    assert primary("") is None
    assert primary("english") is None


def test_letters_tell_more_than_a_template_that_was_never_translated():
    assert language_of("Її землі їхні, і є ґанок.", "en") == "uk"
    assert language_of("Words.", None, "de-AT") == "de"
    assert language_of("Words.") == "en"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The council of the town said that the bridge is shut for now.", "en"),
        ("Bridge shut.", "en"),
        ("«Мы готовы открыть мост», — сказал вчера мэр города.", "und"),
        ("“Vamos a salir mañana todos juntos”, dijo ayer Juan Pérez.", "und"),
        ("«Ми відкриємо міст», — сказала вчора мерка міста.", "uk"),
    ],
)
def test_a_language_that_nobody_declared_is_not_taken_for_english(
    text: str, language: str
):
    assert language_of(text) == language
