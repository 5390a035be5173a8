"""Lists of feeds as OPML, which other feed readers write and read.

A folder is a section. Files on this machine and a feed's options (`full_text`, `drop`,
`max_entries`) do not travel: OPML has no word for them.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import chain, count
from urllib.parse import urlsplit

from lxml import etree
from pydantic import ValidationError

from digest.config.contradictions import canonical
from digest.config.models import FeedSettings, Settings
from digest.config.values import printable
from digest.errors import Mistake, SettingsError

MAX_BYTES = 5_000_000
MAX_FEEDS = 5_000
_MAX_TITLE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlines:
    """The feeds of an OPML file, and those of its outlines that are not fit to be one.

    Each address is there once, and each feed has a title of its own.
    """

    feeds: tuple[FeedSettings, ...]
    mistakes: tuple[Mistake, ...]


def from_opml(data: bytes, *, name: str = "OPML") -> tuple[FeedSettings, ...]:
    """Return the feeds of an OPML file: each address once, each with its own title.

    Raises:
        SettingsError: it is no OPML, or has addresses that are none; with all of these.
    """
    outlines = read_opml(data, name=name)
    if outlines.mistakes:
        raise SettingsError(name, outlines.mistakes)
    return outlines.feeds


def read_opml(data: bytes, *, name: str = "OPML") -> Outlines:
    """Return what an OPML file lists.

    Raises:
        SettingsError: it is no OPML, or lists too much.
    """
    outlines = tuple(_outlines(_root(data, name)))
    if len(outlines) > MAX_FEEDS:
        raise _refused(name, None, f"it lists more than {MAX_FEEDS:,} feeds: split it")
    feeds: dict[str, FeedSettings] = {}
    titles: set[str] = set()
    mistakes: list[Mistake] = []
    for outline in outlines:
        address = canonical(_address(outline))
        if address in feeds:
            continue
        try:
            feed = _feed(outline, titles)
        except ValidationError as error:
            mistakes.append(_mistake(outline, error))
        else:
            feeds[address] = feed
            titles.add(feed.title.casefold())
    return Outlines(feeds=tuple(feeds.values()), mistakes=tuple(mistakes))


def to_opml(settings: Settings) -> bytes:
    """Return the feeds on the web as OPML 2.0, in their sections' order."""
    root = etree.Element("opml", version="2.0")
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = settings.newsletter.title
    body = etree.SubElement(root, "body")
    folders: dict[str, etree._Element] = {}
    for feed in settings.feeds:
        if feed.url is None:
            continue
        if feed.section not in folders:
            folders[feed.section] = _outline(body, feed.section)
        _outline(folders[feed.section], feed.title, type="rss", xmlUrl=feed.url)
    written: bytes = etree.tostring(
        root, xml_declaration=True, encoding="UTF-8", pretty_print=True
    )
    return written


def unique_title(title: str, host: str, titles: Collection[str]) -> str:
    """Return a title that is not taken: with its host, or else with a number.

    `titles` are those taken, case-folded.
    """
    numbered = (f"{title} ({number})" for number in count(2))
    choices = chain((title, f"{title} ({host})"), numbered)
    return next(choice for choice in choices if choice.casefold() not in titles)


def _root(data: bytes, name: str) -> etree._Element:
    if len(data) > MAX_BYTES:
        raise _refused(name, None, f"the file is larger than {MAX_BYTES:,} bytes")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        message = f"this is not XML: {' '.join((error.msg or 'empty').split())}"
        raise _refused(name, error.lineno, message) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise _refused(name, 1, "a DOCTYPE is not read: take it away")
    if root.tag != "opml":
        message = "this is XML but not OPML: export the list of feeds as OPML"
        raise _refused(name, root.sourceline, message)
    return root


def _refused(name: str, line: int | None, message: str) -> SettingsError:
    return SettingsError(name, (Mistake(line=line or None, where="", message=message),))


def _outlines(root: etree._Element) -> Iterator[etree._Element]:
    """Yield the outlines that are feeds, in the file's order."""
    return (each for each in root.iter("outline") if each.get("xmlUrl") is not None)


def _feed(outline: etree._Element, titles: set[str]) -> FeedSettings:
    url, section = _address(outline), _section(outline)
    title = unique_title(_words(outline) or _host(url), _host(url), titles)
    if not section:
        return FeedSettings(url=url, title=title)
    return FeedSettings(url=url, title=title, section=section)


def _address(outline: etree._Element) -> str:
    """Return a feed's address; `feed:` is what browsers once wrote before it."""
    url = (outline.get("xmlUrl") or "").strip()
    bare = url.removeprefix("feed:")
    if bare.startswith("//"):
        return f"https:{bare}"
    return bare


def _section(outline: etree._Element) -> str:
    """Return the name of the nearest folder; "" where the feed is in none."""
    folders = outline.iterancestors("outline")
    return next((name for name in map(_words, folders) if name), "")


def _words(outline: etree._Element) -> str:
    """Return an outline's name on one line, what nobody can read left out."""
    for key in ("title", "text"):
        raw = (outline.get(key) or "")[:_MAX_TITLE]
        words = " ".join("".join(filter(printable, raw)).split())
        if words:
            return words
    return ""


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or url
    except ValueError:
        return url


def _mistake(outline: etree._Element, error: ValidationError) -> Mistake:
    details = error.errors(include_url=False)[0]
    message = str(details.get("ctx", {}).get("error", details["msg"]))
    return Mistake(line=outline.sourceline, where=_words(outline), message=message)


def _outline(parent: etree._Element, title: str, **attributes: str) -> etree._Element:
    attributes = {"text": title, "title": title, **attributes}
    return etree.SubElement(parent, "outline", attributes)
