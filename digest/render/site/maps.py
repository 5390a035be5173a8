"""What search engines are told: which pages there are, and when each appeared."""

from urllib.parse import urlsplit

from digest.render.environment import filled
from digest.render.site import addresses as at
from digest.render.site.archive import Archive

_SITEMAP = "sitemap.xml.j2"


def sitemap(archive: Archive) -> str:
    """Return the site's pages with their days (https://www.sitemaps.org)."""
    editions = [(edition.url, edition.page.day) for edition in archive.editions]
    newest = editions[0][1]
    pages = [(archive.home, newest), (archive.home + at.SEARCH, newest), *editions]
    return filled(archive.templates, _SITEMAP, {"pages": pages})


def robots(archive: Archive) -> str | None:
    """Return what robots read; None: the host is not the newsletter's alone."""
    if urlsplit(archive.home).path != "/":
        return None
    return f"User-agent: *\nAllow: /\nSitemap: {archive.home}{at.SITEMAP}\n"
