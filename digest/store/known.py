"""What is known of the pages of many feeds, asked for when a feed has something."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from digest.model import Article, Reading
from digest.store.articles import articles_in
from digest.store.copies import known_pages
from digest.store.database import Database
from digest.store.readings import readings_of


class KnownPages:
    """The pages that these feeds had before a run; each is read when it is asked for.

    What the run itself brings does not count: else it would depend on which feed
    answers first from whom a page comes. It may be asked from any thread.
    """

    def __init__(
        self, database: Database, locations: Sequence[str], *, before: datetime
    ) -> None:
        self._database = database
        self._locations = frozenset(locations)
        self._before = before

    def pages(
        self, location: str, urls: Collection[str]
    ) -> Mapping[str, Reading | None]:
        """Return those of the addresses that are known, from whichever of the feeds.

        Each with how this feed's own article there was read; None: there is none, or
        nobody knows.
        """
        with self._database.reading() as connection:
            known = known_pages(connection, self._locations, urls, before=self._before)
            read = readings_of(connection, location, known)
        return {url: read.get(url) for url in sorted(known)}

    def articles(self, location: str, urls: Collection[str]) -> Mapping[str, Article]:
        """Return a feed's own articles at these addresses."""
        with self._database.reading() as connection:
            found = articles_in(connection, [(location, url) for url in urls])
        return {url: article for (_, url), article in found.items()}
