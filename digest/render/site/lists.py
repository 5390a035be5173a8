"""The pages that list editions: the index, the search, and the one for lost ways."""

from collections.abc import Mapping
from dataclasses import replace

from digest.render.environment import filled
from digest.render.head import Head, as_json, policy, style
from digest.render.metadata import periodical
from digest.render.page import Link
from digest.render.place import Place
from digest.render.site import addresses as at
from digest.render.site.archive import Archive
from digest.render.site.listing import listing


def index(archive: Archive) -> str:
    """Return the page that all others are reached from."""
    place = _place(archive, home=None)
    described = periodical(
        archive.title,
        home=archive.home,
        language=archive.language,
        description=archive.description,
        issues=[(edition.page.subject, edition.url) for edition in archive.editions],
    )
    head = _head(archive, place)
    metadata = as_json(described)
    rules = policy(head.style, metadata)
    head = replace(head, url=archive.home, metadata=metadata, policy=rules)
    return _page(archive, "site_index.html.j2", place, head)


def search(archive: Archive) -> str:
    """Return the page that is searched; without scripts it is a list of headlines."""
    place = _place(archive, search=None)
    head = _head(archive, place, archive.words.phrase("search"))
    rules = policy(head.style, scripts=True)
    head = replace(head, url=archive.home + at.SEARCH, policy=rules)
    return _page(archive, "search.html.j2", place, head)


def not_found(archive: Archive) -> str:
    """Return what a server shows in place of a page that it has not.

    It may be shown at any depth, and so names its links in full.
    """
    home = archive.home
    place = _place(archive, home=home, search=home + at.SEARCH, feed=home + at.FEED)
    head = _head(archive, place, archive.words.phrase("not_found"))
    return _page(archive, "404.html.j2", place, head)


def _page(archive: Archive, template: str, place: Place, head: Head) -> str:
    values = {**_given(archive), "place": place, "head": head}
    return filled(archive.templates, template, values)


def _head(archive: Archive, place: Place, title: str = "") -> Head:
    sheet = style(archive.templates, _given(archive))
    return Head(
        kind="website",
        title=f"{title}: {archive.title}" if title else archive.title,
        name=title or archive.title,
        publication=archive.title,
        description=archive.description,
        day="",
        url=None,
        feed=place.feed.url,
        metadata=None,
        style=sheet,
        policy=policy(sheet),
    )


def _given(archive: Archive) -> Mapping[str, object]:
    return {"listing": listing(archive), "words": archive.words.phrases}


def _place(
    archive: Archive,
    *,
    home: str | None = at.INDEX,
    search: str | None = at.SEARCH,
    feed: str = at.FEED,
) -> Place:
    """Return what is around a page; None stands for the page itself."""
    spoken = archive.words
    return Place(
        home=Link(text=spoken.phrase("all_editions"), url=home),
        search=Link(text=spoken.phrase("search"), url=search),
        feed=Link(text=spoken.phrase("feed"), url=feed),
    )
