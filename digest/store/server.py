"""The store as a database on a server, which several machines share: PostgreSQL."""

from datetime import timedelta
from functools import partial

from sqlalchemy import Connection, Engine, create_engine, event, func, make_url, select
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry

from digest.errors import StoreError, UsageError
from digest.store.database import Kind
from digest.store.locks import key, server_lock
from digest.text.places import Server

_SECONDS_TO_CONNECT = 10
_MAKE = "createdb --encoding UTF8 --template template0 NAME"
_UNREACHABLE = (
    "check that the server runs and can be reached from here, that it has this"
    f" database (else `{_MAKE}`) and knows the address's user and password; then"
    " repeat: nothing that was written is lost"
)
# By SQLSTATE, or the two characters it begins with.
_REMEDIES = {
    "3F": "make the schema, or name another in the store's address",
    "42501": "give the user the right to make tables and use them",
    "25006": "it is a copy that is only read: name the first server",
    "53100": "make room on the server's disk",
    "53": "the server is at its limits: raise them, or run less at the same time",
    "55P03": "another process is using it: let that one end, then repeat",
    "40": "another process was in the way: repeat",
    "57014": "the server's statement_timeout is too short for it: raise it",
    "57": _UNREACHABLE,
    "08": _UNREACHABLE,
}


def on_server(server: Server, *, patience: timedelta) -> Kind:
    """Return how a server's database is used.

    Raises:
        UsageError: the driver is not installed, or the address cannot be understood.
    """
    engine = _engine(server, patience)
    repeatable = engine.execution_options(
        isolation_level="REPEATABLE READ", postgresql_readonly=True
    )
    return Kind(
        name=str(server),
        reader=repeatable,  # one state of all tables, as a file shows it
        writer=engine.execution_options(writes=True),
        lock=partial(server_lock, engine),
        explain=_explain,
    )


def expect_any_letter(connection: Connection) -> None:
    """Refuse a database that could not hold each language's letters.

    Raises:
        StoreError: it is none of UTF-8.
    """
    encoding = connection.exec_driver_sql("SHOW server_encoding").scalar()
    if encoding != "UTF8":
        message = (
            f"the store's database holds {encoding}, not UTF8: make another, `{_MAKE}`"
        )
        raise StoreError(message)


def _engine(server: Server, patience: timedelta) -> Engine:
    try:
        engine = create_engine(
            make_url(server.url).set(drivername="postgresql+psycopg"),
            connect_args={"connect_timeout": _SECONDS_TO_CONNECT},
            client_encoding="utf8",
            pool_pre_ping=True,  # a server that was restarted is asked anew
            hide_parameters=True,  # they hold addresses, and errors end up in logs
        )
    except ModuleNotFoundError as error:
        message = (
            "a store on PostgreSQL needs its driver:"
            ' pip install "verbatim-digest[postgres]"'
        )
        raise UsageError(message) from error
    except (ArgumentError, ValueError):
        # Not `from` the error: it may hold the address, and so the password.
        message = f"the store's address (of {server}) cannot be understood"
        raise UsageError(message) from None
    event.listen(engine, "connect", partial(_configure, patience))
    event.listen(engine, "begin", _begin)
    return engine


def _configure(
    patience: timedelta, connection: DBAPIConnection, entry: ConnectionPoolEntry
) -> None:
    del entry
    cursor = connection.cursor()
    milliseconds = max(1, patience // timedelta(milliseconds=1))  # 0 would be forever
    cursor.execute(f"SET lock_timeout = {milliseconds}")
    # A claim must outlive a power cut, or its message could be sent a second time.
    cursor.execute("SET synchronous_commit = on")
    cursor.close()
    connection.commit()


def _begin(connection: Connection) -> None:
    """Let one write at a time, as a file does.

    Claims alone would not need it: `ON CONFLICT … WHERE` waits for whoever has the
    same row, and then looks at what that one left. What reads before it writes does,
    and so do two that write the same rows in another order, for each would wait for
    the other. It is held for one short transaction.
    """
    if connection.get_execution_options().get("writes", False):
        connection.execute(select(func.pg_advisory_xact_lock(key("writing"))))


def _explain(error: DBAPIError) -> tuple[str, str]:
    state = getattr(error.orig, "sqlstate", None)
    if not state:  # it is the driver that speaks
        return " ".join(str(error.orig).split()), _UNREACHABLE
    # The first line only: the details hold rows.
    diagnosis = getattr(error.orig, "diag", None)
    said = getattr(diagnosis, "message_primary", None) or state
    unknown = "see the server's log, or name another database"
    return said, _REMEDIES.get(state) or _REMEDIES.get(state[:2], unknown)
