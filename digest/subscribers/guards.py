"""Cells that a spreadsheet would take for a formula, and how they are kept from it.

An apostrophe in front says "text" to spreadsheets; one more is put where there is one
already, so that what is read is what was written.
"""

import re

# OWASP, CSV injection: also what a spreadsheet may strip, and full-width signs.
_FORMULA = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")


def guarded(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """Return what a cell was before it was guarded."""
    return cell[1:] if cell[:1] == "'" and _FORMULA.match(cell) else cell
