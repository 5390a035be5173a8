"""Who is sending: many runs at once, or one alone. No clock: a kill lets go at once."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Literal

from sqlalchemy import ColumnElement, Engine, func, select

from digest.errors import StoreError

Use = Literal["writing", "sending"]

_WRITABLE = "check that its folder can be written and the disk has room"


@contextmanager
def file_lock(path: Path, *, shared: bool) -> Iterator[None]:
    """Hold a lock on a file, made where there is none; the system frees a dead run's.

    SQLite does the locking, in an empty database: it knows how on each system, and a
    child process that outlives us does not inherit it. The file stays: were it removed,
    who has just opened it would hold a lock that nobody else sees.

    Raises:
        StoreError: others hold it so that it cannot be had, or it cannot be made.
    """
    try:
        held = _locked(path, shared=shared)
    except sqlite3.Error as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
            raise _busy(shared=shared) from error
        message = f"{path} cannot be used ({error}): {_WRITABLE}"
        raise StoreError(message) from error
    with closing(held):
        yield


def _locked(path: Path, *, shared: bool) -> sqlite3.Connection:
    connection = sqlite3.connect(
        path, timeout=0, isolation_level=None, check_same_thread=False
    )
    try:
        connection.execute("BEGIN" if shared else "BEGIN EXCLUSIVE")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.Error:
        connection.close()
        raise
    return connection


@contextmanager
def server_lock(engine: Engine, *, shared: bool) -> Iterator[None]:
    """Hold an advisory lock in a session of its own; the server frees a dead run's.

    Raises:
        StoreError: others hold it so that it cannot be had.
        DBAPIError: the server cannot be used.
    """
    lock = func.pg_try_advisory_lock_shared if shared else func.pg_try_advisory_lock
    with engine.connect() as pooled:
        connection = pooled.execution_options(isolation_level="AUTOCOMMIT")
        connection.detach()  # closed at the end, not kept: that lets go of the lock
        if not connection.scalar(select(lock(key("sending")))):
            raise _busy(shared=shared)
        yield


def key(use: Use) -> ColumnElement[int]:
    """Return the number of an advisory lock, which is a schema's own.

    All programs that use a database share such numbers: a hash keeps apart.
    """
    return func.hashtextextended(
        func.concat(func.current_schema(), f" digest {use}"), 0
    )


def _busy(*, shared: bool) -> StoreError:
    if shared:
        return StoreError(
            "another run has the sending to itself, as --resend-in-doubt does: let that"
            " one end, then repeat"
        )
    return StoreError("another run is sending: let that one end, then repeat")
