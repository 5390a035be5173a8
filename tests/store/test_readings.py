"""How pages were read is remembered, and what has changed in them."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from digest.model import Article, Reading
from digest.store import Store
from tests.store.builders import AFTER, NOW, a_harvest, an_article

FEED = "https://outlet.example/feed"
PAGE, OTHER = "https://outlet.example/page", "https://outlet.example/other"
ONE_DAY = timedelta(days=1)
LATER = NOW + ONE_DAY
OWN = Reading(given="abc")
DATED = Reading(said=NOW)


def kept(store: Store, **readings: Reading):
    urls = {"page": PAGE, "other": OTHER}
    articles = [an_article(urls[name]) for name in readings]
    read = {urls[name]: reading for name, reading in readings.items()}
    store.keep(replace(a_harvest(*articles), readings=read), now=NOW)


def changed(store: Store, article: Article, *, now: datetime = LATER):
    updated = replace(article, text="Another text.", updated=now)
    store.keep(replace(a_harvest(), updates=(updated,)), now=now)


def to_reread(
    store: Store, *cited: str, after: timedelta = timedelta(days=1)
) -> list[str]:
    now = NOW + after
    pages = store.pages_to_reread(
        [FEED],
        since=now - timedelta(days=14),
        rested=now - timedelta(hours=20),
        cited=cited,
    )
    return [article.entry.url for _, article in pages]


def test_how_a_page_was_read_comes_back_for_its_own_feed_only(store: Store):
    kept(store, page=OWN)
    known = store.known_pages([FEED, "another"], before=AFTER)

    assert known.pages(FEED, [PAGE, OTHER]) == {PAGE: OWN}
    assert known.pages("another", [PAGE]) == {PAGE: None}
    assert known.articles(FEED, [PAGE])[PAGE].text == an_article().text
    assert known.articles("another", [PAGE]) == {}


def test_what_the_same_run_has_kept_is_not_known_to_it(store: Store):
    kept(store, page=OWN)

    assert store.known_pages([FEED], before=NOW).pages(FEED, [PAGE]) == {}
    assert store.known_pages([FEED], before=LATER).pages(FEED, [PAGE]) == {PAGE: OWN}


def test_a_changed_text_takes_the_place_of_the_old_one_and_is_dated(
    store: Store,
):
    kept(store, page=OWN)
    before = an_article(PAGE)

    changed(store, before)

    (article,) = store.articles([FEED])
    assert (article.text, article.updated) == ("Another text.", LATER)
    assert (article.entry, article.first_seen) == (before.entry, before.first_seen)
    assert store.any_updated([OTHER, PAGE])
    assert not store.any_updated([OTHER])


def test_what_is_kept_again_does_not_forget_that_it_was_updated(store: Store):
    kept(store, page=OWN)
    changed(store, an_article(PAGE))

    kept(store, page=Reading(given="def"))

    assert store.known_pages([FEED], before=AFTER).pages(FEED, [PAGE]) == {
        PAGE: Reading(given="def")
    }
    assert store.any_updated([PAGE])


def test_a_page_that_its_feed_calls_changed_is_due_until_it_was_read(
    store: Store,
):
    kept(store, page=replace(DATED, due=LATER), other=DATED)
    first = to_reread(store)

    store.keep_reread(FEED, an_article(PAGE), now=LATER, changed=False)

    assert first == [PAGE]
    assert to_reread(store) == []
    assert store.known_pages([FEED], before=AFTER).pages(FEED, [PAGE]) == {
        PAGE: Reading(said=LATER)
    }


@pytest.mark.parametrize("hours", [1, 19, 24 * 16])
def test_a_page_is_due_neither_at_once_nor_for_ever(store: Store, hours: int):
    kept(store, page=replace(DATED, due=LATER))

    assert to_reread(store, after=timedelta(hours=hours)) == []


def test_a_cited_page_is_read_again_once_and_a_feeds_own_text_never(
    store: Store,
):
    kept(store, page=DATED, other=OWN)
    first = to_reread(store, PAGE, OTHER)
    article = replace(an_article(PAGE), text="Another text.", updated=LATER)

    store.keep_reread(FEED, article, now=LATER, changed=True)

    assert first == [PAGE]
    assert to_reread(store, PAGE, OTHER, after=timedelta(days=5)) == []
    assert store.articles([FEED])[0].text in {"Another text.", an_article().text}
    assert store.any_updated([PAGE])


def test_pages_of_feeds_that_are_no_more_are_left_alone(store: Store):
    kept(store, page=replace(DATED, due=LATER))
    since, rested = NOW - timedelta(days=1), NOW + timedelta(days=2)

    pages = store.pages_to_reread(["other"], since=since, rested=rested, cited=[PAGE])

    assert pages == ()


def test_a_page_by_http_and_by_https_is_one_article(store: Store):
    plain, safe = "http://outlet.example/page", "https://outlet.example/page"
    store.keep(a_harvest(an_article(plain), location="one"), now=NOW)
    store.keep(a_harvest(an_article(safe), location="two"), now=NOW)

    def urls(*order: str, since: datetime | None = None) -> list[str]:
        return [page.entry.url for page in store.articles(order, since=since)]

    assert urls("one", "two") == [plain]
    assert urls("two", "one") == [safe]
    assert urls("two", "one", since=NOW) == [safe]
    assert urls("one") == [plain]
