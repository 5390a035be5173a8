"""Articles → an edition: what goes in, what belongs together, in which order."""

from digest.compose.cluster import clusters
from digest.compose.edition import compose
from digest.compose.period import edition_day, edition_name, fresh, fresh_since

__all__ = ["clusters", "compose", "edition_day", "edition_name", "fresh", "fresh_since"]
