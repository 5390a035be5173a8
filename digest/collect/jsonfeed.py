"""JSON Feed 1.x: what such a feed says."""

import html
import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from digest.collect.content import MAX_ENTRIES, MAX_MARKUP, FeedContent, identity
from digest.collect.plain import names, primary, worded
from digest.collect.urls import absolute
from digest.errors import FeedError
from digest.model import Entry

MAX_VALUES = 400_000  # of all kinds, commas in texts among them

_DIGITS = 20
_HALF = re.compile("[\ud800-\udfff]")  # of a character: it cannot be encoded
_VERSION = re.compile(r"https?://jsonfeed\.org/version/(1(?:\.\d+)?)")


def content(body: bytes, *, url: str) -> FeedContent:
    """Return what a JSON Feed says.

    Raises:
        FeedError: it is no JSON, or JSON of another kind.
    """
    feed = _document(body)
    version = _VERSION.match(_line(feed, "version"))
    if not version:
        message = "no feed: JSON of another kind"
        raise FeedError(message)
    base = absolute(_line(feed, "home_page_url"), base=url) or url
    items = _objects(feed, "items")[:MAX_ENTRIES]
    read = [(raw, _entry(raw, base)) for raw in items]
    return FeedContent(
        title=_line(feed, "title"),
        kind=f"JSON Feed {version[1]}",
        language=primary(feed.get("language")),
        entries=tuple(entry for _, entry in read if entry),
        unlinked=tuple(
            identity(_line(raw, "id") or _line(raw, "title"))
            for raw, entry in read
            if not entry
        ),
    )


def _document(body: bytes) -> Mapping[str, object]:
    if sum(map(body.count, (b"{", b"[", b","))) > MAX_VALUES:
        message = f"no feed: more than {MAX_VALUES:,} values"
        raise FeedError(message)
    try:
        document = json.loads(
            body.decode("utf-8", "replace"), strict=False, parse_int=_number
        )
    except (ValueError, RecursionError) as error:
        message = f"cut off / not well-formed: {error}"[:200]
        raise FeedError(message) from error
    return document if isinstance(document, dict) else {}


def _number(digits: str) -> int | str:
    """Return a number; as its digits where it is too long to be one."""
    return int(digits) if len(digits) < _DIGITS else digits


def _entry(raw: Mapping[str, object], base: str) -> Entry | None:
    candidates = (_line(raw, name) for name in ("url", "external_url", "id"))
    found = (absolute(each, base=base) for each in candidates if "/" in each)
    address = next((each for each in found if each), None)
    if not address:
        return None
    authors = [*_objects(raw, "authors"), *_objects(raw, "author")]
    return Entry(
        id=identity(_line(raw, "id") or address),
        url=address,
        title=_line(raw, "title"),
        published=_date(raw, "date_published") or _date(raw, "date_modified"),
        updated=_date(raw, "date_modified"),
        authors=names([_line(author, "name") for author in authors]),
        tags=_tags(raw.get("tags")),
        image=absolute(_line(raw, "image"), base=base),
        content=_content(raw)[:MAX_MARKUP],
        summary=html.escape(_line(raw, "summary"), quote=False),
    )


def _line(raw: Mapping[str, object], name: str) -> str:
    value = raw.get(name)
    return worded(str(value)) if isinstance(value, str | int) else ""


def _objects(raw: Mapping[str, object], name: str) -> Sequence[Mapping[str, object]]:
    value = raw.get(name)
    listed = value if isinstance(value, list) else [value]
    return [each for each in listed if isinstance(each, dict)]


def _content(raw: Mapping[str, object]) -> str:
    """Return the text as HTML, which is what all other feeds give."""
    markup, text = raw.get("content_html"), raw.get("content_text")
    if isinstance(markup, str):
        return _HALF.sub("\ufffd", markup)
    if not isinstance(text, str):
        return ""
    parts = _HALF.sub("\ufffd", text).split("\n\n")
    return "".join(f"<p>{html.escape(part)}</p>" for part in parts)


def _tags(value: object) -> tuple[str, ...]:
    listed = value if isinstance(value, list) else []
    tags = (worded(tag)[:80] for tag in listed[:20] if isinstance(tag, str))
    return tuple(dict.fromkeys(tag for tag in tags if tag))


def _date(raw: Mapping[str, object], name: str) -> datetime | None:
    try:
        date = datetime.fromisoformat(_line(raw, name))
        return date.astimezone(UTC) if date.tzinfo else date.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
