"""Tables of results: aligned for a terminal or a pipe, as Markdown, as JSON."""

import json
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import starmap

Cell = str | float | int | None
"""A word, a measured value (one decimal), a count, or None: does not apply."""

_PLACES = 2  # decimals that JSON keeps
_NOTE_WIDTH = 100
_BEGINS = "<!-- measured:"
_CLOSED = "-->\n"
_ENDS = "<!-- measured: end -->"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows under a header; the first column names them. `note` explains them."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""


def plain(table: Table) -> str:
    """Return a table with aligned columns, for fixed-width letters."""
    lines = [table.header, *(tuple(map(_written, row)) for row in table.rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    ruled = [lines[0], tuple("─" * width for width in widths), *lines[1:]]
    body = "\n".join(_aligned(line, widths) for line in ruled)
    note = textwrap.fill(table.note, _NOTE_WIDTH)
    return "\n".join(part for part in (table.title, body, note) if part) + "\n"


def markdown(table: Table) -> str:
    """Return a table as Markdown, under its title in bold."""
    lines = [table.header, ("---", *["--:"] * (len(table.header) - 1))]
    lines += [tuple(map(_written, row)) for row in table.rows]
    body = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    parts = (f"**{table.title}**", body, table.note)
    return "\n\n".join(part for part in parts if part) + "\n"


def between_marks(page: str, tables: Iterable[Table]) -> str:
    """Return a Markdown page with tables in place of what stands between its marks.

    Raises:
        ValueError: the page has no such marks.
    """
    head, begins, rest = page.partition(_BEGINS)
    mark, closed, old = rest.partition(_CLOSED)
    _, ends, tail = old.partition(_ENDS)
    if not ends:
        message = f"the page needs two marks, {_BEGINS} … --> and {_ENDS}"
        raise ValueError(message)
    body = "\n".join(map(markdown, tables))
    return f"{head}{begins}{mark}{closed}\n{body}\n{ends}{tail}"


def as_json(tables: Iterable[Table]) -> str:
    """Return tables as JSON: for each its title, and its rows by their columns."""
    given = [
        {
            "title": table.title,
            "rows": [
                dict(zip(table.header, map(_rounded, row), strict=True))
                for row in table.rows
            ],
        }
        for table in tables
    ]
    return json.dumps(given, indent=2, ensure_ascii=False)


def _aligned(line: Sequence[str], widths: Sequence[int]) -> str:
    first, *others = zip(line, widths, strict=True)
    cells = [first[0].ljust(first[1]), *starmap(str.rjust, others)]
    return "  ".join(cells).rstrip()


def _written(cell: Cell) -> str:
    if cell is None:
        return "–"
    if isinstance(cell, str):
        return cell
    return f"{cell:,}" if isinstance(cell, int) else f"{cell:.1f}"


def _rounded(cell: Cell) -> Cell:
    return round(cell, _PLACES) if isinstance(cell, float) else cell
