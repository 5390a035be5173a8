"""What feeds say, and what pages are: from a subscription to its harvest."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

FullText = Literal["auto", "feed", "page"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A subscription: where a feed is, and how the newsletter uses it.

    `location` is an http(s) URL or the path of a file. `full_text` says where an
    entry's text is taken from: `feed` (what the feed carries), `page` (the page it
    links to) or `auto` (the feed where it carries the whole text, else the page).
    `drop` holds regular expressions: paragraphs they match never reach an edition.
    """

    location: str
    title: str
    section: str
    full_text: FullText = "auto"
    drop: tuple[str, ...] = ()
    max_entries: int = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteRule:
    """Where articles stand on the pages of one site, as CSS selectors.

    It holds for `host` and all hosts below it. `text` finds the article's text (None:
    it is found without being told), `without` what in or around it is none of it, and
    `authors` the names of who wrote it (None: as the page declares them).
    """

    host: str
    text: str | None = None
    without: tuple[str, ...] = ()
    authors: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """How often a feed has something new, as the dates of its entries tell.

    `usual_days` lies in the middle of the gaps between days with something new,
    `longest_days` is the longest such gap ever met; both are whole days, at least one.
    `newest` is the date of the newest entry ever met.
    """

    usual_days: int
    longest_days: int
    newest: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedMemory:
    """What one run remembers of a feed for the next.

    `entry_ids` are the entries already dealt with, by their ids and by their pages;
    `paragraphs` counts, by the paragraph's digest, in how many of the feed's articles
    it stood: what recurs is furniture. `not_before` is when the publisher lets us ask
    again, and `due` when it is worth it: until then the feed is fresh, or rests after
    failures (both None: any time). `ttl` is how long it says itself that it stays fresh
    (None: it does not).
    `moved_to` is where it has moved for good, `gone_since` when its publisher said
    that there is no such feed any more: it is not asked again. `failures` counts those
    since it last worked, `failing_since` dates the first; `warned` is when a person was
    last told that it stays down or silent (None: it does neither).
    """

    etag: str | None = None
    last_modified: str | None = None
    body_sha256: str | None = None
    not_before: datetime | None = None
    due: datetime | None = None
    ttl: timedelta | None = None
    moved_to: str | None = None
    gone_since: datetime | None = None
    failures: int = 0
    failing_since: datetime | None = None
    warned: datetime | None = None
    rhythm: Rhythm | None = None
    entry_ids: frozenset[str] = frozenset()
    paragraphs: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a feed says of one page: as given, its markup not yet cleaned.

    `url` is canonical. `content` is the full text the feed carries and `summary` its
    teaser, both HTML, both "" where absent; `published` is None where the feed gives
    no date that can be believed, `updated` where it does not say that it was changed.
    """

    id: str
    url: str
    title: str
    published: datetime | None = None
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    image: str | None = None
    content: str = ""
    summary: str = ""
    updated: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How the text of a known page was read last, to tell whether it has changed.

    `given` is the digest of what the feed gave where the text is the feed's own, None
    where it is the page's. `said` is when the feed said, then, that the page was
    changed last; `due` when it says so by now, and the page is to be read again (both
    None: it says nothing).
    """

    given: str | None = None
    said: datetime | None = None
    due: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """A picture on the web: its address, and what its page says of it.

    `alt` is what stands in for it where it is not seen, "" where its page does not
    tell; `width` and `height` are in pixels, None where the page does not say.
    """

    url: str
    alt: str = ""
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What a page is: its text, without the furniture around it.

    `text` holds the paragraphs, separated by one blank line; every span of a fact or
    quotation points into it. `author_note` is the line about the author ("X is an
    analyst at …"), None where the page has none. `first_seen` stands in for the date
    of an undated entry. `section` is the newsletter's, `rubric` the outlet's own: what
    its site files the article under, "" where it does not say. `image` is the picture
    it leads with, None where it has none. `updated` is when the text was changed after
    it was first read, by its feed's word or else as it was noticed; None: it was not.
    """

    entry: Entry
    outlet: str
    section: str
    language: str
    text: str
    authors: tuple[str, ...] = ()
    author_note: str | None = None
    first_seen: datetime
    rubric: str = ""
    image: Image | None = None
    updated: datetime | None = None

    @property
    def dated(self) -> datetime:
        """When it was published, or else when it was first seen."""
        return self.entry.published or self.first_seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A part of a run that did not work: whose (a feed's title, a page), and why."""

    subject: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What a person should know of a feed; `urgent`: and should do something about."""

    subject: str
    text: str
    urgent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Harvest:
    """What one feed brought: new articles, and what to remember of the feed.

    `failure` is set when the feed itself could not be read; `page_failures` are pages
    of its entries that could not (those entries are tried again next time).
    `unchanged` is true when the feed answered that it holds nothing new, or was not
    even asked because it is fresh, rests, or is gone (`asked` is false). `updates` are
    known articles whose text has changed, and `readings`, by address, what is new to
    know of how pages were read.
    """

    feed: Feed
    memory: FeedMemory
    articles: tuple[Article, ...] = ()
    failure: Failure | None = None
    page_failures: tuple[Failure, ...] = ()
    notices: tuple[Notice, ...] = ()
    unchanged: bool = False
    asked: bool = True
    updates: tuple[Article, ...] = ()
    readings: Mapping[str, Reading] = field(default_factory=dict)
