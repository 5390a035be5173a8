"""The store: all that is remembered between runs, in one file."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Self

from sqlalchemy import Connection, Engine

from digest.model import Article, Delivery, FeedMemory, Harvest
from digest.store import articles as _articles
from digest.store import deliveries as _deliveries
from digest.store import feeds as _feeds
from digest.store.feeds import FeedState
from digest.store.opening import explained, opened, writer

_PATIENCE = timedelta(seconds=30)


class Store:
    """What is remembered; every method is one transaction, and may raise StoreError."""

    def __init__(self, engine: Engine, path: Path) -> None:
        self._engine = engine
        self._writer = writer(engine)
        self._path = path

    @classmethod
    def open(cls, path: Path, *, patience: timedelta = _PATIENCE) -> Self:
        """Open the store, made first where there is none.

        `patience` is how long to wait for others who are writing.

        Raises:
            StoreError: the file cannot be used, or belongs to something else.
        """
        return cls(opened(path, patience=patience), path)

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # ── feeds and articles ──────────────────────────────────────────────────────

    def memories(self, locations: Sequence[str]) -> dict[str, FeedMemory]:
        """Return what is remembered of each feed; unknown ones have no key."""
        with self._reading() as connection:
            return _feeds.memories(connection, locations)

    def keep(self, harvest: Harvest, *, now: datetime) -> None:
        """Keep a harvest, all of it or nothing.

        What a feed says of "nothing new" and the articles it had until then are kept
        together, so a run that dies before this is asked for the same again.
        """
        with self._writing() as connection:
            _feeds.remember(connection, harvest, now=now)
            location = harvest.feed.location
            _articles.keep_articles(connection, location, harvest.articles)

    def feed_states(self) -> tuple[FeedState, ...]:
        """Return how every feed ever kept has been, by location."""
        with self._reading() as connection:
            return _feeds.feed_states(connection)

    def articles(
        self,
        locations: Sequence[str],
        *,
        since: datetime | None = None,
        limit: int | None = None,
    ) -> tuple[Article, ...]:
        """Return the feeds' articles, newest first, then by address.

        A page in two feeds comes once, from the feed named first. `since` leaves out
        what is dated earlier.
        """
        with self._reading() as connection:
            return tuple(
                _articles.articles_of(connection, locations, since=since, limit=limit)
            )

    def articles_at(
        self, urls: Iterable[str], locations: Sequence[str] = ()
    ) -> dict[str, Article]:
        """Return the articles at these addresses; those unknown have no key.

        Of a page in two feeds, the feed named first is preferred; feeds not named come
        last, for a manuscript outlives the subscription it was made from.
        """
        with self._reading() as connection:
            return _articles.articles_at(connection, urls, locations)

    def known_pages(self) -> frozenset[str]:
        """Return the addresses of all articles."""
        with self._reading() as connection:
            return _articles.known_pages(connection)

    # ── the ledger ──────────────────────────────────────────────────────────────

    def claim(
        self,
        edition: str,
        recipient: str,
        message_id: str,
        now: datetime,
        *,
        doubted: bool = False,
    ) -> bool:
        """Claim a recipient's copy of an edition; False where it is not to be had.

        It is to be had where nobody has claimed it yet, where it was deferred, and, if
        `doubted` is true, where an earlier claim was never settled.
        """
        with self._writing() as connection:
            return _deliveries.claim(
                connection, edition, recipient, message_id, now, doubted=doubted
            )

    def settle(self, delivery: Delivery, now: datetime) -> None:
        """Write down what became of a claimed copy."""
        with self._writing() as connection:
            _deliveries.settle(connection, delivery, now)

    def deliveries(self, edition: str) -> tuple[Delivery, ...]:
        """Return what became of each copy of an edition, by recipient.

        A claim that was never settled is `in-doubt`.
        """
        with self._reading() as connection:
            return _deliveries.deliveries_of(connection, edition)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with explained(self._path), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with explained(self._path), self._writer.begin() as connection:
            yield connection
