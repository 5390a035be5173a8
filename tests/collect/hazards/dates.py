"""Hazards of dates: that cannot be, that lie, or that are none."""

from datetime import UTC, datetime

from tests.collect.builders import an_item
from tests.collect.hazards.hazard import Family, Hazard
from tests.collect.hazards.saying import LINK, TEXT, feed, first, reads

_UNDATED = an_item(LINK, days_old=None, content=TEXT)

# No believable date: the entry counts as undated.
NONE = (
    "",
    "soon",
    "Mon, 01 Jan -001 00:00:00 GMT",
    "Fri, 01 Jan 1767 00:00:00 GMT",
    "Thu, 01 Jan 1970 00:00:00 GMT",
    "Fri, 31 Dec 9999 23:59:59 GMT",
    "Fri, 31 Dec 99999 23:59:59 GMT",
    "Fri, 31 Dec 9999 23:59:59 -1200",
    "Mon, 01 Jan 0001 00:00:00 +1400",
    "Sat, 30 Feb 2025 00:00:00 GMT",
    "Sat, 32 Jan 2025 00:00:00 GMT",
    "Sat, 10 Foo 2025 00:00:00 GMT",
    "2025-13-45T99:99:99Z",
    "0000-00-00T00:00:00Z",
    "-1",
    "0",
    "99999999999999999999",
    "1e400",
    "NaN",
    "2038-01-19T03:14:08Z",
    "1" * 100_000,
    "Mon, " * 10_000,
    "{{ now }}",
)
# Odd, and yet a date.
SOME = (
    ("2025-01-10T24:00:00Z", datetime(2025, 1, 11, tzinfo=UTC)),
    ("2024-12-31T23:59:60Z", datetime(2025, 1, 1, tzinfo=UTC)),
    ("2025-01-10", datetime(2025, 1, 10, tzinfo=UTC)),
    ("Fri, 10 Jan 2025 08:00:00", datetime(2025, 1, 10, 8, tzinfo=UTC)),
    ("Mon, 10 Jan 2025 08:00:00 EST", datetime(2025, 1, 10, 13, tzinfo=UTC)),
    ("2025-01-10T00:00:00+99:99", datetime(2025, 1, 5, 20, tzinfo=UTC)),
    ("٢٠٢٥-٠١-١٠", datetime(2025, 1, 10, tzinfo=UTC)),
    ("2025-01-10T08:00:00.123456789Z", datetime(2025, 1, 10, 8, tzinfo=UTC)),
)


def _short(date: str) -> str:
    return date if len(date) < 40 else f"{date[:10]}… of {len(date):,} characters"


def _none(date: str) -> Hazard:
    made = _UNDATED.replace("</item>", f"<pubDate>{date}</pubDate></item>")
    return reads(
        f"a date of “{_short(date)}”",
        feed(made),
        holds=lambda came: first(came).entry.published is None,
        then="undated",
    )


def _some(date: str, expected: datetime) -> Hazard:
    made = _UNDATED.replace("</item>", f"<pubDate>{date}</pubDate></item>")

    def is_near(moment: datetime | None) -> bool:
        return moment is None or abs((moment - expected).total_seconds()) <= 86_400

    return reads(
        f"a date of “{_short(date)}”",
        feed(made),
        holds=lambda came: is_near(first(came).entry.published),
        then="within a day of it, or undated",
    )


FAMILY = Family(
    name="dates",
    about="Dates that cannot be believed count as none: the day it was first seen.",
    guard="content",
    unguarded="feedparser hands out the years -1 and 1767 as they are",
    hazards=(*(_none(date) for date in NONE), *(_some(*each) for each in SOME)),
)
