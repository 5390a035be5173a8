"""What is remembered of many feeds, read one feed at a time: each can be large."""

from collections.abc import Iterator, Mapping, Sequence

from digest.model import FeedMemory
from digest.store import feeds
from digest.store.database import Database


class Memories(Mapping[str, FeedMemory]):
    """The memories of these feeds, read when one is asked for, and not held.

    Feeds that were never kept have no key.
    """

    def __init__(self, database: Database, locations: Sequence[str]) -> None:
        self._database = database
        self._locations = dict.fromkeys(locations)

    def __getitem__(self, location: str) -> FeedMemory:
        if location not in self._locations:
            raise KeyError(location)
        with self._database.reading() as connection:
            memory = feeds.memory(connection, location)
        if memory is None:
            raise KeyError(location)
        return memory

    def __iter__(self) -> Iterator[str]:
        with self._database.reading() as connection:
            known = feeds.known(connection, self._locations)
        return (location for location in self._locations if location in known)

    def __len__(self) -> int:
        return sum(1 for _ in self)
