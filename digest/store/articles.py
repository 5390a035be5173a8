"""Kept articles: a page that stands in two feeds is one, be it by http or https."""

import hashlib
from collections.abc import (
    Collection,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
)
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    RowMapping,
    and_,
    case,
    or_,
    select,
    tuple_,
    update,
)

from digest.model import Article, Entry, Feed, Image
from digest.store.copies import Copy, best_of, copies_with, newest_first
from digest.store.readings import Page, note_update
from digest.store.schema import articles, readings
from digest.store.statements import New, upsert

_BATCH = 200
# What of an article may be another after it was changed.
_CHANGING = ("title", "language", "authors", "author_note", "text", "sha256")


def keep_articles(
    connection: Connection, location: str, kept: Iterable[Article]
) -> None:
    """Insert a feed's articles, or replace what is there of the same pages."""
    rows = {article.entry.url: _row(location, article) for article in kept}
    upsert(connection, articles, list(rows.values()), instead=_of_met_again)


def _of_met_again(new: New) -> New:
    """Return what an article that is met again keeps: it must not look new again."""
    published, first_seen = new["published"], articles.c.first_seen
    dated = case((published.is_not(None), published), else_=first_seen)
    return {"first_seen": first_seen, "dated": dated}


def change_articles(
    connection: Connection, location: str, changed: Iterable[Article]
) -> None:
    """Give a feed's articles the texts they have by now, and note when they changed.

    What they are remembered by, and how old they are, stays as it is.
    """
    for article in changed:
        url, row = article.entry.url, _row(location, article)
        connection.execute(
            update(articles)
            .where(articles.c.feed == location, articles.c.url == url)
            .values({name: row[name] for name in _CHANGING})
        )
        if article.updated:
            note_update(connection, location, url, article.updated)


def rename(connection: Connection, feed: Feed) -> None:
    """Give a feed's articles its title and section, where they have others."""
    connection.execute(
        update(articles)
        .where(
            articles.c.feed == feed.location,
            or_(articles.c.outlet != feed.title, articles.c.section != feed.section),
        )
        .values(outlet=feed.title, section=feed.section)
    )


def articles_of(
    connection: Connection, locations: Sequence[str], *, since: datetime | None
) -> Iterator[Article]:
    """Return the feeds' articles, newest first, then by address."""
    return _loaded(connection, newest_first(connection, locations, since))


def fingerprint(
    connection: Connection, locations: Sequence[str], *, since: datetime | None
) -> str | None:
    """Return a hash of what `articles_of` returns, without reading any text.

    None: an article was kept before hashes were.
    """
    found = hashlib.sha256()
    for state in _states(connection, newest_first(connection, locations, since)):
        if state[-1] is None:
            return None
        found.update(repr(state).encode("utf-8", "surrogatepass"))
    return found.hexdigest()


def articles_at(
    connection: Connection, outlets: Mapping[str, str]
) -> dict[str, Article]:
    """Return the articles at these addresses; those unknown have no key."""
    copies = copies_with(connection, articles.c.url, outlets)

    def cited(copy: Copy) -> int:
        return 0 if copy.outlet == outlets[copy.url] else 1

    best = best_of(copies, cited, page=lambda copy: copy.url)
    chosen = sorted(best, key=lambda copy: copy.url)
    return {article.entry.url: article for article in _loaded(connection, chosen)}


def articles_in(connection: Connection, pages: Collection[Page]) -> dict[Page, Article]:
    """Return articles by their feed and address; those unknown have no key."""
    wanted = frozenset(pages)
    urls = [url for _, url in sorted(wanted)]
    copies = [
        copy
        for copy in copies_with(connection, articles.c.url, urls)
        if (copy.feed, copy.url) in wanted
    ]
    loaded = _loaded(connection, copies)
    return {
        (copy.feed, copy.url): article
        for copy, article in zip(copies, loaded, strict=True)
    }


def _loaded(connection: Connection, copies: Sequence[Copy]) -> Iterator[Article]:
    columns = (*articles.columns, readings.c.updated)
    return map(_article, _rows(connection, copies, columns))


def _states(
    connection: Connection, copies: Sequence[Copy]
) -> Iterator[tuple[object, ...]]:
    """Yield what can change of each copy, the hash of all else last."""
    kept = articles.c
    columns = (kept.feed, kept.url, kept.dated, kept.outlet, kept.section, kept.sha256)
    for row in _rows(connection, copies, columns):
        yield tuple(row[column.name] for column in columns)


def _rows(
    connection: Connection, copies: Sequence[Copy], columns: Iterable[Column[Any]]
) -> Iterator[RowMapping]:
    """Yield the rows of these copies, in their order."""
    key = tuple_(articles.c.feed, articles.c.url)
    read_as = and_(readings.c.feed == articles.c.feed, readings.c.url == articles.c.url)
    wanted = select(*columns).outerjoin_from(articles, readings, read_as)
    for start in range(0, len(copies), _BATCH):
        batch = [(copy.feed, copy.url) for copy in copies[start : start + _BATCH]]
        # SQLite finds no pairs through an index: addresses first, or it reads all.
        pages = articles.c.url.in_([url for _, url in batch])
        rows = connection.execute(wanted.where(pages, key.in_(batch))).mappings()
        found = {(row["feed"], row["url"]): row for row in rows}
        yield from (found[pair] for pair in batch)


def _row(location: str, article: Article) -> dict[str, object]:
    row = _columns(location, article)
    # the text apart from the rest: `repr` looks at each of its characters
    rest = repr(sorted(item for item in row.items() if item[0] != "text"))
    said = f"{rest}\n{article.text}".encode("utf-8", "surrogatepass")
    return {**row, "sha256": hashlib.sha256(said).hexdigest()}


def _columns(location: str, article: Article) -> dict[str, object]:
    entry, image = article.entry, article.image
    return {
        "feed": location,
        "url": entry.url,
        "dated": article.dated,
        "first_seen": article.first_seen,
        "published": entry.published,
        "entry_id": entry.id,
        "title": entry.title,
        "entry_authors": entry.authors,
        "tags": entry.tags,
        "image": entry.image,
        "outlet": article.outlet,
        "section": article.section,
        "language": article.language,
        "authors": article.authors,
        "author_note": article.author_note,
        "text": article.text,
        "rubric": article.rubric,
        "lead_image": image.url if image else None,
        "lead_image_alt": image.alt if image else None,
        "lead_image_width": image.width if image else None,
        "lead_image_height": image.height if image else None,
    }


def _article(row: RowMapping) -> Article:
    return Article(
        entry=_entry(row),
        outlet=row["outlet"],
        section=row["section"],
        language=row["language"],
        text=row["text"],
        authors=row["authors"],
        author_note=row["author_note"],
        first_seen=row["first_seen"],
        rubric=row["rubric"] or "",
        image=_image(row),
        updated=row["updated"],
    )


def _image(row: RowMapping) -> Image | None:
    if row["lead_image"] is None:
        return None
    return Image(
        url=row["lead_image"],
        alt=row["lead_image_alt"] or "",
        width=row["lead_image_width"],
        height=row["lead_image_height"],
    )


def _entry(row: RowMapping) -> Entry:
    return Entry(
        id=row["entry_id"],
        url=row["url"],
        title=row["title"],
        published=row["published"],
        authors=row["entry_authors"],
        tags=row["tags"],
        image=row["image"],
    )
