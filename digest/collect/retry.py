"""When to ask again: what passes by itself, and how long to wait for it."""

import hashlib
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

TRANSIENT = frozenset((429, 500, 502, 503, 504))
SHORT_WAIT = timedelta(seconds=5)  # asked to wait this long, a run waits
LONGEST_WAIT = timedelta(days=7)  # a mistaken Retry-After must not end a subscription


def retry_after(value: str | None, *, now: datetime | None) -> timedelta | None:
    """Return how long a Retry-After header asks to wait; None: it does not say."""
    if not value:
        return None
    stripped = value.strip()
    if stripped.isascii() and stripped.isdigit():
        seconds = int(stripped[:9])
        return min(timedelta(seconds=seconds), LONGEST_WAIT)
    return _until(stripped, now) if now else None


def _until(value: str, now: datetime) -> timedelta | None:
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    try:
        wait = aware - now
    except OverflowError:
        return None
    return min(max(wait, timedelta()), LONGEST_WAIT)


def backoff(url: str, attempt: int, *, base_seconds: float) -> float:
    """Return the pause before trying again, in seconds: doubling, and spread.

    The spread (half to whole) comes from the address, so that many feeds of one server
    do not come back at once, and two runs behave alike.
    """
    drawn = hashlib.sha256(f"{attempt} {url}".encode(errors="replace")).digest()[0]
    return float(base_seconds * 2**attempt * (0.5 + drawn / 510))
