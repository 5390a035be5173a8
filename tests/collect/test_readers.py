import asyncio
import os
import pickle
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from multiprocessing import active_children
from pathlib import Path

import pytest

from digest.collect.readers import Readers
from digest.collect.trouble import FetchError, KeptOutError, Lasts
from digest.collect.walls import Wall, WalledError
from digest.errors import FeedError

ROOT = Path(__file__).parents[2]

# What is read with: it must be importable by the processes that read.


def doubled(number):
    return 2 * number


def without_end(_):
    while True:
        pass


def without_measure(_):
    return bytearray(2_000_000_000)


def deadly(_):
    os.kill(os.getpid(), signal.SIGSEGV)


def refused(_):
    message = "no feed: an HTML page"
    raise FeedError(message)


def faulty(_):
    return {}["nothing"]


class OfTwoWordsError(ValueError):
    """An error that pickle makes of too few words again."""

    def __init__(self, one, _other):
        super().__init__(one)


def unspeakable(_):
    raise OfTwoWordsError("one", "other")  # noqa: EM101  as libraries do


def read(*readings, seconds=30.0, workers=2):
    """Read 1, 2, 3 … with each of the readings at once; errors as their words."""

    async def all_of_them():
        async with Readers(seconds=seconds, workers=workers) as readers:
            return await asyncio.gather(
                *(readers.read(each, at) for at, each in enumerate(readings, start=1)),
                return_exceptions=True,
            )

    return [
        str(each) if isinstance(each, FeedError) else each
        for each in asyncio.run(all_of_them())
    ]


def test_readings_come_back_to_whoever_gave_them():
    assert read(*[doubled] * 50) == [2 * number for number in range(1, 51)]


def test_a_reading_without_end_costs_only_itself():
    assert read(without_end, doubled, doubled, seconds=1) == [
        "it takes more than 1 seconds to read",
        4,
        6,
    ]


def test_readings_go_on_when_all_processes_were_held_up():
    came = read(without_end, without_end, without_end, doubled, seconds=0.5)

    assert came[-1] == 8


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits memory so")
def test_a_reading_without_measure_is_refused_the_memory():
    assert read(without_measure, doubled) == [
        "it takes more than 200 MB of memory to read",
        4,
    ]


def test_a_reading_that_kills_its_process_costs_only_itself():
    assert read(deadly, doubled, doubled, workers=1) == [
        "it brings down whoever reads it",
        4,
        6,
    ]


def test_what_a_reading_finds_wrong_is_said_in_its_own_words():
    assert read(refused) == ["no feed: an HTML page"]


def test_an_error_nobody_thought_of_is_said_by_its_name():
    assert read(faulty) == ["it cannot be read: KeyError"]


def test_an_error_that_no_process_can_tell_another_costs_only_itself():
    assert read(unspeakable, doubled, doubled) == [
        "it cannot be read: OfTwoWordsError",
        4,
        6,
    ]


def errors_of_feeds(kind=FeedError):
    for each in kind.__subclasses__():
        yield from (each, *errors_of_feeds(each))


@pytest.mark.parametrize(
    "error",
    [
        FeedError("no feed"),
        FetchError(
            "asked to wait",
            lasts=Lasts.A_WHILE,
            closed="outlet.example:443",
            hung=True,
            wait=timedelta(seconds=3),
            until=datetime(2025, 1, 16, tzinfo=UTC),
            status=429,
        ),
        KeptOutError("kept out", lasts=Lasts.FOR_GOOD),
        WalledError(Wall.PAYWALL),
    ],
    ids=lambda error: type(error).__name__,
)
def test_errors_of_feeds_are_the_same_between_processes(error):
    same = pickle.loads(pickle.dumps(error))  # noqa: S301  our own

    assert type(same) is type(error)
    assert (str(same), vars(same)) == (str(error), vars(error))
    assert {*errors_of_feeds()} == {FetchError, KeptOutError, WalledError}


def test_others_are_started_where_processes_were_ended_from_outside():
    async def ended_from_outside():
        async with Readers() as readers:
            first = await readers.read(doubled, 1)
            for each in active_children():
                each.kill()
                each.join()
            return [first, *[await trial(readers.read(doubled, n)) for n in (2, 3, 4)]]

    async def trial(reading):
        try:
            return await reading
        except FeedError as error:  # the one that was given to those that were ended
            return str(error)

    *_, last = came = asyncio.run(ended_from_outside())
    assert last == 8
    assert {*came} <= {2, 4, 6, 8, "whoever was to read it was ended"}


def test_no_process_is_started_for_nothing():
    async def nothing_to_read():
        before = children(os.getpid())
        async with Readers():
            return children(os.getpid()) - before

    assert not asyncio.run(nothing_to_read())


def test_readings_that_nobody_waits_for_are_ended():
    async def given_up():
        async with Readers(workers=1) as readers:
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(readers.read(without_end, 1), timeout=0.5)
            return await readers.read(doubled, 4)

    assert asyncio.run(asyncio.wait_for(given_up(), timeout=20)) == 8


@pytest.mark.skipif(not Path("/proc").exists(), reason="looks into /proc")
def test_a_killed_run_leaves_no_process_behind(tmp_path):
    script = tmp_path / "run.py"
    script.write_text(KILLED)
    with subprocess.Popen(
        [sys.executable, str(script)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as run:
        begun = [int(each) for each in run.stdout.readline().split()]
        run.kill()

    assert begun
    assert gone(begun, within_seconds=20)


KILLED = """
import asyncio, os, sys
sys.path.insert(0, os.getcwd())
from digest.collect.readers import Readers
from tests.collect.test_readers import children, doubled, without_end

async def run():
    async with Readers() as readers:
        await readers.read(doubled, 1)
        hanging = asyncio.create_task(readers.read(without_end, 1))
        await asyncio.sleep(0.2)
        print(*children(os.getpid()), flush=True)
        await hanging

if __name__ == "__main__":
    asyncio.run(run())
"""


def children(pid):
    """Return the processes that this one started, and those that they did."""
    parents = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(path.parent.name)] = int(fields[1])
    found, new = set(), {pid}
    while new:
        new = {child for child, parent in parents.items() if parent in new}
        found |= new
    return found


def gone(pids, *, within_seconds):
    ends = time.monotonic() + within_seconds
    while time.monotonic() < ends:
        if not any(alive(pid) for pid in pids):
            return True
        time.sleep(0.05)  # noqa: TID251  waits for what another process does
    return False


def alive(pid):
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"
