"""When to ask again: what passes by itself, and how long to wait for it."""

import hashlib
from datetime import datetime, timedelta

from digest.collect.headers import http_date

TRANSIENT = frozenset((429, 500, 502, 503, 504))
SHORT_WAIT = timedelta(seconds=5)  # asked to wait this long, a run waits
LONGEST_WAIT = timedelta(days=7)  # a mistaken Retry-After must not end a subscription

_FIRST_REST = timedelta(hours=1)
_LONGEST_REST = timedelta(days=1)


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
    moment = http_date(value)
    if moment is None:
        return None
    try:
        wait = moment - now
    except OverflowError:
        return None
    return min(max(wait, timedelta()), LONGEST_WAIT)


def backoff(url: str, attempt: int, *, base_seconds: float) -> float:
    """Return the pause before trying again, in seconds: doubling, and spread.

    The spread (half to whole) comes from the address, so that many feeds of one server
    do not come back at once, and two runs behave alike.
    """
    return float(base_seconds * 2**attempt * (0.5 + _drawn(attempt, url) / 2))


def rest(location: str, failures: int) -> timedelta | None:
    """Return how long later runs leave a feed alone after failures; None: not at all.

    The first failure may be a hiccup, or our own. From the second on the rest doubles
    up to a day, of which a spread of up to a fifth is taken off again: so that a daily
    run asks a feed that is down every day.
    """
    if failures <= 1:
        return None
    doubled = _FIRST_REST * float(2 ** min(failures - 2, 10))
    spread = 0.8 + _drawn(failures, location) / 10
    return min(doubled, _LONGEST_REST) * spread


def _drawn(number: int, text: str) -> float:
    """Return a number from 0 to 1 that looks drawn, and is the same in each run."""
    digest = hashlib.sha256(f"{number} {text}".encode(errors="replace")).digest()
    return digest[0] / 255
