from hypothesis import given, settings
from hypothesis import strategies as st

from digest.config import Deliver, FeedSettings, Http, Newsletter, read
from digest.errors import SettingsError
from digest.model import Feed
from tests.config.builders import feeds_yaml, mistakes

MARKS = st.sampled_from(
    [
        *"-:?[]{},#&*!|>'\"%@`~<\\ \t\n\r\0",
        "\n  ",
        "\n- ",
        ": ",
        "--- ",
        "...",
        "!!",
        "%YAML 1.1",
    ]
)


def test_what_is_left_out_has_its_default():
    settings = read(feeds_yaml(), name="feeds.yaml")

    assert settings.newsletter == Newsletter(
        title="Harbour Letter", from_="Harbour Letter <letter@harbour.example>"
    )
    assert settings.feeds == (
        FeedSettings(title="Harbour News", url="https://harbour.example/feed"),
    )
    assert settings.http == Http()
    assert settings.deliver == Deliver()


def test_a_feed_becomes_the_noun_that_the_stages_know():
    text = feeds_yaml("", "section: Ports\ndrop: [^a]\nmax_entries: 3")

    (feed,) = read(text, name="feeds.yaml").feeds

    assert feed.feed == Feed(
        location="https://harbour.example/feed",
        title="Harbour News",
        section="Ports",
        drop=("^a",),
        max_entries=3,
    )


def test_a_feed_of_a_file_is_where_the_file_is():
    assert FeedSettings(title="a", path="b/c.xml").feed.location == "b/c.xml"


def test_all_mistakes_are_told_at_once_in_the_files_order():
    text = """\
newsletter:
  titles: Harbour Letter
  from: Harbour Letter <letter@harbour.example>
  max_stories: twelve
feeds:
  - title: Harbour News
    url: https://harbour.example/feed
    drop: ["(", "^a"]
  - title: Harbour News
    url: harbour.example
  - url: https://harbour.example/feed/
    path: harbour.xml
http:
  retries: 2
  retries: 3
  password: hunter2
deliver:
  outbox: smtp
"""
    found = mistakes(text)

    assert [(mistake.line, mistake.where) for mistake in found] == [
        (1, "newsletter › title"),
        (2, "newsletter › titles"),
        (4, "newsletter › max_stories"),
        (8, "feed 1 › drop 1"),
        (9, "feed 2 › title"),
        (10, "feed 2 › url"),
        (11, "feed 3 › title"),
        (11, "feed 3 › url"),
        (12, "feed 3 › path"),
        (15, "http › retries"),
        (16, "http › password"),
        (18, "deliver › outbox"),
    ]


def test_a_mistake_is_printed_with_the_files_name_its_line_and_its_place():
    (mistake,) = mistakes(feeds_yaml("max_stories: twelve"))

    assert str(mistake) == (
        "line 4: newsletter › max_stories: "
        "write a whole number from 1 to 60, such as 12, not 'twelve'"
    )


def test_a_list_is_no_settings_whatever_else_is_wrong_in_it():
    found = mistakes("- a: 1\n  a: 2\n")

    assert [(mistake.line, mistake.where) for mistake in found] == [(1, ""), (2, "a")]


def test_words_that_only_look_like_other_types_are_texts():
    text = feeds_yaml("", "section: no", "  - {title: 2024-01-16, path: 1.2.3}")

    first, second = read(text, name="feeds.yaml").feeds

    assert (first.section, second.title, second.path) == ("no", "2024-01-16", "1.2.3")


def test_aliases_that_unfold_to_very_much_are_refused_at_once():
    laughs = "a: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"b{n}: &a{n + 1} [{', '.join([f'*a{n}'] * 9)}]\n" for n in range(15)
    )

    (mistake,) = mistakes(laughs)

    assert mistake.line == 6
    assert "too many values" in mistake.message


def test_aliases_that_unfold_to_great_depth_are_refused():
    deep = "a: &a0 [[[[[x]]]]]\n" + "".join(
        f"b{n}: &a{n + 1} [[[[[*a{n}]]]]]\n" for n in range(300)
    )

    (mistake,) = mistakes(deep)

    assert mistake.line == 4
    assert "nested too deep" in mistake.message


def test_a_mistake_in_an_alias_is_told_where_the_text_stands():
    text = feeds_yaml("", "drop: &d ['(']", "  - {title: b, path: c, drop: *d}")

    assert [mistake.line for mistake in mistakes(text)] == [7, 7]


@settings(deadline=None)
@given(
    text=st.lists(MARKS | st.text(max_size=2)).map("".join),
    at=st.integers(0, len(feeds_yaml())),
)
def test_any_text_is_read_or_refused_with_lines_that_it_has(text, at):
    nasty = feeds_yaml()[:at] + text + feeds_yaml()[at:]

    try:
        read(nasty, name="feeds.yaml")
    except SettingsError as error:
        lines = [mistake.line for mistake in error.mistakes]
        assert lines
        assert all(line is None or 1 <= line <= len(nasty) for line in lines)


@settings(deadline=None)
@given(text=st.lists(MARKS | st.text(max_size=2)).map("".join))
def test_any_text_alone_is_refused(text):
    assert mistakes(text)
