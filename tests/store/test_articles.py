"""Articles come back as they were, once a page, newest first."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digest.model import Article, Entry, Harvest, Image
from digest.store import Store
from digest.text.places import Place
from tests.store.builders import AFTER, NOW, a_harvest, an_article

FEED = "https://outlet.example/feed"
NASTY = st.sampled_from(
    [
        "\x00",
        "\x1b",
        "\x1b0041",
        "\ud83d",
        "a\r\nb",
        "\u2028",
        "“’",
        "' OR 1=1 --",
        "[]",
    ]
)
TEXTS = st.text(max_size=30) | NASTY
MOMENTS = st.datetimes(timezones=st.just(UTC))
LISTS = st.lists(TEXTS, max_size=3).map(tuple)
ENTRIES = st.builds(
    Entry,
    id=TEXTS,
    url=TEXTS,
    title=TEXTS,
    published=st.none() | MOMENTS,
    authors=LISTS,
    tags=LISTS,
    image=st.none() | TEXTS,
    content=TEXTS,
    summary=TEXTS,
)
PIXELS = st.none() | st.integers(min_value=1, max_value=20_000)
IMAGES = st.builds(Image, url=TEXTS, alt=TEXTS, width=PIXELS, height=PIXELS)
ARTICLES = st.builds(
    Article,
    entry=ENTRIES,
    outlet=TEXTS,
    section=TEXTS,
    language=TEXTS,
    text=TEXTS,
    authors=LISTS,
    author_note=st.none() | TEXTS,
    first_seen=MOMENTS,
    rubric=TEXTS,
    image=st.none() | IMAGES,
)


def urls(articles: tuple[Article, ...]) -> list[str]:
    return [article.entry.url.removeprefix("https://") for article in articles]


@given(article=ARTICLES, location=TEXTS)
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_everything_but_the_feeds_html_comes_back(
    fresh: Callable[[], Place], article: Article, location: str
) -> None:
    url = article.entry.url
    # what the feed said in HTML is not needed any more
    expected = replace(article, entry=replace(article.entry, content="", summary=""))

    with Store.open(fresh()) as store:
        store.keep(a_harvest(article, location=location), now=NOW)

        assert store.articles_at({url: article.outlet}) == {url: expected}
        assert store.articles([location]) == (expected,)
        assert store.known_pages([location], before=AFTER).pages("another", [url]) == {
            url: None
        }
        assert store.count_pages([location]) == 1


def test_articles_come_newest_first_then_by_address(store: Store) -> None:
    old = NOW - timedelta(days=2)
    store.keep(
        a_harvest(
            an_article("https://b"),
            an_article("https://old", published=old),
            an_article("https://a"),
            an_article("https://undated", published=None, first_seen=old),
        ),
        now=NOW,
    )

    assert urls(store.articles([FEED])) == ["a", "b", "old", "undated"]


def test_only_the_feeds_asked_for_are_read(store: Store) -> None:
    store.keep(a_harvest(an_article("https://a"), location="one"), now=NOW)
    store.keep(a_harvest(an_article("https://b"), location="two"), now=NOW)

    assert urls(store.articles(["two"])) == ["b"]
    assert store.articles([]) == ()


def test_a_page_in_two_feeds_comes_from_the_feed_named_first(store: Store) -> None:
    for location in ("one", "two"):
        article = an_article("https://page", text=location)
        store.keep(a_harvest(article, location=location), now=NOW)

    assert [found.text for found in store.articles(["two", "one"])] == ["two"]
    assert [found.text for found in store.articles(["one", "two"])] == ["one"]


def test_since_leaves_out_what_is_dated_earlier(store: Store) -> None:
    store.keep(
        a_harvest(
            an_article("https://exactly"),
            an_article("https://before", published=NOW - timedelta(microseconds=1)),
            an_article("https://undated", published=None, first_seen=NOW),
        ),
        now=NOW,
    )

    assert urls(store.articles([FEED], since=NOW)) == ["exactly", "undated"]


@pytest.mark.parametrize("named_first", ["one", "two"])
def test_since_judges_the_copy_of_the_feed_named_first(
    store: Store, named_first: str
) -> None:
    old = an_article("https://page", published=NOW - timedelta(days=9))
    new = an_article("https://page", published=NOW)
    store.keep(a_harvest(old, location="one"), now=NOW)
    store.keep(a_harvest(new, location="two"), now=NOW)
    order = sorted(("one", "two"), reverse=named_first == "two")

    found = store.articles(order, since=NOW)

    assert found == ((new,) if named_first == "two" else ())


def test_since_is_not_judged_by_feeds_that_are_not_asked_for(store: Store) -> None:
    old = an_article("https://page", published=NOW - timedelta(days=9))
    store.keep(a_harvest(old, location="another"), now=NOW)
    store.keep(a_harvest(an_article("https://page"), location="one"), now=NOW)

    assert urls(store.articles(["one"], since=NOW)) == ["page"]


COPIES = st.dictionaries(
    st.tuples(st.sampled_from("abc"), st.sampled_from("xyz")),
    st.integers(0, 3),
    max_size=9,
)


@given(copies=COPIES, order=st.lists(st.sampled_from("abcd"), unique=True))
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_since_takes_what_is_recent_of_all_that_is_read(
    fresh: Callable[[], Place], copies: dict[tuple[str, str], int], order: list[str]
) -> None:

    with Store.open(fresh()) as store:
        for (feed, page), days in copies.items():
            article = an_article(page, published=NOW - timedelta(days=days), text=feed)
            store.keep(a_harvest(article, location=feed), now=NOW)
        since = NOW - timedelta(days=1)
        recent = [page for page in store.articles(order) if page.dated >= since]

        assert store.articles(order, since=since) == tuple(recent)


def test_since_looks_through_more_pages_than_one_statement_takes(store: Store) -> None:
    pages = [f"https://{number:04}" for number in range(1100)]
    store.keep(a_harvest(*map(an_article, pages)), now=NOW)

    assert [found.entry.url for found in store.articles([FEED], since=NOW)] == pages


def test_pages_are_known_by_the_feeds_asked_for_only(store: Store) -> None:
    store.keep(a_harvest(an_article("https://a"), location="one"), now=NOW)
    store.keep(a_harvest(an_article("https://b"), location="two"), now=NOW)
    store.keep(a_harvest(an_article("https://c"), location="gone"), now=NOW)
    many = [f"https://outlet{number}.example/feed" for number in range(600)]

    asked = [f"https://{name}" for name in "abcd"]
    known = store.known_pages(["one", *many, "two"], before=AFTER)
    assert known.pages("one", asked).keys() == {"https://a", "https://b"}
    assert store.known_pages([], before=AFTER).pages("one", asked) == {}


def test_the_feeds_html_does_not_make_the_store_grow(path: Path) -> None:
    markup = "<p>words</p>" * 10_000
    article = an_article()
    article = replace(
        article, entry=replace(article.entry, content=markup, summary=markup)
    )

    with Store.open(path) as store:
        store.keep(a_harvest(article), now=NOW)

    assert path.stat().st_size < len(markup)


def test_more_articles_than_one_statement_takes_keep_their_order(store: Store) -> None:
    pages = [f"https://{number:04}" for number in range(700)]
    store.keep(a_harvest(*map(an_article, reversed(pages))), now=NOW)

    assert [found.entry.url for found in store.articles([FEED])] == pages
    assert list(store.articles_at(dict.fromkeys(pages, ""))) == pages


def test_evidence_is_the_copy_of_the_outlet_that_is_cited(store: Store) -> None:
    for outlet in ("one", "three", "two"):
        article = an_article("https://page", text=f"{outlet}’s words")
        article = replace(article, outlet=outlet)
        store.keep(a_harvest(article, location=outlet), now=NOW)

    found = store.articles_at({"https://page": "two", "https://unknown": "two"})

    assert {url: article.text for url, article in found.items()} == {
        "https://page": "two’s words"
    }


def test_evidence_is_found_in_feeds_that_are_no_longer_read(store: Store) -> None:
    store.keep(a_harvest(an_article("https://page"), location="gone"), now=NOW)

    assert "https://page" in store.articles_at({"https://page": "renamed"})


def test_a_page_met_again_is_replaced(store: Store) -> None:
    store.keep(a_harvest(an_article(text="Before.")), now=NOW)
    store.keep(a_harvest(an_article(text="After.")), now=NOW)

    assert [article.text for article in store.articles([FEED])] == ["After."]


def test_an_undated_page_met_again_does_not_look_new(store: Store) -> None:
    later = NOW + timedelta(days=7)
    store.keep(a_harvest(an_article(published=None)), now=NOW)
    store.keep(a_harvest(an_article(published=None, first_seen=later)), now=later)

    assert [article.dated for article in store.articles([FEED])] == [NOW]
    assert store.articles([FEED], since=later) == ()


def test_a_page_that_gets_a_date_is_sorted_by_it(store: Store) -> None:
    published = NOW - timedelta(days=5)
    store.keep(a_harvest(an_article(published=None)), now=NOW)
    store.keep(a_harvest(an_article(published=published)), now=NOW)

    assert [article.dated for article in store.articles([FEED])] == [published]
    assert store.articles([FEED], since=NOW) == ()


def test_articles_outlive_a_feed_that_fails_later(store: Store) -> None:
    store.keep(a_harvest(an_article()), now=NOW)
    store.keep(a_harvest(failure="no answer"), now=NOW)

    assert len(store.articles([FEED])) == 1


# ── what the articles are, as a hash ──────────────────────────────────────────────


def test_the_same_articles_have_the_same_fingerprint(
    fresh: Callable[[], Place],
) -> None:
    found = set()
    for _ in range(2):
        with Store.open(fresh()) as store:
            store.keep(a_harvest(an_article()), now=NOW)
            found.add(store.fingerprint([FEED], since=NOW))

    assert len(found) == 1
    assert None not in found


@pytest.mark.parametrize(
    "harvest",
    [
        a_harvest(an_article(text="The first paragraph, put right.")),
        a_harvest(an_article("https://another")),
        replace(a_harvest(), feed=replace(a_harvest().feed, title="A new name")),
    ],
    ids=["its text", "an article", "its name"],
)
def test_whatever_changes_has_another_fingerprint(
    store: Store, harvest: Harvest
) -> None:
    store.keep(a_harvest(an_article()), now=NOW)
    before = store.fingerprint([FEED])

    store.keep(harvest, now=NOW)

    assert store.fingerprint([FEED]) != before


def test_what_is_older_does_not_change_the_fingerprint(store: Store) -> None:
    store.keep(a_harvest(an_article()), now=NOW)
    before = store.fingerprint([FEED], since=NOW)

    old = NOW - timedelta(days=1)
    store.keep(a_harvest(an_article("https://old", published=old)), now=NOW)

    assert store.fingerprint([FEED], since=NOW) == before
