"""Kept articles: a page that stands in two feeds is one article."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, Connection, RowMapping, case, select, tuple_

from digest.model import Article, Entry
from digest.store.schema import articles
from digest.store.statements import batches, inserting, upsert

_BATCH = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class _Copy:
    """One feed's copy of a page, without its text."""

    feed: str
    url: str
    dated: datetime


def keep_articles(
    connection: Connection, location: str, kept: Iterable[Article]
) -> None:
    """Insert a feed's articles, or replace what is there of the same pages."""
    rows = {article.entry.url: _row(location, article) for article in kept}
    new = inserting(connection, articles).excluded
    # An undated page that is met again must not look new again.
    dated = case(
        (new["published"].is_not(None), new["published"]), else_=articles.c.first_seen
    )
    upsert(
        connection,
        articles,
        list(rows.values()),
        instead={"first_seen": articles.c.first_seen, "dated": dated},
    )


def articles_of(
    connection: Connection,
    locations: Sequence[str],
    *,
    since: datetime | None,
    limit: int | None,
) -> Iterator[Article]:
    """Return the feeds' articles, newest first, then by address."""
    copies = _copies(connection, articles.c.feed, locations)
    chosen = _one_each(copies, locations)
    wanted = [copy for copy in chosen if since is None or copy.dated >= since]
    wanted.sort(key=lambda copy: copy.url)
    wanted.sort(key=lambda copy: copy.dated, reverse=True)
    return _loaded(connection, wanted[:limit])


def articles_at(
    connection: Connection, urls: Iterable[str], locations: Sequence[str]
) -> dict[str, Article]:
    """Return the articles at these addresses; those unknown have no key."""
    copies = _copies(connection, articles.c.url, urls)
    chosen = sorted(_one_each(copies, locations), key=lambda copy: copy.url)
    return {article.entry.url: article for article in _loaded(connection, chosen)}


def known_pages(connection: Connection) -> frozenset[str]:
    """Return the addresses of all articles."""
    return frozenset(connection.scalars(select(articles.c.url).distinct()))


def _copies(
    connection: Connection, column: Column[str], values: Iterable[str]
) -> Iterator[_Copy]:
    for batch in batches(values):
        rows = connection.execute(
            select(articles.c.feed, articles.c.url, articles.c.dated).where(
                column.in_(batch)
            )
        )
        yield from (_Copy(**row) for row in rows.mappings())


def _one_each(copies: Iterable[_Copy], locations: Sequence[str]) -> list[_Copy]:
    """Choose the copy of the feed named first; feeds not named come last, by name."""
    places = {location: place for place, location in enumerate(locations)}
    best: dict[str, tuple[tuple[int, str], _Copy]] = {}
    for copy in copies:
        rank = (places.get(copy.feed, len(places)), copy.feed)
        if copy.url not in best or rank < best[copy.url][0]:
            best[copy.url] = (rank, copy)
    return [copy for _, copy in best.values()]


def _loaded(connection: Connection, copies: Sequence[_Copy]) -> Iterator[Article]:
    key = tuple_(articles.c.feed, articles.c.url)
    for start in range(0, len(copies), _BATCH):
        batch = [(copy.feed, copy.url) for copy in copies[start : start + _BATCH]]
        rows = connection.execute(select(articles).where(key.in_(batch))).mappings()
        found = {(row["feed"], row["url"]): row for row in rows}
        yield from (_article(found[pair]) for pair in batch)


def _row(location: str, article: Article) -> dict[str, object]:
    entry = article.entry
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
        "content": entry.content,
        "summary": entry.summary,
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
        content=row["content"],
        summary=row["summary"],
    )
