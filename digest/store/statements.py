"""SQL that SQLite and PostgreSQL both understand, where SQLAlchemy needs telling."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, Connection, Table
from sqlalchemy.dialects import sqlite

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql

_BATCH = 500  # well under the number of parameters that either database takes


def inserting(
    connection: Connection, table: Table
) -> "sqlite.Insert | postgresql.Insert":
    """Return an insert that knows what to do on a conflict, in the right dialect."""
    if connection.dialect.name == "postgresql":
        from sqlalchemy.dialects import postgresql

        return postgresql.insert(table)
    return sqlite.insert(table)


def upsert(
    connection: Connection,
    table: Table,
    rows: Sequence[Mapping[str, object]],
    *,
    instead: Mapping[str, ColumnElement[object]] | None = None,
) -> None:
    """Insert rows, replacing those that are there by their primary key.

    `instead` says for single columns what a row that is there gets in place of the
    new value.
    """
    if not rows:
        return
    statement = inserting(connection, table)
    replaced: dict[str, ColumnElement[object]] = {
        column.name: statement.excluded[column.name]
        for column in table.columns
        if not column.primary_key
    }
    replaced.update(instead or {})
    connection.execute(
        statement.on_conflict_do_update(
            index_elements=list(table.primary_key), set_=replaced
        ),
        rows,
    )


def batches(values: Iterable[str]) -> Iterator[list[str]]:
    """Return the values, each once, in lists short enough for one statement."""
    remaining = iter(dict.fromkeys(values))
    while batch := list(islice(remaining, _BATCH)):
        yield batch
