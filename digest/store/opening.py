"""The store: created, recognised, or refused with what to do about it."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from sqlalchemy import Connection, insert, inspect, select

from digest.errors import StoreError
from digest.store.database import Database, Kind
from digest.store.file import in_file, let_readers_read_while_one_writes
from digest.store.schema import VERSION, about, metadata
from digest.store.server import expect_any_letter, on_server
from digest.store.upgrading import upgraded
from digest.text.places import Place


def opened(place: Place, *, patience: timedelta) -> Database:
    """Return the place's database, with our tables in it.

    Where several open one that is new, or of an earlier layout, one makes it what it
    must be and the others wait: a writer is alone.

    Raises:
        StoreError: it cannot be opened, or belongs to something else.
        UsageError: it is on a server, and there is no driver for it.
    """
    if isinstance(place, Path):
        kind = in_file(place, patience=patience)
        return _prepared(kind, then=let_readers_read_while_one_writes)
    return _prepared(on_server(place, patience=patience), first=expect_any_letter)


def _prepared(
    kind: Kind,
    *,
    first: Callable[[Connection], None] = lambda _: None,
    then: Callable[[Kind], None] = lambda _: None,
) -> Database:
    database = Database(kind)
    try:
        with database.writing() as connection:
            first(connection)
            _prepare(connection, kind.name)
        then(kind)
    except StoreError:
        database.close()
        raise
    return database


def _prepare(connection: Connection, name: str) -> None:
    tables = set(inspect(connection).get_table_names())
    if not tables:
        metadata.create_all(connection)
        connection.execute(insert(about).values(version=VERSION))
    elif about.name not in tables:
        message = f"{name} is another program's database: name another"
        raise StoreError(message)
    else:
        version = connection.scalar(select(about.c.version))
        _expect_version(upgraded(connection, version), name)


def _expect_version(version: int | None, name: str) -> None:
    if version != VERSION:
        message = (
            f"the store {name} was made by another version of Digest (its layout is "
            f"{version}, this one's {VERSION}): upgrade Digest, or name another store"
        )
        raise StoreError(message)
