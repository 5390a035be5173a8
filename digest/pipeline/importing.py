"""A list of subscribers brought into the store: all of it, or nothing."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from digest.errors import Mistake, SettingsError, UsageError
from digest.model import Subscriber, SubscriberStatus, Suppression
from digest.pipeline.job import Job
from digest.pipeline.keyring import keyring
from digest.pipeline.subscribers import expected, list_bytes
from digest.store import Store
from digest.subscribers import (
    FIELDS,
    REASONS,
    Listing,
    Row,
    changed,
    read,
    subscriber,
    suggestion,
)
from digest.text.printable import clean

_BATCH = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """How a list is brought in.

    `columns` says which field a heading is. `status` is that of whom the list says
    nothing of the kind; `tags` are given to all who are new. With `partly` bad rows
    are left out, with `update` the list counts for people who are known, too.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    status: SubscriberStatus = "active"
    tags: tuple[str, ...] = ()
    partly: bool = False
    update: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """What a list would change, and what it could not."""

    kept: tuple[Subscriber, ...]
    added: int
    known: int
    gone: tuple[Suppression, ...]
    refused: tuple[Mistake, ...]
    doubtful: tuple[Mistake, ...]
    listing: Listing

    @property
    def updated(self) -> int:
        """How many people were known and are changed."""
        return len(self.kept) - self.added


def planned(path: Path, job: Job, store: Store, rules: Rules) -> Import:
    """Return what a list would change; nothing is.

    Raises:
        SettingsError: it has mistakes; all of them.
    """
    wrong = sorted({*rules.columns.values()} - {*FIELDS, ""})
    if wrong:
        known = ", ".join(FIELDS)
        message = f"--column: there is no field {wrong[0]!r}, but these: {known}"
        raise UsageError(message)
    listing = read(list_bytes(path), expected(job, rules.columns))
    mistakes = listing.mistakes
    if not (listing.rows or mistakes):
        mistakes = (Mistake(line=None, where="", message="no address in it"),)
    if mistakes and not (rules.partly and listing.rows):
        raise SettingsError(str(path), mistakes)
    return _plan(listing, job, store, rules)


def imported(plan: Import, store: Store) -> None:
    """Do what was planned: all of it in one, or nothing."""
    store.subscribers.enrol(plan.kept, plan.gone)


@dataclass(slots=True)
class _Sorting:
    """The rows of a list, put where they belong."""

    rules: Rules
    job: Job
    new: list[Subscriber] = field(default_factory=list)
    known: list[Subscriber] = field(default_factory=list)
    gone: list[Suppression] = field(default_factory=list)
    refused: list[Mistake] = field(default_factory=list)
    unchanged: int = 0

    def place(
        self,
        row: Row,
        id_: str,
        known: Subscriber | None,
        suppression: Suppression | None,
    ) -> None:
        """Put the row of whoever has an id where it belongs."""
        if suppression:
            if not row.gone:
                message = f"not added: {REASONS[suppression.reason]}"
                self.refused.append(Mistake(line=row.line, where="", message=message))
        elif row.gone and not (known and known.source == "form"):
            self.gone.append(self._suppression(row, id_))
        elif known is None:
            self.new.append(self._new(row, id_))
        elif self.rules.update and (now := self._updated(known, row)) != known:
            self.known.append(now)
        else:
            self.unchanged += 1

    def _suppression(self, row: Row, id_: str) -> Suppression:
        """Return that somebody gets nothing, by the word of another service."""
        return Suppression(
            id=id_,
            reason=row.gone or "unsubscribed",
            since=self.job.now,
            detail="by an imported list",
        )

    def _new(self, row: Row, id_: str) -> Subscriber:
        made = subscriber(row, id_=id_, status=self.rules.status, now=self.job.now)
        return self._tagged(made)

    def _updated(self, known: Subscriber, row: Row) -> Subscriber:
        return self._tagged(changed(known, row))

    def _tagged(self, made: Subscriber) -> Subscriber:
        tags = tuple(sorted({*made.tags, *map(clean, self.rules.tags)} - {""}))
        return made if tags == made.tags else replace(made, tags=tags)


def _plan(listing: Listing, job: Job, store: Store, rules: Rules) -> Import:
    naming = keyring(job).id
    sorting = _Sorting(rules=rules, job=job)
    for rows in _batches(listing.rows):
        ids = [naming(row.address) for row in rows]
        known = {each.id: each for each in store.subscribers.among(ids)}
        suppressed = store.subscribers.suppressed(ids)
        for row, id_ in zip(rows, ids, strict=True):
            sorting.place(row, id_, known.get(id_), suppressed.get(id_))
    return Import(
        kept=(*sorting.new, *sorting.known),
        added=len(sorting.new),
        known=sorting.unchanged,
        gone=tuple(sorting.gone),
        refused=tuple(sorting.refused),
        doubtful=tuple(_doubtful(listing.rows)),
        listing=listing,
    )


def _batches(rows: Iterable[Row]) -> Iterator[Sequence[Row]]:
    remaining = iter(rows)
    while batch := list(islice(remaining, _BATCH)):
        yield batch


def _doubtful(rows: Iterable[Row]) -> Iterator[Mistake]:
    """Yield the rows whose address looks like a slip of the finger."""
    for row in rows:
        if meant := suggestion(row.address):
            message = f"the address may be a slip: is it at {meant}?"
            yield Mistake(line=row.line, where="", message=message)
