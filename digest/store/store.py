"""The store: all that is remembered between runs, in one place."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Self

from sqlalchemy import Connection, select

from digest.model import Article, FeedMemory, Harvest
from digest.store import articles as _articles
from digest.store import copies as _copies
from digest.store import deliveries as _deliveries
from digest.store import feeds as _feeds
from digest.store import readings as _readings
from digest.store.database import Database
from digest.store.feeds import FeedState
from digest.store.forgetting import forget_addresses as _forget_addresses
from digest.store.known import KnownPages
from digest.store.ledger import Ledger
from digest.store.memories import Memories
from digest.store.opening import opened
from digest.store.schema import subscribers, suppressions
from digest.store.subscribers import Subscribers
from digest.store.tallies import Tallies
from digest.text.places import Place

_PATIENCE = timedelta(seconds=30)


class Store:
    """What is remembered between runs.

    Each reading and each writing is one transaction, and may raise StoreError.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    @classmethod
    def open(cls, place: Place, *, patience: timedelta = _PATIENCE) -> Self:
        """Open the store, made first where there is none.

        `patience` is how long to wait for others who are writing.

        Raises:
            StoreError: it cannot be used, or belongs to something else.
            UsageError: it is on a server, and there is no driver for it.
        """
        return cls(opened(place, patience=patience))

    def close(self) -> None:
        """Let go of it."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # ── feeds and articles ──────────────────────────────────────────────────────

    def memories(self, locations: Sequence[str]) -> Mapping[str, FeedMemory]:
        """Return what is remembered of each feed; unknown ones have no key.

        Each is read when it is asked for, and never held: a thousand feeds' memories
        need not fit in memory at once.
        """
        return Memories(self._database, locations)

    def keep(self, *harvests: Harvest, now: datetime) -> None:
        """Keep harvests, all of them or nothing.

        What a feed says of "nothing new" and the articles it had until then are kept
        together, so a run that dies before this is asked for the same again. A feed's
        new title or section is given to the articles it had before, too.

        The HTML that the feed gave, an entry's `content` and `summary`, is not kept:
        it can be large, and what it says stands in the article's text.
        """
        with self._database.writing() as connection:
            for harvest in harvests:
                _keep(connection, harvest, now=now)

    def feed_states(self) -> tuple[FeedState, ...]:
        """Return how every feed ever kept has been, by location."""
        with self._database.reading() as connection:
            return _feeds.feed_states(connection)

    def articles(
        self, locations: Sequence[str], *, since: datetime | None = None
    ) -> tuple[Article, ...]:
        """Return the feeds' articles, newest first, then by address.

        A page in two feeds comes once, from the feed named first. `since` leaves out
        what that feed dates earlier. Entries come back without `content` and `summary`.
        """
        with self._database.reading() as connection:
            return tuple(_articles.articles_of(connection, locations, since=since))

    def fingerprint(
        self, locations: Sequence[str], *, since: datetime | None = None
    ) -> str | None:
        """Return a hash of what `articles` would return; no text is read for it.

        None: it is not known, for articles were kept by an earlier version.
        """
        with self._database.reading() as connection:
            return _articles.fingerprint(connection, locations, since=since)

    def articles_at(self, outlets: Mapping[str, str]) -> dict[str, Article]:
        """Return the articles at addresses, each with the outlet it is cited from.

        Those unknown have no key. Of a page that several feeds brought, the outlet's
        own copy is returned, so that nobody else's text can vouch for it; where the
        outlet has none, for a manuscript outlives a subscription, any feed's.
        """
        with self._database.reading() as connection:
            return _articles.articles_at(connection, outlets)

    def known_pages(self, locations: Sequence[str], *, before: datetime) -> KnownPages:
        """Return what was known of the feeds' pages; each is read when asked for."""
        return KnownPages(self._database, locations, before=before)

    def count_pages(self, locations: Sequence[str]) -> int:
        """Return at how many addresses the feeds have articles."""
        with self._database.reading() as connection:
            return _copies.count_pages(connection, locations)

    # ── pages that are read again ───────────────────────────────────────────────

    def pages_to_reread(
        self,
        locations: Sequence[str],
        *,
        since: datetime,
        rested: datetime,
        cited: Collection[str],
    ) -> tuple[tuple[str, Article], ...]:
        """Return the feeds' articles whose pages are to be read again, each by feed.

        Their feed has said, after `since`, that they were changed; or they are cited,
        their text is the page's own, and the page was never asked again. None was read
        after `rested`.
        """
        named = frozenset(locations)
        with self._database.reading() as connection:
            pages = _readings.due_pages(connection, since, rested)
            pages += _readings.pages_never_asked(connection, cited)
            wanted = [page for page in dict.fromkeys(pages) if page[0] in named]
            found = _articles.articles_in(connection, wanted)
        return tuple(
            (page[0], found[page])
            for page in wanted
            if page in found and found[page].first_seen <= rested
        )

    def any_updated(self, urls: Collection[str]) -> bool:
        """Tell whether an article at any of these addresses has changed."""
        with self._database.reading() as connection:
            return _readings.any_updated(connection, urls)

    def keep_reread(
        self, location: str, article: Article, *, now: datetime, changed: bool
    ) -> None:
        """Note that a page was read again, and keep its text where that has changed."""
        with self._database.writing() as connection:
            if changed:
                _articles.change_articles(connection, location, [article])
            _readings.note_asked(connection, location, article.entry.url, now)

    # ── deliveries ──────────────────────────────────────────────────────────────

    def ledger(self, outbox: str) -> Ledger:
        """Return the ledger of an outbox, of whatever name."""
        return Ledger(self._database, outbox)

    @property
    def subscribers(self) -> Subscribers:
        """Return the list of subscribers, with the suppression list."""
        return Subscribers(self._database)

    def forget_addresses(self, naming: Callable[[str], str]) -> int:
        """Put ids in place of addresses in ledgers of earlier layouts; count them."""
        with self._database.writing() as connection:
            return _forget_addresses(connection, naming)

    @property
    def tallies(self) -> Tallies:
        """Return how many subscribers, suppressions and copies there are."""
        return Tallies(self._database)

    def knows_ids(self) -> bool:
        """Tell whether anybody is known by an id, which only the same keys make."""
        with self._database.reading() as connection:
            return _deliveries.any_by_id(connection) or self._has_people(connection)

    @staticmethod
    def _has_people(connection: Connection) -> bool:
        found = (select(table.c.id).limit(1) for table in (subscribers, suppressions))
        return any(connection.scalar(each) is not None for each in found)

    def was_sent(self, edition: str) -> bool:
        """Tell whether any copy of an edition was claimed, through whatever outbox."""
        with self._database.reading() as connection:
            return _deliveries.any_claimed(connection, edition)


def _keep(connection: Connection, harvest: Harvest, *, now: datetime) -> None:
    feed = harvest.feed
    if renamed := _feeds.is_renamed(connection, feed):
        _articles.rename(connection, feed)
    if harvest.asked or renamed:
        _feeds.remember(connection, harvest, now=now)
    if harvest.articles:
        _articles.keep_articles(connection, feed.location, harvest.articles)
    if harvest.readings:
        _readings.keep_readings(connection, feed.location, harvest.readings)
    if harvest.updates:
        _articles.change_articles(connection, feed.location, harvest.updates)
