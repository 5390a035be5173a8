"""The cells of one row by what they mean: a person, or all that is wrong with them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar, cast

from digest.config.words import shortened
from digest.errors import Mistake
from digest.model import SubscriberSource, SubscriberStatus, SuppressionReason
from digest.subscribers import values
from digest.subscribers.columns import Field
from digest.subscribers.guards import unguarded
from digest.subscribers.rows import Row
from digest.text.printable import clean

MAX_CELL = 1_000  # characters

_PASSIVE: frozenset[str] = frozenset(("unsubscribed", "bounced", "complained"))
_SOURCES: dict[str, SubscriberSource] = {
    "form": "form",
    "import": "import",
    "added": "added",
}
_Standing = SubscriberStatus | SuppressionReason
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What a list may say: which sections there are, and what is an address.

    `columns` says of headings which field they are; those that are well known need no
    saying. `normalised` returns the one spelling of an address, `objection` why no
    mail can be sent to it (None: it can).
    """

    normalised: Callable[[str], str]
    objection: Callable[[str], str | None]
    sections: tuple[str, ...]
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Cells:
    """One row's cells, and the mistakes found in them so far."""

    cells: Sequence[str]
    header: Sequence[str]
    places: Mapping[Field, int]
    line: int
    mistakes: list[Mistake] = field(default_factory=list)

    def meaning(
        self, field_: Field, meaning: Callable[[str], _Value | None]
    ) -> _Value | None:
        """Return what a cell means; None where it is not there, or cannot be so."""
        place = self.places.get(field_)
        if place is None:
            return None
        cell = self.cells[place] if place < len(self.cells) else ""
        try:
            return meaning(_bounded(cell))
        except ValueError as error:
            heading = self.header[place].strip()
            where = field_ if "@" in heading else shortened(heading)
            mistake = Mistake(line=self.line, where=where, message=str(error))
            self.mistakes.append(mistake)
            return None


def row(cells: Cells, expected: Expected) -> Row | tuple[Mistake, ...]:
    """Return what a row says of a person, or all that is wrong with it."""
    confirmed = cells.meaning("confirmed", values.since)
    status: _Standing | None = cells.meaning("status", values.status_named)
    found = Row(
        line=cells.line,
        address=cells.meaning("email", _address(expected)) or "",
        name=_name(cells),
        language=cells.meaning("language", values.language_tag),
        sections=cells.meaning("sections", _sections(expected)),
        frequency=cells.meaning("frequency", values.frequency_named),
        tags=cells.meaning("tags", values.tags_in),
        status=_standing(status=status, confirmed=confirmed),
        source=cells.meaning("source", _source),
        joined=cells.meaning("joined", values.instant),
        confirmed=confirmed.moment if confirmed else None,
        gone=_gone(cells, status),
    )
    return tuple(cells.mistakes) or found


def _source(cell: str) -> SubscriberSource | None:
    return _SOURCES.get(cell.strip())


def _bounded(cell: str) -> str:
    if len(cell) > MAX_CELL:
        message = f"longer than {MAX_CELL:,} characters"
        raise ValueError(message)
    return unguarded(cell)


def _address(expected: Expected) -> Callable[[str], str]:
    def address(cell: str) -> str:
        normalised = expected.normalised(cell)
        reason = expected.objection(normalised)
        if reason:
            message = f"not an email address: {reason}"
            raise ValueError(message)
        return normalised

    return address


def _sections(expected: Expected) -> Callable[[str], tuple[str, ...]]:
    return lambda cell: values.sections_named(cell, expected.sections)


def _name(cells: Cells) -> str | None:
    """Return a name, whole or put together."""
    told = [cells.meaning(f, clean) for f in ("name", "first name", "last name")]
    if told == [None, None, None]:
        return None
    whole, *parts = told
    return whole or " ".join(filter(None, parts))


def _standing(
    *,
    status: _Standing | None,
    confirmed: values.Since | None,
) -> SubscriberStatus | None:
    """Return whether a person has confirmed the address; None: nothing is said of it.

    A status says more than a day that is not there.
    """
    if status in ("active", "pending"):
        return status
    if confirmed is None:
        return None
    return "active" if confirmed.is_so else "pending"


def _gone(cells: Cells, status: _Standing | None) -> SuppressionReason | None:
    if status in _PASSIVE:
        return cast("SuppressionReason", status)
    for reason in ("unsubscribed", "bounced"):
        since = cells.meaning(reason, values.since)
        if since and since.is_so:
            return reason
    return None
