"""Text as it is compared: one line, one form of each letter, nothing invisible."""

import re
import unicodedata
from urllib.parse import unquote

from digest.text.printable import bare

_INVISIBLE = re.compile(r"[\u00ad\u034f\u200b-\u200f\u2060\ufeff]")
_SHOWN = 48  # characters of a text that stand for the whole of it


def plain(text: str) -> str:
    """Return a text as one line without invisible characters."""
    seen = _INVISIBLE.sub("", text)
    return " ".join(unicodedata.normalize("NFC", seen).split())


def key(text: str) -> str:
    """Return what two prints of the same words share: no marks around them."""
    line = plain(text)
    return bare(line) or line


def same(address: str) -> str:
    """Return what all spellings of an address share: its letters, none escaped."""
    return unquote(address).rstrip("/")


def around(found: re.Match[str]) -> str:
    """Return what was found, with the letters that it stands between."""
    text, (start, end) = found.string, found.span()
    while start > 0 and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return text[start:end]


def shortened(text: str, most: int = _SHOWN) -> str:
    """Return the beginning of a text, enough to find it by."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
