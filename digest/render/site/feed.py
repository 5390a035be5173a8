"""The editions as an Atom feed (RFC 4287), the newest of them with all they say."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from digest.render.environment import Templates, filled
from digest.render.page import values
from digest.render.site import addresses as at
from digest.render.site.archive import Archive, Printed

MOST = 20  # editions; the others stay on the index

_FEED = "feed.xml.j2"
_CONTENT = "feed_content.html.j2"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """An edition in the feed: its page is also its id; `content` is HTML, all of it."""

    url: str
    language: str
    title: str
    updated: str
    summary: str
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AtomFeed:
    """The feed: `home` is the site it is of and its id, `url` where it is itself."""

    home: str
    url: str
    language: str
    title: str
    subtitle: str
    updated: str
    entries: tuple[FeedEntry, ...]


def atom(archive: Archive) -> str:
    """Return the feed of the newest editions."""
    timezone = archive.newsletter.timezone
    entries = tuple(
        _entry(edition, timezone, archive.templates)
        for edition in archive.editions[:MOST]
    )
    feed = AtomFeed(
        home=archive.home,
        url=archive.home + at.FEED,
        language=archive.language,
        title=archive.title,
        subtitle=archive.description,
        updated=entries[0].updated,
        entries=entries,
    )
    return filled(archive.templates, _FEED, {"feed": feed})


def _entry(edition: Printed, timezone: str, templates: Templates) -> FeedEntry:
    made = edition.page
    return FeedEntry(
        url=edition.url,
        language=made.language,
        title=made.subject,
        updated=_instant(edition.day, timezone),
        summary=made.preheader,
        content=filled(templates, _CONTENT, values(made)),
    )


def _instant(day: date, timezone: str) -> str:
    """Return when a day begins in a time zone, as RFC 3339 writes it.

    An edition has a day and no hour. A later hour might still lie in the future, and
    some readers hide what does.
    """
    begins = datetime.combine(day, time.min, ZoneInfo(timezone))
    offset = begins.utcoffset() or timedelta()
    if offset % timedelta(minutes=1):  # local times before zones: RFC 3339 knows none
        return f"{day.isoformat()}T00:00:00Z"
    return begins.isoformat()
