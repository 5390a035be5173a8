"""SQL that SQLite and PostgreSQL both understand, where SQLAlchemy needs telling."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, Connection, Insert, Table, Update
from sqlalchemy.dialects import sqlite

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql

New = Mapping[str, ColumnElement[object]]
Instead = Callable[[New], New]

_BATCH = 500  # well under the number of parameters that either database takes


def inserting(dialect: str, table: Table) -> "sqlite.Insert | postgresql.Insert":
    """Return an insert that knows what to do on a conflict, in the right dialect."""
    if dialect == "postgresql":
        from sqlalchemy.dialects import postgresql

        return postgresql.insert(table)
    return sqlite.insert(table)


def written(connection: Connection, statement: Insert | Update) -> int:
    """Run a statement, and return how many rows it inserted or changed.

    PostgreSQL's driver forgets that number where it is not asked to keep it.
    """
    return connection.execute(
        statement.execution_options(preserve_rowcount=True)
    ).rowcount


def new_values(_new: New) -> New:
    """Return that a row which is there gets the new value in each column."""
    return {}


def upsert(
    connection: Connection,
    table: Table,
    rows: Sequence[Mapping[str, object]],
    *,
    instead: Instead = new_values,
) -> None:
    """Insert rows, replacing those that are there by their primary key.

    `instead` says for single columns what a row that is there gets in place of the
    new value, which it is given by the column's name.
    """
    if rows:
        connection.execute(_upserting(connection.dialect.name, table, instead), rows)


@lru_cache(maxsize=8)  # building one takes longer than running it
def _upserting(dialect: str, table: Table, instead: Instead) -> Insert:
    statement = inserting(dialect, table)
    new = dict(statement.excluded.items())
    replaced: dict[str, ColumnElement[object]] = {
        column.name: new[column.name]
        for column in table.columns
        if not column.primary_key
    }
    replaced.update(instead(new))
    return statement.on_conflict_do_update(
        index_elements=list(table.primary_key), set_=replaced
    )


def overwrite_what_is_deleted(connection: Connection) -> None:
    """See that nothing deleted can be read in the file any more.

    SQLite is built with that on or off; PostgreSQL overwrites by its own schedule.
    """
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA secure_delete = ON")


def batches(values: Iterable[str]) -> Iterator[list[str]]:
    """Return the values, each once, in lists short enough for one statement."""
    remaining = iter(dict.fromkeys(values))
    while batch := list(islice(remaining, _BATCH)):
        yield batch
