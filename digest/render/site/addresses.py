"""Where each page of the site stands, and how it is reached from another.

Pages link to each other by relative paths that name the file, so that the whole site
works from a folder, too, without any server.
"""

from urllib.parse import quote

INDEX = "index.html"
SEARCH = "search.html"
SEARCH_SCRIPT = "search.js"
FEED = "feed.xml"
SITEMAP = "sitemap.xml"
NOT_FOUND = "404.html"
ROBOTS = "robots.txt"

_OURS = frozenset({INDEX, SEARCH, SEARCH_SCRIPT, FEED, SITEMAP, NOT_FOUND, ROBOTS})


def is_taken(name: str) -> bool:
    """Tell whether an edition's folder would be called what a page of the site is."""
    return name.casefold() in _OURS


def edition_file(name: str) -> str:
    """Return where an edition's page is written."""
    return f"{name}/{INDEX}"


def edition_path(name: str) -> str:
    """Return how an edition's page is reached from the site's first folder."""
    return f"{quote(name, safe='')}/{INDEX}"
