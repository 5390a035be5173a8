"""The newsletter's site: a page for each edition, an index, a feed, a search."""

from digest.render.site.addresses import is_taken
from digest.render.site.archive import Issue
from digest.render.site.site import site

__all__ = ["Issue", "is_taken", "site"]
