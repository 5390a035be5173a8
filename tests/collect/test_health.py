from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.collect.health import examined, often
from digest.collect.rhythm import learned
from digest.model import Failure, FeedMemory, Harvest, Rhythm
from tests.collect.builders import NOW, a_feed

DAY = timedelta(days=1)
WEEKLY = Rhythm(usual_days=7, longest_days=9, newest=NOW)


def days_ago(*days: float) -> list[datetime]:
    return [NOW - day * DAY for day in days]


def a_harvest(memory: FeedMemory, *, failure: str = "") -> Harvest:
    failed = Failure(subject="Outlet", reason=failure) if failure else None
    return Harvest(feed=a_feed(), memory=memory, failure=failed)


def told(harvest: Harvest, *, now: datetime = NOW) -> list[str]:
    return [each.text for each in examined(harvest, FeedMemory(), now=now).notices]


def down(failures: int, days: float) -> Harvest:
    memory = FeedMemory(failures=failures, failing_since=NOW - days * DAY)
    return a_harvest(memory, failure="no answer")


@pytest.mark.parametrize(
    ("failures", "days"), [(1, 0), (1, 30), (2, 1), (2, 6), (3, 1), (20, 1)]
)
def test_a_hiccup_is_no_reason_to_call_a_person(failures, days):
    assert told(down(failures, days)) == []


@pytest.mark.parametrize(("failures", "days"), [(3, 2), (2, 7), (9, 60)])
def test_a_feed_that_stays_down_is(failures, days):
    (words,) = told(down(failures, days))

    assert words.startswith("down since ")
    assert f"asked {failures} times" in words


def test_who_was_told_is_told_again_after_a_week_as_long_as_it_lasts():
    first = examined(down(3, 2), FeedMemory(), now=NOW)
    said = []
    memory = first.memory
    for day in range(1, 15):
        harvest = a_harvest(memory, failure="no answer")
        came = examined(harvest, memory, now=NOW + day * DAY)
        memory = came.memory
        said += [day] * len(came.notices)

    assert first.notices[0].urgent
    assert said == [7, 14]


def test_a_feed_that_works_again_is_forgiven():
    ill = examined(down(3, 2), FeedMemory(), now=NOW).memory
    well = examined(a_harvest(replace(ill, failures=0)), ill, now=NOW)

    assert (well.memory.warned, well.notices) == (None, ())


def test_a_feed_is_silent_beyond_its_own_rhythm_only():
    harvest = a_harvest(FeedMemory(rhythm=WEEKLY))

    quiet = [told(harvest, now=NOW + days * DAY) for days in (7, 18, 34)]
    (words,) = told(harvest, now=NOW + 35 * DAY)

    assert quiet == [[], [], []]
    assert words == (
        "silent for 35 days: its newest entry is of 16 January 2025, and as a rule it "
        "has something new every 7 days, 9 days apart at most"
    )


def test_a_daily_feed_may_have_a_long_weekend():
    harvest = a_harvest(
        FeedMemory(rhythm=replace(WEEKLY, usual_days=1, longest_days=1))
    )

    assert told(harvest, now=NOW + 4 * DAY) == []
    assert told(harvest, now=NOW + 5 * DAY)


def test_a_feed_without_a_rhythm_is_never_silent():
    assert told(a_harvest(FeedMemory()), now=NOW + 900 * DAY) == []


@pytest.mark.parametrize(
    ("days", "usual", "longest"),
    [
        ((0, 7, 14, 21), 7, 7),
        ((0, 1, 2, 5, 6, 7), 1, 3),
        ((0, 0.1, 0.2, 0.3, 0.35), 1, 1),
        ((0, 2, 4, 400), 2, 120),
    ],
)
def test_a_rhythm_is_learned_from_dates(days, usual, longest):
    rhythm = learned(days_ago(*days), None, now=NOW)

    assert rhythm == Rhythm(usual_days=usual, longest_days=longest, newest=NOW)


@pytest.mark.parametrize("days", [(), (1,), (1, 2), (1, 1.1, 1.2)])
def test_few_dates_tell_no_rhythm(days):
    assert learned([*days_ago(*days), None], None, now=NOW) is None


def test_a_silence_that_ended_belongs_to_the_rhythm():
    later = NOW + 30 * DAY
    burst = [later - day * DAY for day in (0, 1, 2, 3)]

    rhythm = learned(burst, WEEKLY, now=later)

    assert rhythm == Rhythm(usual_days=1, longest_days=27, newest=later)


def test_dates_ahead_are_as_new_as_now():
    dates = [NOW + 2 * DAY, *days_ago(7, 14)]

    assert learned(dates, None, now=NOW).newest == NOW


DATES = st.floats(-2, 12_000).map(lambda days: NOW - timedelta(days=days))


@given(st.lists(st.none() | DATES))
def test_every_rhythm_is_in_whole_days_and_in_words(dates):
    rhythm = learned(dates, None, now=NOW)

    if rhythm:
        assert 1 <= rhythm.usual_days <= 120
        assert 1 <= rhythm.longest_days <= 120
        assert rhythm.newest <= NOW
        assert often(rhythm).startswith("every ")
    assert learned(dates, rhythm, now=NOW) == rhythm
