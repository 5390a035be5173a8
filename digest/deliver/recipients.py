"""The list of recipients: a CSV file with a column `email`."""

import csv
import io
from collections.abc import Iterator

from digest.deliver.addresses import normalised, objection
from digest.errors import Mistake

_COLUMN = "email"
_DELIMITERS = ",;\t"  # spreadsheets write the one that their country uses


def recipients(text: str) -> tuple[tuple[str, ...], tuple[Mistake, ...]]:
    """Return the addresses of a CSV file, each once, and every row that is wrong.

    The first line names the columns; those beside `email` are not looked at.
    """
    text = text.removeprefix("\ufeff")
    addresses: dict[str, None] = {}
    mistakes: list[Mistake] = []
    try:
        for line, address in _cells(text):
            reason = objection(address)
            if reason is None:
                addresses[address] = None
            else:
                mistakes.append(_mistake(line, f"not an email address: {reason}"))
    except _HeaderError:
        mistakes.append(
            _mistake(1, "the first line must name the columns, one of them `email`")
        )
    except csv.Error as error:
        mistakes.append(Mistake(line=None, where="", message=f"not CSV: {error}"))
    return tuple(addresses), tuple(mistakes)


class _HeaderError(ValueError):
    """The first line names no column `email`."""


def _mistake(line: int, message: str) -> Mistake:
    return Mistake(line=line, where=_COLUMN, message=message)


def _cells(text: str) -> Iterator[tuple[int, str]]:
    """Yield the column's cells, normalised, each with the line its row begins on."""
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    column = _column(next(rows, []))
    line = rows.line_num + 1
    for row in rows:
        if any(map(str.strip, row)):
            yield line, normalised(row[column]) if column < len(row) else ""
        line = rows.line_num + 1


def _delimiter(text: str) -> str:
    header = text.partition("\n")[0]
    return max(_DELIMITERS, key=header.count)


def _column(header: list[str]) -> int:
    names = [name.strip().lower() for name in header]
    if _COLUMN not in names:
        raise _HeaderError
    return names.index(_COLUMN)
