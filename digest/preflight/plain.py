"""Text as it is compared: one line, one form of each letter, nothing invisible."""

import re
import unicodedata
from urllib.parse import unquote

_INVISIBLE = re.compile(r"[\u00ad\u034f\u200b-\u200f\u2060\ufeff]")
_OUTER_MARKS = re.compile(r"\A[\W_]+|[\W_]+\Z")
_WIDE = frozenset("WF")
_SHOWN = 48  # characters of a text that stand for the whole of it


def plain(text: str) -> str:
    """Return a text as one line without invisible characters."""
    seen = _INVISIBLE.sub("", text)
    return " ".join(unicodedata.normalize("NFC", seen).split())


def key(text: str) -> str:
    """Return what two prints of the same words share: no marks around them."""
    line = plain(text)
    return _OUTER_MARKS.sub("", line) or line


def same(address: str) -> str:
    """Return what all spellings of an address share: its letters, none escaped."""
    return unquote(address).rstrip("/")


def shortened(text: str, most: int = _SHOWN) -> str:
    """Return the beginning of a text, enough to find it by."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def columns(text: str) -> int:
    """Return how wide a line of plain text is."""
    if text.isascii():
        return len(text)
    return sum(map(_width, text))


def _width(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in _WIDE else 1
