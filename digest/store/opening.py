"""The store's file: created, recognised, or refused with what to do about it."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
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
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry

from digest.errors import StoreError
from digest.store.schema import VERSION, about, metadata

_WRITABLE = "check that it and its folder can be written and the disk has room"
_REMEDIES = {
    sqlite3.SQLITE_BUSY: "another process is using it: let that one end, then repeat",
    sqlite3.SQLITE_NOTADB: "it is not a store: name another file, or move it away",
    sqlite3.SQLITE_CORRUPT: "it is damaged: restore a copy, or move it away",
    sqlite3.SQLITE_CANTOPEN: _WRITABLE,
    sqlite3.SQLITE_READONLY: _WRITABLE,
    sqlite3.SQLITE_FULL: _WRITABLE,
    sqlite3.SQLITE_IOERR: _WRITABLE,
}


def opened(path: Path, *, patience: timedelta) -> Engine:
    """Return an engine on the file, with our tables in it.

    Raises:
        StoreError: it cannot be opened, or belongs to something else.
    """
    _make_folder(path)
    engine = _engine(path, patience)
    try:
        with explained(path):
            with writer(engine).begin() as connection:
                _prepare(connection, path)
            _let_readers_read_while_one_writes(engine)
    except StoreError:
        engine.dispose()
        raise
    return engine


def writer(engine: Engine) -> Engine:
    """Return the engine whose transactions take the write lock when they begin.

    One that read first and asked for the lock later could be refused at once, however
    long it is ready to wait, because what it has read is out of date by then.
    """
    return engine.execution_options(writes=True)


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn the database's errors into ours, which say what to do.

    Raises:
        StoreError: the database could not do what was asked.
    """
    try:
        yield
    except DBAPIError as error:
        code = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF
        remedy = _REMEDIES.get(code, "name another file, or move it away")
        message = f"the store {path} cannot be used ({error.orig}): {remedy}"
        raise StoreError(message) from error


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
        _expect_version(connection.scalar(select(about.c.version)), path)


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
