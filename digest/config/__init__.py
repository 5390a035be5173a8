"""feeds.yaml as settings: what may stand there, what it means, and what is wrong."""

from digest.config.editing import with_feed, with_feeds
from digest.config.models import (
    Deliver,
    FeedSettings,
    Http,
    Newsletter,
    Settings,
    Smtp,
)
from digest.config.opml import from_opml, to_opml
from digest.config.reading import read
from digest.config.schema import schema

__all__ = [
    "Deliver",
    "FeedSettings",
    "Http",
    "Newsletter",
    "Settings",
    "Smtp",
    "from_opml",
    "read",
    "schema",
    "to_opml",
    "with_feed",
    "with_feeds",
]
