"""How a document begins, which tells what it is before any parser reads it."""

import re
from enum import Enum

_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
_HTML = re.compile(
    rb"<!doctype\s+html|<(?:html|head|body|script|meta)[\s>]", re.IGNORECASE
)
_SPACE = re.compile(rb"\s*")
_SKIPPED = ((b"<?", b"?>"), (b"<!--", b"-->"))


class Prolog(Enum):
    """What a document looks to be from its beginning."""

    XML = "xml"
    HTML = "html"
    JSON = "json"
    ENTITIES = "declares entities"
    OTHER = "other"


def prolog(body: bytes) -> Prolog:
    """Return what a document begins as.

    A document type that declares entities of its own is told apart: a few lines of
    those unfold into gigabytes.
    """
    start = _first_markup(_narrow(body))
    if start[:9].lower() == b"<!doctype" and _ENTITY.search(start):
        return Prolog.ENTITIES
    if _HTML.match(start):
        return Prolog.HTML
    if start.startswith(b"{"):
        return Prolog.JSON
    return Prolog.XML if start.startswith(b"<") else Prolog.OTHER


def _narrow(body: bytes) -> bytes:
    """Return the document as bytes of ASCII where it is UTF-16 or UTF-32."""
    return body.replace(b"\0", b"") if b"\0" in body[:8] else body


def _first_markup(body: bytes) -> bytes:
    """Return what follows byte order mark, white space, comments and instructions."""
    marks = len(body) - len(body.lstrip(b"\xef\xbb\xbf\xff\xfe"))
    at = _after_space(body, marks)
    while (after := _skipped(body, at)) > at:
        at = after
    return body[at:]


def _skipped(body: bytes, at: int) -> int:
    for opening, closing in _SKIPPED:
        if body.startswith(opening, at):
            end = body.find(closing, at + len(opening))
            return len(body) if end < 0 else _after_space(body, end + len(closing))
    return at


def _after_space(body: bytes, at: int) -> int:
    found = _SPACE.match(body, at)
    return found.end() if found else at
