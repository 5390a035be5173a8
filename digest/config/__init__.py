"""feeds.yaml as settings: what may stand there, what it means, and what is wrong."""

from digest.config.editing import with_feed, with_feeds
from digest.config.models import (
    Deliver,
    FeedSettings,
    Http,
    Newsletter,
    Settings,
    SiteSettings,
    Smtp,
)
from digest.config.opml import from_opml, to_opml
from digest.config.reading import read
from digest.config.schema import schema
from digest.config.selectors import xpath

__all__ = [
    "Deliver",
    "FeedSettings",
    "Http",
    "Newsletter",
    "Settings",
    "SiteSettings",
    "Smtp",
    "from_opml",
    "read",
    "schema",
    "to_opml",
    "with_feed",
    "with_feeds",
    "xpath",
]
