"""The store's file: created, recognised, or refused with what to do about it."""

import sqlite3
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    create_engine,
    event,
    insert,
    inspect,
    select,
)
from sqlalchemy.pool import ConnectionPoolEntry

from digest.errors import StoreError
from digest.store.database import Database
from digest.store.schema import VERSION, about, metadata
from digest.store.upgrading import upgraded


def opened(path: Path, *, patience: timedelta) -> Database:
    """Return the file's database, with our tables in it.

    Raises:
        StoreError: it cannot be opened, or belongs to something else.
    """
    _make_folder(path)
    engine = _engine(path, patience)
    database = Database(engine, path)
    try:
        with database.writing() as connection:
            _prepare(connection, path)
        _let_readers_read_while_one_writes(engine)
    except StoreError:
        database.close()
        raise
    return database


def _make_folder(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"the store's folder {path.parent} cannot be made: {error.strerror}"
        raise StoreError(message) from error


def _engine(path: Path, patience: timedelta) -> Engine:
    engine = create_engine(
        URL.create("sqlite", database=str(path.absolute())),
        connect_args={"timeout": patience.total_seconds()},
        hide_parameters=True,  # they hold addresses, and errors end up in logs
    )
    event.listen(engine, "connect", _configure)
    event.listen(engine, "begin", _begin)
    return engine


def _configure(connection: sqlite3.Connection, entry: ConnectionPoolEntry) -> None:
    del entry
    connection.isolation_level = None  # transactions begin where we say, see _begin
    connection.execute("PRAGMA foreign_keys = ON")
    # A claim must outlive a power cut, or its message could be sent a second time.
    connection.execute("PRAGMA synchronous = FULL")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _prepare(connection: Connection, path: Path) -> None:
    tables = set(inspect(connection).get_table_names())
    if not tables:
        metadata.create_all(connection)
        connection.execute(insert(about).values(version=VERSION))
    elif about.name not in tables:
        message = f"{path} is another program's database: name another file"
        raise StoreError(message)
    else:
        version = connection.scalar(select(about.c.version))
        _expect_version(upgraded(connection, version), path)


def _expect_version(version: int | None, path: Path) -> None:
    if version != VERSION:
        message = (
            f"the store {path} was made by another version of Digest (its layout is "
            f"{version}, this one's {VERSION}): upgrade Digest, or name another file"
        )
        raise StoreError(message)


def _let_readers_read_while_one_writes(engine: Engine) -> None:
    connection = engine.raw_connection()  # it must not stand in a transaction
    # "Locked", without any patience, where others open the same new file just now:
    # whoever opens it next will do it.
    with suppress(sqlite3.OperationalError):
        connection.cursor().execute("PRAGMA journal_mode = WAL")
    connection.close()
