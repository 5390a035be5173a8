"""A list of subscribers as CSV, to be read again here or opened in a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import datetime

from digest.model import Subscriber
from digest.subscribers.guards import guarded
from digest.subscribers.values import together

HEADINGS = (
    "email",
    "name",
    "language",
    "sections",
    "frequency",
    "tags",
    "status",
    "joined",
    "confirmed",
    "source",
)


def lines(subscribers: Iterable[Subscriber]) -> Iterator[str]:
    """Yield the lines of the list, the headings first."""
    yield csv_line(HEADINGS)
    for each in subscribers:
        yield csv_line(_cells(each))


def csv_line(cells: Iterable[str]) -> str:
    """Return one line of CSV that does nothing in a spreadsheet but stand there."""
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(map(guarded, cells))
    return line.getvalue()


def _cells(subscriber: Subscriber) -> tuple[str, ...]:
    return (
        subscriber.address,
        subscriber.name,
        subscriber.language,
        together(subscriber.sections),
        subscriber.frequency,
        together(subscriber.tags),
        subscriber.status,
        _instant(subscriber.joined),
        _instant(subscriber.confirmed),
        subscriber.source,
    )


def _instant(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""
