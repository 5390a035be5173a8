"""How long what a feed answered stays fresh: by its server's word, and by its own."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta

from digest.collect.headers import http_date

MOST = timedelta(days=1)  # whatever a server says, a feed is asked every day
_LEAST = timedelta(minutes=1)
# A scheduled run may begin a little before the time it began at yesterday.
_SLACK = 0.9

_MAX_AGE = re.compile(r"(?:^|[,\s])max-age\s*=\s*\"?(\d{1,12})", re.IGNORECASE)
_REVALIDATE = re.compile(r"(?:^|[,\s])no-(?:cache|store)(?![=\w-])", re.IGNORECASE)
_NUMBER = re.compile(r"[0-9]{1,9}")
_PERIODS = {
    "hourly": timedelta(hours=1),
    "daily": timedelta(days=1),
    "weekly": timedelta(weeks=1),
    "monthly": timedelta(days=30),
    "yearly": timedelta(days=365),
}


def lifetime(headers: Mapping[str, str], *, now: datetime | None) -> timedelta:
    """Return how long a server says that its answer stays fresh (RFC 9111, 4.2).

    `now` stands in for a server that tells no date.
    """
    said = headers.get("Cache-Control", "")[:1_000]
    if _REVALIDATE.search(said):
        return timedelta()
    age = _seconds(headers.get("Age"))
    if max_age := _MAX_AGE.search(said):
        return _between(timedelta(seconds=int(max_age[1])) - age)
    ends = http_date(headers.get("Expires"))
    told = http_date(headers.get("Date")) or now
    return _between(ends - told - age) if ends and told else timedelta()


def own_ttl(minutes: object, period: object, frequency: object) -> timedelta | None:
    """Return how long a feed itself says that it stays fresh; None: it does not say.

    These are RSS's `ttl`, and `updatePeriod` with `updateFrequency` of its
    syndication module.
    """
    if _NUMBER.fullmatch(str(minutes).strip()):
        return _between(timedelta(minutes=int(str(minutes))))
    length = _PERIODS.get(str(period).strip().lower())
    if length is None:
        return None
    times = str(frequency).strip()
    often = int(times) if _NUMBER.fullmatch(times) else 1
    return _between(length / max(often, 1))


def due(now: datetime, fresh_for: timedelta, ttl: timedelta | None) -> datetime | None:
    """Return when it is worth asking again; None: any time.

    The longer of both counts: each is the publisher's word that nothing will be new.
    """
    length = _between(max(fresh_for, ttl or timedelta()))
    return now + length * _SLACK if length >= _LEAST else None


def _between(length: timedelta) -> timedelta:
    return min(max(length, timedelta()), MOST)


def _seconds(value: str | None) -> timedelta:
    number = (value or "").strip()
    return timedelta(seconds=int(number) if _NUMBER.fullmatch(number) else 0)
