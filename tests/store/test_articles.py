"""Articles come back as they were, once a page, newest first."""

from datetime import UTC, timedelta
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digest.model import Article, Entry
from digest.store import Store
from tests.store.builders import NOW, a_harvest, an_article

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
)


def urls(articles: tuple[Article, ...]) -> list[str]:
    return [article.entry.url.removeprefix("https://") for article in articles]


@given(article=ARTICLES, location=TEXTS)
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_everything_an_article_holds_comes_back(
    tmp_path: Path, article: Article, location: str
) -> None:
    path = tmp_path / "one.db"
    path.unlink(missing_ok=True)
    url = article.entry.url

    with Store.open(path) as store:
        store.keep(a_harvest(article, location=location), now=NOW)

        assert store.articles_at([url]) == {url: article}
        assert store.articles([location]) == (article,)
        assert store.known_pages() == {url}


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


def test_limit_takes_the_newest(store: Store) -> None:
    days = [NOW - timedelta(days=number) for number in range(3)]
    store.keep(
        a_harvest(*(an_article(f"https://{day:%d}", published=day) for day in days)),
        now=NOW,
    )

    assert urls(store.articles([FEED], limit=2)) == ["16", "15"]


def test_more_articles_than_one_statement_takes_keep_their_order(store: Store) -> None:
    pages = [f"https://{number:04}" for number in range(700)]
    store.keep(a_harvest(*map(an_article, reversed(pages))), now=NOW)

    assert [found.entry.url for found in store.articles([FEED])] == pages
    assert list(store.articles_at(pages)) == pages


def test_evidence_prefers_the_feed_named_first(store: Store) -> None:
    for location in ("one", "three", "two"):
        article = an_article("https://page", text=location)
        store.keep(a_harvest(article, location=location), now=NOW)

    found = store.articles_at(["https://page", "https://unknown"], ["two"])

    assert {url: article.text for url, article in found.items()} == {
        "https://page": "two"
    }


def test_evidence_is_found_in_feeds_that_are_no_longer_read(store: Store) -> None:
    store.keep(a_harvest(an_article("https://page"), location="gone"), now=NOW)

    assert "https://page" in store.articles_at(["https://page"], ["current"])


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
