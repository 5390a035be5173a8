"""How often a feed has something new, learned from the dates of its entries."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import pairwise

from digest.model import Rhythm

_DAYS = 3  # with something new: fewer tell no rhythm
_ENTRIES = 5  # or so many of a day or two; those of one moment came all at once
_LONGEST = 120  # days; an archive's one old entry is no rhythm


def learned(
    published: Iterable[datetime | None], before: Rhythm | None, *, now: datetime
) -> Rhythm | None:
    """Return a feed's rhythm, given its entries' dates; None: they tell none yet.

    A gap that was met once belongs to the rhythm for good: a summer's break must
    raise no alarm each year. Entries dated ahead are as new as now.
    """
    dated = sorted(min(moment, now) for moment in published if moment)
    newest = max([*dated[-1:], *([before.newest] if before else [])], default=None)
    if newest is None:
        return None
    days = sorted({moment.date() for moment in dated} | _known(before))
    if len(days) < _DAYS and len(set(dated)) < _ENTRIES:
        return before and _later(before, newest)
    gaps = _gaps(days)
    longest = max([*gaps, before.longest_days if before else 1])
    return Rhythm(
        usual_days=min(sorted(gaps)[len(gaps) // 2], _LONGEST),
        longest_days=min(longest, _LONGEST),
        newest=newest,
    )


def _known(before: Rhythm | None) -> set[date]:
    """Return the day that the gap to the oldest entry given now begins at."""
    return {before.newest.date()} if before else set()


def _gaps(days: Sequence[date]) -> list[int]:
    return [(later - earlier).days for earlier, later in pairwise(days)] or [1]


def _later(before: Rhythm, newest: datetime) -> Rhythm:
    return Rhythm(
        usual_days=before.usual_days, longest_days=before.longest_days, newest=newest
    )
