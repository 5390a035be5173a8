"""Links: the sentence on its page, and only where it is safe to go."""

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.render.links import sentence
from digest.text.destinations import MAILABLE, address
from digest.text.printable import clean

NASTY = (
    "war-risk",
    "a,b",
    "R&D",
    "“quoted”",
    "50%",
    "#1",
    "text=x",
    "дев’ять",
    "—",
    "-",
)
WORDS = st.lists(
    st.sampled_from(NASTY) | st.text(st.characters(codec="utf-8"), min_size=1),
    max_size=30,
)


def directives(url):
    return [part.removeprefix("text=") for part in url.split("#:~:")[1].split("&")]


def test_a_short_text_is_named_whole():
    assert sentence("https://e.example/a", "Prices rose, again.") == (
        "https://e.example/a#:~:text=Prices%20rose%2C%20again"
    )


def test_a_long_text_is_named_by_its_ends():
    text = "“One two-three four five six seven eight nine R&D ten,” she said."

    assert sentence("https://e.example/a", text) == (
        "https://e.example/a#:~:text=One%20two%2Dthree%20four%20five,she%20said"
    )


def test_of_long_words_three_are_enough():
    text = "Міністерство оборони повідомило про нову угоду щодо оборони узбережжя."

    assert unquote(sentence("https://e.example/a", text)) == (
        "https://e.example/a#:~:text=Міністерство оборони повідомило,оборони узбережжя"
    )


def test_a_fragment_that_was_there_is_dropped():
    assert sentence("https://e.example/a?b=1#top", "Prices rose") == (
        "https://e.example/a?b=1#:~:text=Prices%20rose"
    )


def test_a_text_without_words_leaves_the_address_alone():
    assert sentence("https://e.example/a", "…") == "https://e.example/a"


def test_a_directive_of_kilobytes_is_left_out():
    assert sentence("https://e.example/a", "語" * 900) == "https://e.example/a"


@given(WORDS)
def test_what_a_directive_names_stands_in_the_text(parts):
    text = " ".join(parts)
    url = sentence("https://e.example/a", text)
    said = " ".join(clean(text).split())

    if "#:~:" in url:
        (directive,) = directives(url)
        ends = [unquote(end) for end in directive.split(",")]
        assert len(ends) <= 2
        assert all(end and end in said for end in ends)
        assert said.index(ends[0]) <= said.rindex(ends[-1])
        assert not set("-&") & set(directive)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "file:///etc/hosts",
        "/relative",
        "//e.example/",
        "http://[",
        "https://",
        "mailto:a@e.example",
        "",
        " ",
        "None",
    ],
)
def test_where_no_reader_should_go_is_no_link(url):
    assert address(url) is None
    assert sentence(url, "Prices rose") is None


def test_an_address_is_escaped_but_not_twice():
    given_url = ' https://e.example/a b/"c"?d=%20&e=ї '

    assert address(given_url) == ("https://e.example/a%20b/%22c%22?d=%20&e=%D1%97")


def test_a_mailbox_is_an_address_only_where_mail_is_wanted():
    assert address("mailto:a@e.example", schemes=MAILABLE) == "mailto:a@e.example"
