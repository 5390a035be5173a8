"""A run may be killed at any moment, and two may write at once: nothing is torn."""

import signal
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from digest.store import Store
from digest.text.places import Place
from tests.store.claiming import COPIES
from tests.store.endless import feed, pages
from tests.store.processes import running


def writing(place: Place, writer: str, *limit: str) -> subprocess.Popen[str]:
    return running("tests.store.endless", place, writer, *limit)


def assert_whole(store: Store, location: str) -> None:
    memory = store.memories([location])[location]
    urls = {article.entry.url for article in store.articles([location])}

    assert memory.etag == location
    assert memory.entry_ids == memory.paragraphs.keys() == urls == pages(location)


@pytest.mark.parametrize("moment", [1, 2, 5, 9])
def test_a_killed_run_leaves_each_harvest_whole_or_absent(
    place: Place, moment: int
) -> None:
    with writing(place, "one") as process:
        for _ in range(moment):
            process.stdout.readline()
        process.send_signal(signal.SIGKILL)
        told = moment + len(process.stdout.readlines())

    if isinstance(place, Path):
        with closing(sqlite3.connect(place)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    with Store.open(place) as store:
        kept = [state.location for state in store.feed_states()]
        assert {feed("one", number) for number in range(told)} <= set(kept)
        assert len(kept) in {told, told + 1}
        for location in kept:
            assert_whole(store, location)


def test_two_processes_write_at_once(place: Place) -> None:
    with writing(place, "one", "25") as one, writing(place, "two", "25") as two:
        one.communicate()
        two.communicate()

    assert (one.returncode, two.returncode) == (0, 0)
    with Store.open(place) as store:
        states = store.feed_states()
        assert len(states) == 50
        for state in states:
            assert_whole(store, state.location)


def test_two_processes_claim_one_edition_and_no_copy_is_had_twice(place: Place) -> None:
    Store.open(place).close()
    with (
        running("tests.store.claiming", place) as one,
        running("tests.store.claiming", place) as two,
    ):
        for process in (one, two):
            assert process.stdout
            process.stdout.readline()
        for process in (one, two):
            assert process.stdin
            process.stdin.write("go\n")
            process.stdin.flush()
        had = [process.communicate()[0].split() for process in (one, two)]

    assert sorted(had[0] + had[1]) == list(COPIES)
