"""A store that an earlier version made is opened, and nothing in it is lost."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from digest.errors import StoreError
from digest.model import FeedMemory, Reading
from digest.store import Store
from tests.store.builders import AFTER, NOW, a_harvest, an_article

LAYOUTS = Path(__file__).parent / "layouts"
FEED = "https://outlet.example/feed"


@contextmanager
def sqlite(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        yield connection


@pytest.fixture
def first(path: Path) -> Path:
    """Return a store of the first layout."""
    with sqlite(path) as made:
        made.executescript((LAYOUTS / "1.sql").read_text(encoding="utf-8"))
    return path


def columns(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return the columns of each table: name, type, whether it may be empty."""
    with sqlite(path) as other:
        tables = other.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        return {
            name: sorted(
                column[1:4] for column in other.execute(f"PRAGMA table_info({name})")
            )
            for (name,) in tables.fetchall()
        }


def test_what_the_first_layout_remembered_is_there(first: Path):
    with Store.open(first) as store:
        (state,) = store.feed_states()
        memory = store.memories([FEED])[FEED]
        (article,) = store.articles([FEED])
        sent = store.was_sent("2025-W03")

    assert memory == FeedMemory(
        etag='"1"',
        body_sha256="abc",
        failures=2,
        entry_ids=frozenset({"one"}),
        paragraphs={"p": 3},
    )
    assert (state.last_success, state.last_error) == (NOW, "no answer")
    assert (state.rests_until, state.moved_to, state.rhythm) == (None, None, None)
    assert article.text == "The first paragraph."
    assert sent


def test_what_articles_of_the_first_layout_are_is_not_known_as_a_hash(first: Path):
    with Store.open(first) as store:
        assert store.fingerprint([FEED]) is None
        assert store.fingerprint(["another"]) is not None


def test_how_pages_were_read_is_not_known_and_is_from_then_on(first: Path):
    page = "https://outlet.example/page"
    with Store.open(first) as store:
        before = store.known_pages([FEED], before=AFTER).pages(FEED, [page])
        read = {page: Reading(given="abc")}
        store.keep(replace(a_harvest(an_article(page)), readings=read), now=NOW)

        after = store.known_pages([FEED], before=AFTER).pages(FEED, [page])
        assert (before, after) == ({page: None}, read)


def test_an_upgraded_store_is_laid_out_like_a_new_one(first: Path, tmp_path: Path):
    new = tmp_path / "new.db"
    Store.open(first).close()
    Store.open(new).close()

    assert columns(first) == columns(new)


def test_an_upgraded_store_keeps_what_is_new_and_opens_again(first: Path):
    memory = FeedMemory(moved_to="https://new.example/", ttl=timedelta(hours=1))
    with Store.open(first) as store:
        store.keep(a_harvest(memory=memory), now=NOW)

    with Store.open(first) as again:
        assert again.memories([FEED])[FEED] == memory


def test_a_step_that_fails_leaves_the_store_as_it_was(first: Path):
    with sqlite(first) as other:
        other.execute("ALTER TABLE feeds ADD COLUMN newest_entry BIGINT")
    before = columns(first)

    with pytest.raises(StoreError, match="newest_entry"):
        Store.open(first)

    assert columns(first) == before
