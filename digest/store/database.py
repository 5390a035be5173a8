"""The store's file, read and written in transactions whose errors say what to do."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from digest.errors import StoreError

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


class Database:
    """What reads and writes the file; both may raise StoreError."""

    def __init__(self, engine: Engine, path: Path) -> None:
        self._engine = engine
        # A transaction that read first and asked for the write lock later could be
        # refused at once, however long it is ready to wait, because what it has read
        # is out of date by then: these take the lock when they begin.
        self._writer = engine.execution_options(writes=True)
        self._path = path

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Begin a transaction that only reads."""
        with _explained(self._path), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Begin a transaction that writes; all of it is kept, or nothing."""
        with _explained(self._path), self._writer.begin() as connection:
            yield connection

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        code = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF
        remedy = _REMEDIES.get(code, "name another file, or move it away")
        message = f"the store {path} cannot be used ({error.orig}): {remedy}"
        raise StoreError(message) from error
