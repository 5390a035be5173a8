"""What a feed says: its bytes, of whatever kind and quality, as entries."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from digest.collect import jsonfeed
from digest.collect.content import (
    MAX_ENTRIES,
    MAX_MARKUP,
    FeedContent,
    identity,
    tidied,
)
from digest.collect.encodings import utf8
from digest.collect.excess import bounded
from digest.collect.freshness import own_ttl
from digest.collect.hostile import RAISED
from digest.collect.mending import mended, without_controls
from digest.collect.plain import names, plain, primary, unmarked, worded
from digest.collect.prolog import Kind, prolog
from digest.collect.sax import DRIVER
from digest.collect.urls import absolute
from digest.collect.wholeness import insist_on_its_end
from digest.errors import FeedError
from digest.model import Entry

_SHORT_END = re.compile(r"@\S+\.[A-Za-z]{4}$")
_ADDRESS_END = re.compile(r"[a-z]{1,20}(?:\s*\(|$)")
# ASCII, the letters of Europe, Cyrillic, and punctuation
_COMMON = (*range(0x20, 0x250), *range(0x400, 0x530), *range(0x2000, 0x2070))
_DATES = ("published_parsed", "updated_parsed", "created_parsed")


def parsed(
    body: bytes, *, url: str, now: datetime, content_type: str = ""
) -> FeedContent:
    """Return what a feed says.

    Raises:
        FeedError: it is no feed, or one that nothing can be read from.
    """
    text = without_controls(utf8(body, content_type=content_type))
    start = prolog(text)
    _insist_on_a_feed(start.kind, text)
    if start.kind is Kind.JSON:
        return tidied(jsonfeed.content(text, url=url), now=now)
    feed = mended(text[start.at :])
    if start.kind is Kind.XML:
        insist_on_its_end(feed)
    read = _read(bounded(feed, max_entries=MAX_ENTRIES))
    entries, unlinked = _entries(read, url)
    if not read.get("version") and not entries:
        raise FeedError(_trouble(start.kind, read))
    if read.get("bozo") and not entries and _is_malformed(read):
        raise FeedError(_trouble(start.kind, read))
    return tidied(_content(read, entries, unlinked), now=now)


def _insist_on_a_feed(start: Kind, body: bytes) -> None:
    if not body.strip():
        message = "empty answer"
    elif start is Kind.ENTITIES:
        message = "no feed: it declares entities of its own, which is not safe to read"
    elif start is Kind.HTML:
        message = "no feed: an HTML page"
    else:
        return
    raise FeedError(message)


def _read(feed: bytes) -> Mapping[str, Any]:
    """Return feedparser's reading: its dictionaries do not leave this module."""
    import feedparser
    from feedparser import api, mixin

    api.PREFERRED_XML_PARSERS[:] = [DRIVER]
    _spare_exceptions(mixin)
    headers = {"content-type": "application/xml; charset=utf-8"}
    try:
        # given bytes, feedparser may take them for a file name
        return feedparser.parse(  # type: ignore[no-any-return]  # it ships no types
            BytesIO(feed),
            response_headers=headers,
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except RAISED as error:
        message = "not well-formed: it holds what no XML may, such as &#xD800;"
        raise FeedError(message) from error


def _spare_exceptions(mixin: Any) -> None:
    """Give feedparser a table of characters to mend that has those which stay, too.

    Each text goes through it, and each character that it does not have costs an
    exception within `str.translate`: a quarter of all time, without this.
    """
    table = getattr(mixin, "_cp1252", None)
    if isinstance(table, dict) and _COMMON[0] not in table:
        mixin._cp1252 = dict(zip(_COMMON, _COMMON, strict=True)) | table  # noqa: SLF001


def _is_malformed(read: Mapping[str, Any]) -> bool:
    return type(read.get("bozo_exception")).__name__ == "SAXParseException"


def _trouble(start: Kind, read: Mapping[str, Any]) -> str:
    error = read.get("bozo_exception")
    if start is Kind.OTHER:
        return "no feed: neither XML nor JSON"
    if error is None or not _is_malformed(read):
        return "no feed: XML of another kind"
    return f"cut off / not well-formed: {plain(str(error))[:120]}"


def _content(
    read: Mapping[str, Any], entries: tuple[Entry, ...], unlinked: tuple[str, ...]
) -> FeedContent:
    feed = read.get("feed", {})
    return FeedContent(
        title=_text(feed, "title"),
        kind=_KINDS.get(str(read.get("version")), "a feed of no known kind"),
        language=primary(_own(feed, "language")),
        ttl=own_ttl(
            _own(feed, "ttl"),
            _own(feed, "sy_updateperiod"),
            _own(feed, "sy_updatefrequency"),
        ),
        entries=entries,
        unlinked=unlinked,
    )


_KINDS = {
    "rss": "RSS",
    "rss090": "RSS 0.90",
    "rss091n": "RSS 0.91",
    "rss091u": "RSS 0.91",
    "rss092": "RSS 0.92",
    "rss093": "RSS 0.93",
    "rss094": "RSS 0.94",
    "rss10": "RSS 1.0",
    "rss20": "RSS 2.0",
    "atom": "Atom",
    "atom01": "Atom 0.1",
    "atom02": "Atom 0.2",
    "atom03": "Atom 0.3",
    "atom10": "Atom 1.0",
    "cdf": "CDF",
}


def _entries(
    read: Mapping[str, Any], url: str
) -> tuple[tuple[Entry, ...], tuple[str, ...]]:
    """Return the entries, and what to remember of those that lead to no page."""
    base = url or str(_own(read.get("feed", {}), "link") or "")
    entries, unlinked = [], []
    for raw in read.get("entries", [])[:MAX_ENTRIES]:
        if address := _address(raw, base):
            entries.append(_entry(raw, address, base))
        else:
            unlinked.append(identity(str(raw.get("id") or "") or _text(raw, "title")))
    return tuple(entries), tuple(unlinked)


def _address(raw: Mapping[str, Any], base: str) -> str | None:
    """Return where an entry's page is; None: it has none on the web."""
    alternates = [
        str(link.get("href", ""))
        for link in raw.get("links", [])
        if link.get("rel") == "alternate"
    ]
    guid = raw.get("id", "") if raw.get("guidislink") else ""
    candidates = (raw.get("feedburner_origlink"), raw.get("link"), *alternates, guid)
    found = (absolute(str(each), base=base) for each in candidates if each)
    return next((address for address in found if address), None)


def _entry(raw: Mapping[str, Any], address: str, base: str) -> Entry:
    contents = [str(each.get("value", "")) for each in raw.get("content", [])]
    return Entry(
        id=identity(str(raw.get("id") or "") or address),
        url=address,
        title=_text(raw, "title"),
        published=_published(raw),
        authors=_authors(raw),
        tags=_tags(raw),
        image=_image(raw, base),
        content=max(contents, key=len, default="")[:MAX_MARKUP],
        summary=str(_own(raw, "summary") or "")[:MAX_MARKUP],
        updated=_date(_own(raw, "updated_parsed")),
    )


def _own(raw: Mapping[str, Any], name: str) -> Any:
    """Return a value under its very name: feedparser passes others off for it."""
    return dict.get(raw, name) if isinstance(raw, dict) else None


def _text(raw: Mapping[str, Any], name: str) -> str:
    """Return a title as plain text: feedparser says whether it is markup."""
    value = str(_own(raw, name) or "")
    kind = (_own(raw, f"{name}_detail") or {}).get("type", "text/plain")
    return worded(value) if kind == "text/plain" else unmarked(value)


def _published(raw: Mapping[str, Any]) -> datetime | None:
    dates = (_date(_own(raw, name)) for name in _DATES)
    return next((date for date in dates if date), None)


def _date(parts: Any) -> datetime | None:
    """Return a date as feedparser has parsed it; None: it is none."""
    if not parts:
        return None
    try:
        year, month, day, hour, minute, second = parts[:6]
        return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)
    except (ValueError, TypeError, OverflowError):
        return None


def _authors(raw: Mapping[str, Any]) -> tuple[str, ...]:
    given = [
        _named(str(each.get("name", "")), str(each.get("email", "")))
        for each in raw.get("authors", [])
    ]
    single = str(_own(raw, "author") or "")
    return names([unmarked(name) for name in given if name] or [unmarked(single)])


def _named(name: str, address: str) -> str:
    """Return a name without the end of an address: feedparser cuts it too early.

    Of "jane@paper.media (Jane)" it makes the address "jane@paper.medi" and "a (Jane".
    """
    left = _ADDRESS_END.match(name) if _SHORT_END.search(address) else None
    return name[left.end() :] if left else name


def _tags(raw: Mapping[str, Any]) -> tuple[str, ...]:
    terms = (each.get("label") or each.get("term") for each in raw.get("tags", [])[:20])
    tags = dict.fromkeys(unmarked(str(term))[:80] for term in terms if term)
    return tuple(tag for tag in tags if tag)


def _image(raw: Mapping[str, Any], base: str) -> str | None:
    media = [*raw.get("media_content", []), *raw.get("media_thumbnail", [])]
    enclosed = [link for link in raw.get("links", []) if link.get("rel") == "enclosure"]
    for each in (*media, *enclosed):
        kind = str(each.get("type") or each.get("medium") or "image")
        address = absolute(str(each.get("url") or each.get("href") or ""), base=base)
        if address and kind.startswith("image"):
            return address
    return None
