"""A run may be killed at any moment, and two may write at once: nothing is torn."""

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from digest.store import Store
from tests.store.endless import feed, pages

ROOT = Path(__file__).parents[2]


def writing(path: Path, writer: str, *limit: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.store.endless", str(path), writer, *limit],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},  # noqa: TID251 – for a subprocess
        stdout=subprocess.PIPE,
        text=True,
    )


def assert_whole(store: Store, location: str) -> None:
    memory = store.memories([location])[location]
    urls = {article.entry.url for article in store.articles([location])}

    assert memory.etag == location
    assert memory.entry_ids == memory.paragraphs.keys() == urls == pages(location)


@pytest.mark.parametrize("moment", [1, 2, 5, 9])
def test_a_killed_run_leaves_each_harvest_whole_or_absent(
    path: Path, moment: int
) -> None:
    with writing(path, "one") as process:
        for _ in range(moment):
            process.stdout.readline()
        process.send_signal(signal.SIGKILL)
        told = moment + len(process.stdout.readlines())

    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    with Store.open(path) as store:
        kept = [state.location for state in store.feed_states()]
        assert {feed("one", number) for number in range(told)} <= set(kept)
        assert len(kept) in {told, told + 1}
        for location in kept:
            assert_whole(store, location)


def test_two_processes_write_at_once(path: Path) -> None:
    with writing(path, "one", "25") as one, writing(path, "two", "25") as two:
        one.communicate()
        two.communicate()

    assert (one.returncode, two.returncode) == (0, 0)
    with Store.open(path) as store:
        states = store.feed_states()
        assert len(states) == 50
        for state in states:
            assert_whole(store, state.location)
