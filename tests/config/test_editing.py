import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from digest.config import FeedSettings, read, with_feed, with_feeds
from digest.errors import SettingsError
from tests.config.builders import NEWSLETTER, ROOT, a_feed, feeds_yaml

LAYOUTS = {
    "plain": feeds_yaml(),
    "this repository's": (ROOT / "feeds.yaml").read_text(encoding="utf-8"),
    "more keys after it": feeds_yaml(
        rest="\n# how the web is asked\nhttp:\n  retries: 1\n"
    ),
    "no line break at the end": feeds_yaml().rstrip("\n"),
    "windows": feeds_yaml("", "drop: [^a]", "# end\n").replace("\n", "\r\n"),
    "a byte order mark": "\ufeff" + feeds_yaml(),
    "comments everywhere": feeds_yaml(
        "", "section: a # b\n# c", "# d\n\n# e\nhttp: # f\n  retries: 1 # g\n# h"
    ),
    "dashes at the margin": f"{NEWSLETTER}feeds:\n- title: a\n  path: b\n# c\n",
    "a far indent": f"{NEWSLETTER}feeds:\n      -   title: a\n          path: b\n",
    "a nested dash": f"{NEWSLETTER}feeds:\n  -\n    title: a-b\n    path: c-d\n",
    "an anchor": f"{NEWSLETTER}feeds: &f\n  - &g\n    title: a\n    path: b\n",
    "an alias at the end": feeds_yaml(
        "", "drop: &d [^a]", "  - title: b\n    path: c\n    drop: *d\n"
    ),
    "a flow item": f"{NEWSLETTER}feeds:\n  - {{title: a, path: b}} # c\n",
    "a flow list": f"{NEWSLETTER}feeds: [{{title: a, path: b}}] # c\n",
    "a flow list on lines": (
        f"{NEWSLETTER}feeds: [\n  {{title: a, path: b}}, # c\n  # d\n]\n"
    ),
    "a folded text at the end": feeds_yaml("", "section: >-\n  a\n  b\n", "\n\n# c\n"),
    "a text that ends in a hash": feeds_yaml("", "section: |-\n  # a\n\n\n# b\n"),
    "a text on two lines": feeds_yaml("", "section: 'a\n  b'", "# c"),
    "an empty value at the end": feeds_yaml("", "path: # nothing\n# c\n"),
    "feeds before the newsletter": f"feeds:\n- title: a\n  path: b\n\n{NEWSLETTER}",
    "document marks": f"---\n{feeds_yaml()}...\n",
    "all in braces": (
        "{newsletter: {title: a, from: a <a@b.example>}, feeds: [{title: a, path: b}]}"
    ),
}

words = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Cn")), min_size=1
).filter(str.strip)
feeds = st.builds(
    FeedSettings,
    title=st.sampled_from(["yes", "2024", "# a", "a: b", "'", "- a", "{a}", "*a"])
    | words,
    path=words,
    section=words,
    full_text=st.sampled_from(["auto", "feed", "page"]),
    drop=st.lists(st.sampled_from(["^a\\d+", '"', "a\nb", "^ ", "й #"])).map(tuple),
    max_entries=st.integers(1, 200),
)


@pytest.mark.parametrize("text", LAYOUTS.values(), ids=LAYOUTS)
def test_a_feed_is_added_and_all_else_stands_as_it_stood(text):
    before = read(text, name="feeds.yaml")
    feed = a_feed(section="Ports", drop=["^Subscribe"])

    edited = with_feed(text, feed)

    after = read(edited, name="feeds.yaml")
    assert after == before.model_copy(update={"feeds": (*before.feeds, feed)})
    assert without_one_insertion(text, edited)


def without_one_insertion(text: str, edited: str) -> bool:
    """Tell whether the edited text is the old one with something put into it."""
    more = len(edited) - len(text)
    return any(edited[:at] + edited[at + more :] == text for at in range(len(text) + 1))


@settings(deadline=None)
@given(feed=feeds, text=st.sampled_from(list(LAYOUTS.values())))
def test_any_feed_can_be_added_to_any_layout(feed, text):
    before = read(text, name="feeds.yaml").feeds
    taken = {each.title.casefold() for each in before} | {each.path for each in before}
    assume(not {" ".join(feed.title.casefold().split()), feed.path} & taken)

    edited = with_feed(text, feed)

    assert read(edited, name="feeds.yaml").feeds == (*before, feed)


def test_a_new_feed_is_laid_out_as_its_neighbours():
    text = feeds_yaml(rest="\n  - title: b\n    path: c\n\n# next\nhttp: {}\n")

    edited = with_feed(text, a_feed(section="Ports"))

    assert edited == text.replace(
        "    path: c\n",
        "    path: c\n"
        "\n"
        "  - title: Fleet News\n"
        "    url: https://fleet.example/rss\n"
        "    section: Ports\n",
    )


def test_feeds_are_added_in_their_order():
    more = (a_feed(), a_feed(title="Coast", url="https://coast.example/"))

    edited = with_feeds(feeds_yaml(), more)

    assert read(edited, name="feeds.yaml").feeds[1:] == more


def test_adding_no_feed_changes_nothing():
    assert with_feeds(feeds_yaml(), ()) == feeds_yaml()


@pytest.mark.parametrize(
    "empty", ["feeds:\n", "feeds: # none yet\n", "feeds: []\n", "feeds:"]
)
def test_the_first_feed_can_be_added(empty):
    edited = with_feed(NEWSLETTER + empty, a_feed())

    assert read(edited, name="feeds.yaml").feeds == (a_feed(),)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("feeds: [", "never closed"),
        ("", "write `feeds:` at the left margin"),
        (NEWSLETTER, "write `feeds:` at the left margin"),
        ("feeds: none", "line 1: feeds: write `feeds:`"),
        ("feeds: ~", "line 1: feeds: write `feeds:`"),
        ("- feeds", "write `feeds:` at the left margin"),
        ("feeds:\n  -\n", "line 1: feeds: .* add it by hand"),
    ],
)
def test_a_file_without_a_list_of_feeds_is_left_alone(text, words):
    with pytest.raises(SettingsError, match=words):
        with_feed(text, a_feed())
