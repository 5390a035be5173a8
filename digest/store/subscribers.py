"""Subscribers, who among them gets no mail, and what bounced."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from sqlalchemy import Column, Connection, Row, delete, func, select, update

from digest.model import Bounce, Subscriber, Suppression
from digest.store.database import Database
from digest.store.schema import bounces, subscribers, suppressions
from digest.store.statements import (
    batches,
    inserting,
    overwrite_what_is_deleted,
    upsert,
    written,
)

_PAGE = 1_000


class Subscribers:
    """The list of subscribers and the suppression list.

    Every method is one transaction, and may raise StoreError; `each` is one for each
    page, so that whoever writes meanwhile need not wait.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    # ── the list ────────────────────────────────────────────────────────────────

    def keep(self, *kept: Subscriber) -> None:
        """Keep subscribers, all of them or nothing; those known by id are replaced."""
        with self._database.writing() as connection:
            upsert(connection, subscribers, [_row(each) for each in kept])

    def enrol(self, kept: Sequence[Subscriber], gone: Sequence[Suppression]) -> None:
        """Keep an imported list, and who signed off elsewhere: all of it, or nothing.

        Whoever was erased since the list was read is not let in again.
        """
        with self._database.writing() as connection:
            for start in range(0, len(kept), _PAGE):
                page = kept[start : start + _PAGE]
                upsert(connection, subscribers, [_row(each) for each in page])
            for each in gone:
                _suppress(connection, each)
            erased = select(suppressions.c.id).where(suppressions.c.reason == "erased")
            connection.execute(delete(subscribers).where(subscribers.c.id.in_(erased)))

    def get(self, id_: str) -> Subscriber | None:
        """Return a subscriber; None where there is none."""
        return next(iter(self.among([id_])), None)

    def among(self, ids: Iterable[str]) -> tuple[Subscriber, ...]:
        """Return those of the ids who are subscribers, by id."""
        with self._database.reading() as connection:
            found = [
                row
                for batch in batches(ids)
                for row in connection.execute(
                    select(subscribers).where(subscribers.c.id.in_(batch))
                )
            ]
        return tuple(sorted(map(_subscriber, found), key=lambda each: each.id))

    def each(self) -> Iterator[Subscriber]:
        """Yield all subscribers by id, however many, in little memory."""
        last = ""
        while page := self._page(subscribers.c.id, last):
            yield from page
            last = page[-1].id

    def by_address(self) -> Iterator[Subscriber]:
        """Yield all subscribers by address, however many, in little memory."""
        last = ""
        while page := self._page(subscribers.c.address, last):
            yield from page
            last = page[-1].address

    def _page(self, key: Column[str], after: str) -> list[Subscriber]:
        with self._database.reading() as connection:
            rows = connection.execute(
                select(subscribers).where(key > after).order_by(key).limit(_PAGE)
            )
            return [_subscriber(row) for row in rows]

    def count(self) -> int:
        """Return how many subscribers there are, confirmed or not."""
        with self._database.reading() as connection:
            return connection.scalar(select(func.count()).select_from(subscribers)) or 0

    def remove(self, id_: str) -> bool:
        """Remove a subscriber from the list; False where there was none."""
        with self._database.writing() as connection:
            return _removed(connection, id_)

    def expire(self, before: datetime) -> int:
        """Remove who signed up by the form before that and did not confirm.

        Returns how many. Those imported without consent stay: nobody promised them a
        day on which they are forgotten.
        """
        old = delete(subscribers).where(
            subscribers.c.status == "pending",
            subscribers.c.source == "form",
            subscribers.c.joined < before,
        )
        with self._database.writing() as connection:
            return connection.execute(old).rowcount

    # ── the suppression list ────────────────────────────────────────────────────

    def suppress(self, *found: Suppression) -> None:
        """Put people on the suppression list; who is on it already stays as he is.

        Two reasons are stronger than others: a complaint, and erasure, which nothing
        takes the place of.
        """
        with self._database.writing() as connection:
            for each in found:
                _suppress(connection, each)

    def allow(self, id_: str) -> bool:
        """Take somebody off the suppression list; False where he was not on it.

        Only the person's own wish, confirmed, is a reason to.
        """
        with self._database.writing() as connection:
            gone = delete(suppressions).where(suppressions.c.id == id_)
            return connection.execute(gone).rowcount > 0

    def suppression(self, id_: str) -> Suppression | None:
        """Return why somebody gets no mail; None where nothing stands against it."""
        return self.suppressed([id_]).get(id_)

    def suppressed(self, ids: Iterable[str]) -> dict[str, Suppression]:
        """Return those of the ids who get no mail."""
        with self._database.reading() as connection:
            rows = [
                row
                for batch in batches(ids)
                for row in connection.execute(
                    select(suppressions).where(suppressions.c.id.in_(batch))
                )
            ]
        return {row.id: _suppression(row) for row in rows}

    def suppressions(self) -> tuple[Suppression, ...]:
        """Return the whole suppression list, by id."""
        with self._database.reading() as connection:
            rows = connection.execute(select(suppressions).order_by(suppressions.c.id))
            return tuple(map(_suppression, rows))

    def erase(self, id_: str, now: datetime) -> bool:
        """Erase somebody: only the keyed hash is left; False where nothing was there.

        What the ledger says of his copies stays: it knows nobody but by that hash.
        """
        with self._database.writing() as connection:
            overwrite_what_is_deleted(connection)
            known = _removed(connection, id_)
            connection.execute(delete(bounces).where(bounces.c.id == id_))
            gone = delete(suppressions).where(suppressions.c.id == id_)
            known = connection.execute(gone).rowcount > 0 or known
            _suppress(connection, Suppression(id=id_, reason="erased", since=now))
            return known

    # ── bounces ─────────────────────────────────────────────────────────────────

    def note_bounce(self, bounce: Bounce) -> bool:
        """Note a report; False where the same was noted before."""
        row = {name: getattr(bounce, name) for name in bounces.columns.keys()}  # noqa: SIM118
        with self._database.writing() as connection:
            statement = inserting(connection.dialect.name, bounces).values(row)
            return written(connection, statement.on_conflict_do_nothing()) > 0

    def bounces(self, id_: str = "", *, edition: str = "") -> tuple[Bounce, ...]:
        """Return the reports of a subscriber, of an edition, or all; oldest first."""
        wanted = select(bounces).order_by(bounces.c.received, bounces.c.id)
        if id_:
            wanted = wanted.where(bounces.c.id == id_)
        if edition:
            wanted = wanted.where(bounces.c.edition == edition)
        with self._database.reading() as connection:
            return tuple(Bounce(**row._mapping) for row in connection.execute(wanted))  # noqa: SLF001


def _removed(connection: Connection, id_: str) -> bool:
    gone = delete(subscribers).where(subscribers.c.id == id_)
    return connection.execute(gone).rowcount > 0


def _suppress(connection: Connection, found: Suppression) -> None:
    row = {
        "id": found.id,
        "reason": found.reason,
        "since": found.since,
        "detail": found.detail,
    }
    statement = inserting(connection.dialect.name, suppressions).values(row)
    connection.execute(statement.on_conflict_do_nothing())
    if found.reason in {"complained", "erased"}:
        connection.execute(
            update(suppressions)
            .where(suppressions.c.id == found.id, suppressions.c.reason != "erased")
            .values(row)
        )


def _row(subscriber: Subscriber) -> dict[str, object]:
    return {
        name: getattr(subscriber, name)
        for name in subscribers.columns.keys()  # noqa: SIM118
    }


def _subscriber(row: Row[tuple[object, ...]]) -> Subscriber:
    return Subscriber(**row._mapping)  # noqa: SLF001 - SQLAlchemy's public name for it


def _suppression(row: Row[tuple[object, ...]]) -> Suppression:
    return Suppression(**row._mapping)  # noqa: SLF001
