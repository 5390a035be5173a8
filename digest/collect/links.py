"""Which feeds a page names: in its head for programs, in its body for people."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from digest.collect.urls import absolute

_MOST = 100  # of each kind; more is a directory of feeds
_TYPES = frozenset(
    (
        "application/rss+xml",
        "application/atom+xml",
        "application/feed+json",
        "application/rdf+xml",
    )
)
_LIKE_A_FEED = re.compile(
    r"/(?:feeds?|rss|atom|rdf)(?:\.(?:xml|rss|php|aspx?|json))?/?(?:\?|$)"
    r"|/(?:rss|feeds?|atom)/[^?#]{0,200}\.(?:xml|rss|atom)$"
    r"|\.(?:rss|atom|rdf)$|/(?:rss|atom|feed|index)\.xml$"
    r"|[?&](?:feed=(?:rss|atom)|format=(?:rss|atom|feed))"
    r"|//feeds?\.",
    re.IGNORECASE,
)
_COMMENTS = re.compile(r"comment|kommentar|коментар", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedLinks:
    """The addresses that a page names, each once, in its order.

    `declared` are its head's, those of comments last; `linked` look like feeds.
    """

    declared: tuple[str, ...]
    linked: tuple[str, ...]


def feed_links(html: bytes | str, *, url: str) -> FeedLinks:
    """Return the feeds that a page names.

    It is read as a stream: neither its depth nor its size is a danger.
    """
    target = _Links(url)
    encoding = "utf-8" if isinstance(html, str) else None
    parser = etree.HTMLParser(target=target, encoding=encoding, no_network=True)
    parser.feed(html.encode("utf-8", "replace") if isinstance(html, str) else html)
    parser.close()
    declared = sorted(target.declared, key=lambda each: target.declared[each])
    linked = [each for each in target.linked if each not in target.declared]
    return FeedLinks(declared=tuple(declared), linked=tuple(linked))


class _Links:
    """A target for lxml's parser: it is told the tags in order."""

    def __init__(self, url: str) -> None:
        self.declared: dict[str, bool] = {}  # and whether it is of comments
        self.linked: dict[str, None] = {}
        self._base = url

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "base" and attributes.get("href"):
            self._base = absolute(attributes["href"], base=self._base) or self._base
        elif tag == "link" and len(self.declared) < _MOST and _declares(attributes):
            if address := absolute(attributes.get("href", ""), base=self._base):
                said = f"{attributes.get('title', '')} {address}"
                self.declared.setdefault(address, bool(_COMMENTS.search(said)))
        elif tag == "a" and len(self.linked) < _MOST:
            address = absolute(attributes.get("href", ""), base=self._base)
            if address and _LIKE_A_FEED.search(address):
                self.linked[address] = None

    def close(self) -> None:
        """Nothing is built, and so nothing to hand over."""


def _declares(attributes: Mapping[str, str]) -> bool:
    kind = attributes.get("type", "").partition(";")[0].strip().lower()
    relations = attributes.get("rel", "").lower().split()
    return kind in _TYPES and ("alternate" in relations or "feed" in relations)
