import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.config import (
    FeedSettings,
    Newsletter,
    Settings,
    canonical,
    from_opml,
    to_opml,
)
from digest.errors import SettingsError, UsageError
from tests.config.builders import a_feed

NASTY = [
    "<b>",
    "&amp;",
    '"',
    "'",
    "]]>",
    "C #",
    "\u200fabc",
    "🇺🇦",
    "Ünï",
    "a › b",
    "\ufffd",
]
words = st.sampled_from(NASTY) | st.text(
    st.characters(
        exclude_categories=("Cc", "Cs", "Cn", "Z"),
        exclude_characters="\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
    ),
    min_size=1,
    max_size=40,
)
feeds = st.lists(
    st.builds(
        FeedSettings,
        title=words,
        section=words,
        url=st.from_regex(
            r"https://[a-z]{1,9}\.example/[a-z?&=%]{0,9}", fullmatch=True
        ),
    ),
    min_size=1,
    unique_by=(lambda feed: feed.title.casefold(), lambda feed: canonical(feed.url)),
)


def letter_of(*feeds: FeedSettings) -> Settings:
    letter = Newsletter(title="A & B", from_="Letter <letter@harbour.example>")
    return Settings.model_construct(newsletter=letter, feeds=feeds)


def opml(body: str, head: str = "") -> bytes:
    return f"{head}<opml version='2.0'>\n<body>\n{body}\n</body></opml>".encode()


@settings(deadline=None)
@given(listed=feeds)
def test_what_is_written_as_opml_is_read_again_section_by_section(listed):
    order = list(dict.fromkeys(feed.section for feed in listed))

    read = from_opml(to_opml(letter_of(*listed)))

    assert read == tuple(sorted(listed, key=lambda feed: order.index(feed.section)))


def test_the_same_settings_give_the_same_bytes():
    assert to_opml(letter_of(a_feed())) == (
        b"<?xml version='1.0' encoding='UTF-8'?>\n"
        b'<opml version="2.0">\n'
        b"  <head>\n"
        b"    <title>A &amp; B</title>\n"
        b"  </head>\n"
        b"  <body>\n"
        b'    <outline text="News" title="News">\n'
        b'      <outline text="Fleet News" title="Fleet News" type="rss"'
        b' xmlUrl="https://fleet.example/rss"/>\n'
        b"    </outline>\n"
        b"  </body>\n"
        b"</opml>\n"
    )


def test_a_file_on_this_machine_does_not_travel():
    feed = FeedSettings(title="Mine", path="mine.xml")

    assert b"mine.xml" not in to_opml(letter_of(feed, a_feed()))


def test_the_nearest_folder_is_the_section():
    data = opml(
        "<outline text='All'><outline title='Ports' text='x'>"
        "<outline text='Fleet' xmlUrl='https://fleet.example/'/></outline>"
        "<outline text='Coast' xmlUrl='https://coast.example/'/></outline>"
        "<outline text='Sky' xmlUrl='https://sky.example/'/>"
    )

    assert [(feed.title, feed.section) for feed in from_opml(data)] == [
        ("Fleet", "Ports"),
        ("Coast", "All"),
        ("Sky", "News"),
    ]


def test_a_feed_in_two_folders_is_one_feed():
    outline = "<outline text='{}'><outline text='F' xmlUrl='http{}://f.example/x{}'/></outline>"

    data = opml(outline.format("a", "s", "/") + outline.format("b", "", ""))

    assert from_opml(data) == (
        a_feed(title="F", section="a", url="https://f.example/x/"),
    )


def test_feeds_of_one_name_are_told_apart_by_their_host():
    data = opml(
        "".join(f"<outline text='Blog' xmlUrl='https://a.example/{n}'/>" for n in "123")
        + "<outline text='blog' xmlUrl='https://b.example/'/>"
    )

    assert [feed.title for feed in from_opml(data)] == [
        "Blog",
        "Blog (a.example)",
        "Blog (2)",
        "blog (b.example)",
    ]


def test_what_would_turn_the_letters_around_is_left_out_of_names():
    data = opml(
        "<outline text='Mo&#x202e;rning'>"
        "<outline text='&#x2067;Post' xmlUrl='https://a.example/feed'/></outline>"
    )

    (feed,) = from_opml(data)

    assert (feed.title, feed.section) == ("Post", "Morning")


def test_a_feed_without_a_name_is_called_by_its_host():
    data = opml("<outline text=' &#x85; ' xmlUrl='https://a.example/feed'/>")

    assert [feed.title for feed in from_opml(data)] == ["a.example"]


@pytest.mark.parametrize(
    "address",
    ["feed://a.example/x", "feed:https://a.example/x", " https://a.example/x "],
)
def test_old_ways_to_write_an_address_are_understood(address):
    data = opml(f"<outline text='a' xmlUrl='{address}'/>")

    assert [feed.url for feed in from_opml(data)] == ["https://a.example/x"]


def test_all_addresses_that_are_none_are_told_with_their_lines():
    data = opml(
        "<outline text='Fleet' xmlUrl='https://fleet.example/'/>\n"
        "<outline text='Mine' xmlUrl='file:///etc/passwd'/>\n"
        "<outline text='Odd' xmlUrl='https://[::1'/>\n"
        "<outline xmlUrl=''/>\n"
        "<outline text='Ann' xmlUrl='https://ann:hunter2@a.example/'/>\n"
    )

    with pytest.raises(SettingsError) as caught:
        from_opml(data, name="list.opml")

    told = caught.value.mistakes
    assert [(mistake.line, mistake.where) for mistake in told] == [
        (4, "Mine"),
        (5, "Odd"),
        (6, ""),
        (7, "Ann"),
    ]
    assert "begins with https://" in told[0].message
    assert "hunter2" not in str(caught.value)


LAUGHS = "<!DOCTYPE opml [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {b} '{f'&{a};' * 10}'>"
    for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "this is not XML"),
        (b"hello", "line 1: this is not XML"),
        (b"<opml>\n<body>", "line 2: this is not XML"),
        (b"<html/>", "but not OPML"),
        (b"\xff\xfe<", "this is not XML"),
        (
            opml("<outline text='&i;' xmlUrl='https://a.example/'/>", f"{LAUGHS}]>"),
            "XML|DOCTYPE",
        ),
        (
            opml(
                "<outline text='a' xmlUrl='https://a.example/'>&x;</outline>",
                "<!DOCTYPE opml [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>",
            ),
            "DOCTYPE is not read",
        ),
        (opml("<outline>" * 300 + "</outline>" * 300), "this is not XML"),
        (b" " * 5_000_001, "larger than 5,000,000 bytes"),
        (
            opml("<outline xmlUrl='https://a.example/'/>" * 5_001),
            "more than 5,000 feeds",
        ),
    ],
)
def test_a_hostile_file_is_refused(data, words):
    with pytest.raises(UsageError, match=words):
        from_opml(data)


def test_an_opml_without_feeds_has_none():
    assert from_opml(opml("<outline text='empty'/>")) == ()
