"""A feed renamed in the settings: what is kept of it takes the new names."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from digest.model import Article, Harvest
from digest.store import Store
from tests.store.builders import NOW, a_harvest, an_article

FEED = "https://outlet.example/feed"


def renamed(harvest: Harvest, *, title: str, section: str = "News") -> Harvest:
    return replace(harvest, feed=replace(harvest.feed, title=title, section=section))


def named(store: Store, location: str = FEED) -> list[tuple[str, str]]:
    return [(found.outlet, found.section) for found in store.articles([location])]


def copies() -> list[Article]:
    return [an_article("https://a"), an_article("https://b")]


def test_kept_articles_take_the_feeds_new_title(store: Store) -> None:
    store.keep(a_harvest(*copies()), now=NOW)
    store.keep(renamed(a_harvest(), title="Renamed"), now=NOW)

    assert named(store) == [("Renamed", "News")] * 2


def test_kept_articles_take_the_feeds_new_section(store: Store) -> None:
    store.keep(a_harvest(*copies()), now=NOW)
    store.keep(renamed(a_harvest(), title="Outlet", section="Analysis"), now=NOW)

    assert named(store) == [("Outlet", "Analysis")] * 2


def test_a_new_name_takes_effect_though_the_feed_fails(store: Store) -> None:
    store.keep(a_harvest(*copies()), now=NOW)
    store.keep(renamed(a_harvest(failure="no answer"), title="Renamed"), now=NOW)

    assert named(store) == [("Renamed", "News")] * 2


def test_other_feeds_articles_keep_their_names(store: Store) -> None:
    store.keep(a_harvest(*copies(), location="other"), now=NOW)
    store.keep(a_harvest(*copies()), now=NOW)
    store.keep(renamed(a_harvest(), title="Renamed"), now=NOW)

    assert named(store, "other") == [("Outlet", "News")] * 2


def test_evidence_is_found_under_the_new_name(store: Store) -> None:
    for location, outlet in (("one", "First"), ("two", "Second")):
        article = replace(an_article("https://page", text=location), outlet=outlet)
        harvest = a_harvest(article, location=location)
        store.keep(renamed(harvest, title=outlet), now=NOW)
    store.keep(renamed(a_harvest(location="two"), title="Renamed"), now=NOW)

    found = store.articles_at({"https://page": "Renamed"})

    assert found["https://page"].text == "two"


def test_where_nothing_was_renamed_no_article_is_written(path: Path) -> None:
    with Store.open(path) as store:
        store.keep(a_harvest(*copies()), now=NOW)
        with closing(sqlite3.connect(path)) as other:
            other.execute(
                "CREATE TRIGGER untouched BEFORE UPDATE ON articles "
                "BEGIN SELECT RAISE(ABORT, 'written'); END"
            )

        store.keep(a_harvest(), now=NOW)
        store.keep(a_harvest(failure="no answer"), now=NOW)

        assert named(store) == [("Outlet", "News")] * 2


def test_only_what_differs_is_written(path: Path) -> None:
    kept, already = copies()
    already = replace(already, outlet="Renamed")
    with Store.open(path) as store:
        store.keep(a_harvest(kept, already), now=NOW)
        with closing(sqlite3.connect(path)) as other:
            other.execute(
                "CREATE TRIGGER untouched BEFORE UPDATE ON articles "
                "WHEN old.outlet = new.outlet AND old.section = new.section "
                "BEGIN SELECT RAISE(ABORT, 'written'); END"
            )

        store.keep(renamed(a_harvest(), title="Renamed"), now=NOW)

        assert named(store) == [("Renamed", "News")] * 2
