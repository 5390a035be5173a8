"""A store is made where there is none; what is not ours is refused and left alone."""

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from digest.errors import StoreError
from digest.store import Store
from tests.store.builders import NOW, a_harvest, an_article

SHORTLY = timedelta(milliseconds=20)


@contextmanager
def sqlite(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        yield connection


def test_a_store_is_made_with_its_folders(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "store.db"

    with Store.open(path) as store:
        assert store.feed_states() == ()

    assert path.is_file()


def test_an_empty_file_becomes_a_store(path: Path) -> None:
    path.touch()

    with Store.open(path) as store:
        assert store.feed_states() == ()


def test_a_store_is_one_file_once_it_is_closed(path: Path) -> None:
    with Store.open(path) as store:
        store.keep(a_harvest(an_article()), now=NOW)

    assert [found.name for found in path.parent.iterdir()] == ["store.db"]


def test_readers_and_a_writer_do_not_wait_for_each_other(path: Path) -> None:
    with Store.open(path, patience=SHORTLY) as store, sqlite(path) as other:
        other.execute("BEGIN EXCLUSIVE")

        assert store.feed_states() == ()


def test_many_open_a_new_store_at_once(path: Path) -> None:
    def opened(_: int) -> int:
        with Store.open(path) as store:
            return len(store.feed_states())

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(opened, range(16))) == [0] * 16


def test_a_file_that_is_no_database_is_refused_and_left_alone(path: Path) -> None:
    path.write_text("feeds:\n  - a list of feeds, named by mistake\n" * 100)
    before = path.read_bytes()

    with pytest.raises(StoreError, match="not a store: name another file"):
        Store.open(path)

    assert path.read_bytes() == before


def test_another_programs_database_is_refused_and_left_alone(path: Path) -> None:
    with sqlite(path) as other:
        other.execute("CREATE TABLE bookmarks (url TEXT)")
    before = path.read_bytes()

    with pytest.raises(StoreError, match="another program's database"):
        Store.open(path)

    assert path.read_bytes() == before


def test_a_store_of_a_newer_digest_is_refused(path: Path) -> None:
    Store.open(path).close()
    with sqlite(path) as other:
        other.execute("UPDATE digest_store SET version = 7")

    with pytest.raises(StoreError, match=r"layout is 7, this one's 4\): upgrade"):
        Store.open(path)


def test_a_store_that_another_process_holds_is_refused(path: Path) -> None:
    Store.open(path).close()
    with sqlite(path) as other:
        other.execute("BEGIN EXCLUSIVE")

        with pytest.raises(StoreError, match="another process is using it"):
            Store.open(path, patience=SHORTLY)


def test_a_folder_is_no_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="check that it and its folder can be written"):
        Store.open(tmp_path)


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(StoreError, match="file/inner cannot be made"):
        Store.open(tmp_path / "file" / "inner" / "store.db")


def test_what_fails_later_is_told_without_what_was_to_be_written(path: Path) -> None:
    with Store.open(path) as store:
        ledger = store.ledger("smtp")
        with sqlite(path) as other:
            other.execute("DROP TABLE deliveries")

        with pytest.raises(StoreError) as caught:
            ledger.claim("2025-W03", "ada@example.org", "<1@example.org>", NOW)

    assert "no such table: deliveries" in str(caught.value)
    assert "ada" not in f"{caught.value} {caught.value.__cause__}"
