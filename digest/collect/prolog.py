"""How a document begins, which tells what it is before any parser reads it."""

import re
from dataclasses import dataclass
from enum import Enum

_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
_TYPE = re.compile(rb"<!doctype\b", re.IGNORECASE)
_HTML = re.compile(
    rb"<!doctype\s++html|<(?:html|head|body|script|meta)[\s>]", re.IGNORECASE
)
_FEED = re.compile(rb"<(?:\?xml|!doctype|rss|feed|rdf:RDF|channel)[\s>]", re.IGNORECASE)
_STRAY = 4_096  # bytes: a remark of the program that writes the feed
_SPACE = re.compile(rb"\s*+")
_IN_TYPE = re.compile(rb"\"[^\"]*+\"|'[^']*+'|<!--|<\?|[\[\]>]")
_SKIPPED = ((b"<?", b"?>"), (b"<!--", b"-->"))


class Kind(Enum):
    """What a document looks to be from its beginning."""

    XML = "xml"
    HTML = "html"
    JSON = "json"
    ENTITIES = "declares entities"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Prolog:
    """What a document is, and where its own markup begins: after all declarations."""

    kind: Kind
    at: int


def prolog(body: bytes) -> Prolog:
    """Return how a document in UTF-8 begins.

    What stands before a feed by mistake is passed over. A document type that declares
    entities of its own is told apart: a few lines of those unfold into gigabytes.
    """
    at = _first_markup(body, 0)
    stray = None if body[at : at + 1] in b"<{" else _FEED.search(body[:_STRAY])
    at = _first_markup(body, stray.start()) if stray else at
    while _TYPE.match(body, at) and not _HTML.match(body, at):
        end = _end_of_type(body, at)
        if _ENTITY.search(body, at, end):
            return Prolog(Kind.ENTITIES, at)
        at = _first_markup(body, end)
    return Prolog(_kind(body, at), at)


def _kind(body: bytes, at: int) -> Kind:
    if _HTML.match(body, at):
        return Kind.HTML
    if body.startswith(b"{", at):
        return Kind.JSON
    return Kind.XML if body.startswith(b"<", at) else Kind.OTHER


def _end_of_type(body: bytes, at: int) -> int:
    """Return where a document type ends, with all that is declared within."""
    inside = False
    while found := _IN_TYPE.search(body, at):
        at = found.end()
        match found[0]:
            case b"[":
                inside = True
            case b"]":
                inside = False
            case b">" if not inside:
                return at
            case b"<!--" | b"<?" as opening:
                closing = b"-->" if opening == b"<!--" else b"?>"
                end = body.find(closing, at)
                at = len(body) if end < 0 else end + len(closing)
            case _:  # a quoted name, or a > among the declarations
                pass
    return len(body)


def _first_markup(body: bytes, at: int) -> int:
    """Return where what follows white space, comments and instructions begins."""
    at = _after_space(body, at)
    while (after := _skipped(body, at)) > at:
        at = after
    return at


def _skipped(body: bytes, at: int) -> int:
    for opening, closing in _SKIPPED:
        if body.startswith(opening, at):
            end = body.find(closing, at + len(opening))
            return len(body) if end < 0 else _after_space(body, end + len(closing))
    return at


def _after_space(body: bytes, at: int) -> int:
    found = _SPACE.match(body, at)
    return found.end() if found else at
