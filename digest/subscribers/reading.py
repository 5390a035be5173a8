"""A list of subscribers as CSV: each of its rows, or what is wrong with it."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from digest.errors import Mistake
from digest.subscribers.cells import Cells, Expected, row
from digest.subscribers.columns import columns
from digest.subscribers.decoding import decoded
from digest.subscribers.rows import Row

MAX_ROWS = 5_000_000
MOST_TOLD = 1_000  # who has more mistakes than these begins with these

_DELIMITERS = ",;\t"  # spreadsheets write the one that their country uses
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n")  # and some say which, on a first line


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What a list says: its rows, each address once, and the mistakes in others.

    `wrong` counts the rows that are wrong, also where not all mistakes are told.
    `repeated` tells the rows whose address stands in an earlier one, which counts.
    """

    rows: tuple[Row, ...] = ()
    mistakes: tuple[Mistake, ...] = ()
    wrong: int = 0
    repeated: tuple[Mistake, ...] = ()


def read(data: bytes | str, expected: Expected) -> Listing:
    """Return what a list says; the first line names its columns, in any order.

    No mistake shows an address: it may end up in a log.
    """
    try:
        text = decoded(data) if isinstance(data, bytes) else data.removeprefix("\ufeff")
        lines = _lines(text)
        _, header = next(lines, (1, []))
        places, wrong = columns(header, expected.columns)
        if wrong:
            return _refused(1, *wrong)
        rows = (Cells(cells, header, places, line) for line, cells in lines)
        return _listing(rows, expected)
    except _NoCsvError as error:
        return _refused(error.line, str(error))
    except ValueError as error:
        return _refused(None, str(error))


class _NoCsvError(Exception):
    """A line of the list is not CSV."""

    def __init__(self, line: int, message: str) -> None:
        self.line = line
        super().__init__(f"not CSV: {message}")


def _refused(line: int | None, *messages: str) -> Listing:
    found = (Mistake(line=line, where="", message=message) for message in messages)
    return Listing(mistakes=tuple(found), wrong=1)


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the headings, then each row that is not empty, with the line it is on."""
    said = _SEPARATOR_LINE.match(text)
    begin, before = (said.end(), 1) if said else (0, 0)
    header = text[begin:].partition("\n")[0]
    delimiter = said[1] if said else max(_DELIMITERS, key=header.count)
    rows = csv.reader(io.StringIO(text[begin:], newline=""), delimiter=delimiter)
    line = 1
    try:
        for cells in rows:
            if line == 1 or any(map(str.strip, cells)):
                yield before + line, cells
            line = rows.line_num + 1
    except csv.Error as error:
        raise _NoCsvError(before + line, str(error)) from None


def _listing(found: Iterator[Cells], expected: Expected) -> Listing:
    rows: dict[str, Row] = {}
    told = _Told()
    for count, cells in enumerate(found, start=1):
        if count > MAX_ROWS:
            return _refused(cells.line, f"more than {MAX_ROWS:,} rows: split the list")
        person = _too_long(cells) or row(cells, expected)
        if isinstance(person, tuple):
            told.mistakes(person)
        elif person.address in rows:
            told.repetition(person, rows[person.address])
        else:
            rows[person.address] = person
    return told.listing(tuple(rows.values()))


def _too_long(cells: Cells) -> tuple[Mistake, ...]:
    """Return that a row has cells that no heading stands over."""
    if not any(map(str.strip, cells.cells[len(cells.header) :])):
        return ()
    message = (
        f"{len(cells.cells)} cells, and the first line names {len(cells.header)}"
        " columns: put cells with a separator in them between quotation marks"
    )
    return (Mistake(line=cells.line, where="", message=message),)


class _Told:
    """The mistakes and repetitions of a list, no more of them than anybody reads."""

    def __init__(self) -> None:
        self._mistakes: list[Mistake] = []
        self._repeated: list[Mistake] = []
        self._wrong = 0

    def mistakes(self, found: tuple[Mistake, ...]) -> None:
        """Note what is wrong with one row."""
        self._wrong += 1
        if len(self._mistakes) < MOST_TOLD:
            self._mistakes += found

    def repetition(self, again: Row, first: Row) -> None:
        """Note a row whose address was there before."""
        message = f"the same address as in line {first.line}, which counts"
        self._repeated.append(Mistake(line=again.line, where="", message=message))

    def listing(self, rows: tuple[Row, ...]) -> Listing:
        """Return the listing; that its mistakes are more than told is the last one."""
        if self._wrong > MOST_TOLD:
            message = f"{self._wrong:,} rows are wrong, and the first ones are told"
            self._mistakes.append(Mistake(line=None, where="", message=message))
        return Listing(
            rows=rows,
            mistakes=tuple(self._mistakes),
            wrong=self._wrong,
            repeated=tuple(self._repeated),
        )
