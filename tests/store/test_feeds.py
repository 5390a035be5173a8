"""What is remembered of feeds comes back, and failures are counted."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digest.model import FeedMemory, Rhythm
from digest.store import FeedState, Store
from digest.text.places import Place
from tests.store.builders import NOW, a_harvest, an_article

FEED = "https://outlet.example/feed"
NASTY = st.sampled_from(["\x00", "\x1b", "\x1b0000", "\ud800", "’", "%s", "'; --"])
WORDS = st.text(max_size=20) | NASTY
MOMENTS = st.datetimes(timezones=st.just(UTC))
MEMORIES = st.builds(
    FeedMemory,
    etag=st.none() | WORDS,
    last_modified=st.none() | WORDS,
    body_sha256=st.none() | WORDS,
    not_before=st.none() | MOMENTS,
    due=st.none() | MOMENTS,
    ttl=st.none() | st.timedeltas(timedelta(), timedelta(days=1)),
    moved_to=st.none() | WORDS,
    gone_since=st.none() | MOMENTS,
    failures=st.integers(0, 1000),
    failing_since=st.none() | MOMENTS,
    warned=st.none() | MOMENTS,
    rhythm=st.none()
    | st.builds(
        Rhythm,
        usual_days=st.integers(1, 99),
        longest_days=st.integers(1, 99),
        newest=MOMENTS,
    ),
    entry_ids=st.frozensets(WORDS, max_size=5),
    paragraphs=st.dictionaries(WORDS, st.integers(1, 1000), max_size=5),
)


def test_a_feed_never_kept_has_no_memory(store: Store) -> None:
    assert store.memories([FEED]) == {}


@given(first=MEMORIES, second=MEMORIES)
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_the_memory_last_kept_comes_back(
    store: Store, first: FeedMemory, second: FeedMemory
) -> None:
    for memory in (first, second):
        store.keep(a_harvest(memory=memory), now=NOW)

        assert store.memories([FEED]) == {FEED: memory}


def test_memories_come_for_the_feeds_asked_for_only(store: Store) -> None:
    for name in ("a", "b", "c"):
        store.keep(
            a_harvest(location=name, memory=FeedMemory(etag=name, entry_ids={name})),
            now=NOW,
        )

    found = store.memories(["c", "a", "unknown"])

    assert {name: memory.etag for name, memory in found.items()} == {"c": "c", "a": "a"}
    assert found["a"].entry_ids == {"a"}


def test_more_feeds_than_one_statement_takes_are_remembered(store: Store) -> None:
    names = [f"https://outlet{number}.example/feed" for number in range(600)]
    store.keep(a_harvest(location=names[599]), now=NOW)

    assert list(store.memories(names)) == [names[599]]


def test_a_memory_is_read_when_it_is_asked_for(store: Store) -> None:
    memories = store.memories([FEED, "second"])
    store.keep(a_harvest(memory=FeedMemory(etag="1")), now=NOW)
    first = memories[FEED]
    store.keep(a_harvest(memory=FeedMemory(etag="2")), now=NOW)
    second = memories[FEED]
    store.keep(a_harvest(location="second"), now=NOW)

    assert (first.etag, second.etag) == ("1", "2")
    assert list(memories) == [FEED, "second"]


def test_a_feed_without_a_memory_is_absent(store: Store) -> None:
    store.keep(a_harvest(location="not asked for"), now=NOW)
    memories = store.memories([FEED])

    assert memories.get(FEED, FeedMemory()) == FeedMemory()
    for location in (FEED, "not asked for"):
        assert location not in memories
        with pytest.raises(KeyError, match=location):
            memories[location]


def test_a_feed_named_twice_is_remembered_once(store: Store) -> None:
    store.keep(a_harvest(), now=NOW)

    memories = store.memories([FEED, FEED])

    assert (list(memories), len(memories)) == ([FEED], 1)


def test_a_memory_outlives_the_run(place: Place) -> None:
    memory = FeedMemory(etag='"1"', entry_ids=frozenset({"one"}), paragraphs={"p": 2})
    with Store.open(place) as first:
        first.keep(a_harvest(memory=memory), now=NOW)

    with Store.open(place) as second:
        assert second.memories([FEED]) == {FEED: memory}


def test_a_feed_that_works_has_no_error(store: Store) -> None:
    memory = FeedMemory(entry_ids=frozenset({"one", "two"}), paragraphs={"p": 1})
    old, new = NOW - timedelta(days=3), NOW - timedelta(days=1)
    store.keep(
        a_harvest(
            an_article("https://outlet.example/new", published=new),
            an_article("https://outlet.example/old", published=old),
            memory=memory,
        ),
        now=NOW,
    )

    assert store.feed_states() == (
        FeedState(
            location=FEED,
            title="Outlet",
            last_success=NOW,
            last_error=None,
            failures_in_a_row=0,
            entries=2,
            newest=new,
        ),
    )


def test_failures_are_counted_until_the_feed_works_again(store: Store) -> None:
    later, latest = NOW + timedelta(days=1), NOW + timedelta(days=2)
    once = FeedMemory(failures=1, failing_since=later)
    twice = replace(once, failures=2)
    store.keep(a_harvest(), now=NOW)
    store.keep(a_harvest(failure="no answer", memory=once), now=later)
    store.keep(a_harvest(failure="not a feed", memory=twice), now=later)

    (failing,) = store.feed_states()
    store.keep(a_harvest(), now=latest)
    (working,) = store.feed_states()

    assert (failing.last_success, failing.last_error) == (NOW, "not a feed")
    assert (failing.failures_in_a_row, failing.failing_since) == (2, later)
    assert (working.last_success, working.last_error) == (latest, None)
    assert working.failures_in_a_row == 0


def test_a_feed_that_asked_to_wait_is_left_as_it_was(store: Store) -> None:
    until = NOW + timedelta(hours=2)
    asked = FeedMemory(not_before=until)
    store.keep(a_harvest(memory=asked, failure="the server answers 429"), now=NOW)
    before = store.feed_states()

    waiting = replace(a_harvest(memory=asked), unchanged=True, asked=False)
    store.keep(waiting, now=NOW + timedelta(hours=1))

    assert store.feed_states() == before
    assert store.memories([FEED])[FEED].not_before == until


def test_a_feed_is_next_asked_when_nothing_speaks_against_it(store: Store) -> None:
    soon, late = NOW + timedelta(hours=1), NOW + timedelta(hours=2)
    memory = FeedMemory(not_before=soon, due=late, moved_to="https://new.example/")
    store.keep(a_harvest(memory=memory), now=NOW)

    (state,) = store.feed_states()

    assert (state.rests_until, state.moved_to) == (late, "https://new.example/")


def test_a_feed_that_was_not_asked_is_renamed_all_the_same(store: Store) -> None:
    harvest = a_harvest(memory=FeedMemory(etag="1"))
    store.keep(harvest, now=NOW)
    renamed = replace(harvest.feed, title="Renamed")
    store.keep(replace(harvest, feed=renamed, asked=False), now=NOW)

    (state,) = store.feed_states()

    assert (state.title, state.last_success) == ("Renamed", NOW)


def test_a_feed_that_never_worked_says_so(store: Store) -> None:
    store.keep(a_harvest(failure="no answer"), now=NOW)

    (state,) = store.feed_states()

    assert (state.last_success, state.newest) == (None, None)
    assert state.last_error == "no answer"


def test_states_come_by_location_under_the_feeds_latest_title(store: Store) -> None:
    harvest = a_harvest(location="b")
    store.keep(harvest, now=NOW)
    store.keep(a_harvest(location="a"), now=NOW)
    renamed = replace(harvest, feed=replace(harvest.feed, title="Renamed"))
    store.keep(renamed, now=NOW)

    states = store.feed_states()

    assert [(state.location, state.title) for state in states] == [
        ("a", "Outlet"),
        ("b", "Renamed"),
    ]


def test_moments_keep_their_microseconds_whatever_their_zone(store: Store) -> None:
    moment = datetime.fromisoformat("2025-01-16T09:30:00.123456+02:00")
    store.keep(a_harvest(memory=FeedMemory(not_before=moment)), now=moment)

    kept = store.memories([FEED])[FEED].not_before

    assert kept == moment
    assert kept.tzinfo is UTC
