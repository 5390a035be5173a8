"""What is remembered of a feed once it answered, or did not: when to ask, and where."""

import hashlib
from dataclasses import replace
from datetime import datetime, timedelta

from digest.collect.fetch import Answer
from digest.collect.freshness import due
from digest.collect.retry import LONGEST_WAIT, rest
from digest.collect.source import is_file
from digest.collect.trouble import FetchError, Lasts
from digest.errors import FeedError
from digest.model import Feed, FeedMemory

_GONE = 410
_STRANDED = 3  # failures at the address a feed moved to: it may be back at its old one


def is_left_alone(memory: FeedMemory, *, now: datetime, ask_all: bool) -> bool:
    """Tell whether a feed is not to be asked now.

    `ask_all` asks what is fresh or rests after failures, and never whom a publisher
    wants left alone. What lies too far ahead was noted by a clock that went wrong.
    """
    if memory.gone_since:
        return True
    wishes = (memory.not_before, None if ask_all else memory.due)
    return any(until and now < until <= now + LONGEST_WAIT for until in wishes)


def answered(feed: Feed, memory: FeedMemory, found: Answer) -> FeedMemory:
    """Return the memory with what an answer says of itself and its address."""
    known = replace(
        memory,
        not_before=None,
        failures=0,
        failing_since=None,
        moved_to=_address(feed, memory, found),
    )
    if not found.modified:
        return replace(
            known,
            etag=found.etag or memory.etag,
            last_modified=found.last_modified or memory.last_modified,
        )
    return replace(
        known,
        etag=found.etag,
        last_modified=found.last_modified,
        body_sha256=hashlib.sha256(found.body).hexdigest(),
    )


def due_again(
    feed: Feed, found: Answer, ttl: timedelta | None, *, now: datetime
) -> datetime | None:
    """Return when the feed is worth asking again; None: any time, as a file always."""
    return None if is_file(feed.location) else due(now, found.fresh_for, ttl)


def failed(
    feed: Feed, memory: FeedMemory, error: FeedError, *, now: datetime
) -> FeedMemory:
    """Return the memory after a failure: the feed rests, longer each time."""
    failures = memory.failures + 1
    until = error.until if isinstance(error, FetchError) else None
    rests = None if until or is_file(feed.location) else rest(feed.location, failures)
    return replace(
        memory,
        not_before=until,
        due=now + rests if rests else None,
        failures=failures,
        failing_since=memory.failing_since or now,
        moved_to=None if _is_stranded(error, failures) else memory.moved_to,
        gone_since=now if _is_gone(memory, error) else None,
    )


def _address(feed: Feed, memory: FeedMemory, found: Answer) -> str | None:
    """Return where the feed is from now on; None: where the settings say."""
    address = found.moved_to or memory.moved_to
    return None if address == feed.location else address


def _is_stranded(error: FeedError, failures: int) -> bool:
    passing = isinstance(error, FetchError) and error.lasts is not Lasts.FOR_GOOD
    return failures >= _STRANDED or not passing


def _is_gone(memory: FeedMemory, error: FeedError) -> bool:
    """Tell whether a feed was ended; not where only its new address was."""
    if memory.moved_to or not isinstance(error, FetchError):
        return False
    return error.status == _GONE
