"""Articles → an edition: what goes in, what belongs together, in which order."""

from digest.compose.cluster import events
from digest.compose.edition import Headings, compose
from digest.compose.excerpt import filtered
from digest.compose.period import edition_day, edition_name, fresh, fresh_since

__all__ = [
    "Headings",
    "compose",
    "edition_day",
    "edition_name",
    "events",
    "filtered",
    "fresh",
    "fresh_since",
]
