"""How much of an edition was found again in its sources, in one line for people."""

from digest.model import Integrity


def integrity_line(integrity: Integrity) -> str:
    """Return "12 of 12 quotations word for word, 31 of 31 figures found"."""
    quotes = _counted(integrity.quotes_found, integrity.quotes, "quotation")
    figures = _counted(integrity.figures_found, integrity.figures, "figure")
    word_for_word = " word for word" if integrity.quotes else ""
    found = " found" if integrity.figures else ""
    return f"{quotes}{word_for_word}, {figures}{found}"


def _counted(found: int, total: int, noun: str) -> str:
    if not total:
        return f"no {noun}s"
    return f"{found} of {total} {noun}{'' if total == 1 else 's'}"
