"""feeds.yaml as settings: what may stand there, what it means, and what is wrong."""

from digest.config.contradictions import canonical
from digest.config.delivery import (
    Bounces,
    Deliver,
    Dkim,
    DomainLimit,
    Imap,
    Serve,
    Smtp,
)
from digest.config.editing import with_feed, with_feeds, written
from digest.config.models import (
    FeedSettings,
    Http,
    Newsletter,
    Settings,
    SiteSettings,
)
from digest.config.opml import Outlines, from_opml, read_opml, to_opml, unique_title
from digest.config.reading import read
from digest.config.schema import schema
from digest.config.selectors import xpath
from digest.config.theme import Dark, Light, Logo, Theme

__all__ = [
    "Bounces",
    "Dark",
    "Deliver",
    "Dkim",
    "DomainLimit",
    "FeedSettings",
    "Http",
    "Imap",
    "Light",
    "Logo",
    "Newsletter",
    "Outlines",
    "Serve",
    "Settings",
    "SiteSettings",
    "Smtp",
    "Theme",
    "canonical",
    "from_opml",
    "read",
    "read_opml",
    "schema",
    "to_opml",
    "unique_title",
    "with_feed",
    "with_feeds",
    "written",
    "xpath",
]
