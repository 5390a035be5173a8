"""The store as a file of its own: SQLite."""

import sqlite3
from contextlib import suppress
from datetime import timedelta
from functools import partial
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry

from digest.errors import StoreError
from digest.store.database import Kind
from digest.store.locks import file_lock

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


def in_file(path: Path, *, patience: timedelta) -> Kind:
    """Return how a file is used; its folder is made where there is none.

    Raises:
        StoreError: the folder cannot be made.
    """
    _make_folder(path)
    engine = _engine(path, patience)
    return Kind(
        name=str(path),
        reader=engine,
        # A transaction that read first and asked for the write lock later could be
        # refused at once, however long it is ready to wait, because what it has read
        # is out of date by then: these take the lock when they begin.
        writer=engine.execution_options(writes=True),
        lock=partial(file_lock, path.with_name(path.name + ".sending")),
        explain=_explain,
    )


def let_readers_read_while_one_writes(kind: Kind) -> None:
    """Give a file the journal that makes it so, where it has another."""
    connection = kind.reader.raw_connection()  # it must not stand in a transaction
    # "Locked", without any patience, where others open the same new file just now:
    # whoever opens it next will do it.
    with suppress(sqlite3.OperationalError):
        connection.cursor().execute("PRAGMA journal_mode = WAL")
    connection.close()


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


def _explain(error: DBAPIError) -> tuple[str, str]:
    code = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF
    remedy = _REMEDIES.get(code, "name another file, or move it away")
    return str(error.orig), remedy
