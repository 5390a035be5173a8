"""The nouns every room shares: frozen values, and nothing that does anything.

All are frozen, slotted, keyword-only; collections are tuples; times are aware UTC.
A field marked *evidence* says where a claim was found and is left out of comparison:
two editions are equal when a reader would read the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Literal

FullText = Literal["auto", "feed", "page"]
FactKind = Literal["figure", "event", "claim"]
Severity = Literal["error", "warning"]
DeliveryStatus = Literal["sent", "refused", "deferred", "in-doubt"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Where something stands in an article's text: `text[start:end]`, in characters."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            message = f"a span needs 0 <= start < end, not {self.start}:{self.end}"
            raise ValueError(message)

    def of(self, text: str) -> str:
        """Return what stands there."""
        return text[self.start : self.end]


# ── what feeds say ────────────────────────────────────────────────────────────────


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


# ── what an article says ──────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a claim comes from, as a reader is shown it."""

    outlet: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A sentence that carries news, or a short first paragraph, in its source's words.

    Evidence: `span` is where it stands (None: not word for word in the source, an
    editor reworded it); `kind` what it carries; `line` where the manuscript has it.
    """

    text: str
    source: Source
    span: Span | None = field(default=None, compare=False)
    kind: FactKind = field(default="claim", compare=False)
    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A stretch of an utterance that stands in one piece, without its marks.

    Evidence: `span` (None: not found word for word, and so not fit to send).
    """

    text: str
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """One utterance: more segments than one where its attribution interrupts it.

    `speaker` is None where the article does not tell; such a quotation is reported,
    never printed. Evidence: `mixed` (the segment completes a sentence of the article's
    own: "will be “more capable”"), `confidence` that the speaker is right (0 to 1),
    and `line` where the manuscript has it.
    """

    segments: tuple[Segment, ...]
    speaker: str | None
    role: str | None
    source: Source
    mixed: bool = field(default=False, compare=False)
    confidence: float = field(default=1.0, compare=False)
    line: int | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        if not self.segments:
            message = "a quotation needs at least one segment"
            raise ValueError(message)

    @property
    def text(self) -> str:
        """The utterance as printed: its segments, joined where it was interrupted."""
        return " … ".join(segment.text for segment in self.segments)


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A figure and, right beside it in its source, what it counts.

    `figure` is to be set large: "11,000", "at least $2.5 million", "40 percent";
    `counted` goes on where it ends: "soldiers from six towns". Evidence: `unit` ("$",
    "%", "km", "" for what is counted one by one), `span` of both together (None: they
    do not stand so in the source), and `line` where the manuscript has it.
    """

    figure: str
    counted: str
    source: Source
    unit: str = field(default="", compare=False)
    span: Span | None = field(default=None, compare=False)
    line: int | None = field(default=None, compare=False)

    @property
    def text(self) -> str:
        """The figure and what it counts, as they stand in the source."""
        return f"{self.figure} {self.counted}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """An article with its facts, quotations and numbers, each best first.

    `standfirst` is the one fact that says what the article is about; it is also among
    `facts`. None where the article has no sentence that stands on its own.
    """

    article: Article
    standfirst: Fact | None
    facts: tuple[Fact, ...]
    quotes: tuple[Quote, ...]
    numbers: tuple[Number, ...] = ()


# ── what a newsletter prints ──────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Byline:
    """The line under a headline for one of its sources: who wrote it, when, how long.

    `minutes` is the reading time of the whole article; `note` is about the author.
    """

    source: Source
    authors: tuple[str, ...] = ()
    published: date | None = None
    minutes: int | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A figure on which sources differ: what each of them says, in its own words.

    `title` says so, in the edition's language: "Sources differ".
    """

    title: str
    numbers: tuple[Number, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One event, told by one or more articles; the headline links to the first.

    `line` (evidence) is where the manuscript has it.
    """

    headline: str
    standfirst: str
    facts: tuple[Fact, ...] = ()
    differences: tuple[Difference, ...] = ()
    quotes: tuple[Quote, ...] = ()
    bylines: tuple[Byline, ...]
    line: int | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        if not self.bylines:
            message = f"the story {self.headline!r} needs at least one source"
            raise ValueError(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Stories under one heading, most important first."""

    title: str
    stories: tuple[Story, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ByTheNumbers:
    """The figures of an edition under one heading, most important first."""

    title: str
    numbers: tuple[Number, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """Words that an edition printed, and that their source no longer has so.

    `edition` is the name of that edition and `was` what it printed; `now` is what the
    source reads there by now, word for word, "" where it has nothing like it. `speaker`
    is whose words it quoted, None where they were the source's own. Evidence: `span` of
    `now` (None: it does not stand so in the source's text), `line` in the manuscript.
    """

    edition: str
    was: str
    now: str
    speaker: str | None
    source: Source
    span: Span | None = field(default=None, compare=False)
    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrections:
    """What earlier editions printed and no longer stands, under one heading."""

    title: str
    items: tuple[Correction, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One issue of the newsletter, named from its period: `2025-W03`, `2025-01-16`.

    `by_the_numbers` and `corrections` are None where it has no such block; they close
    the edition.
    """

    name: str
    title: str
    date: date
    language: str = "en"
    intro: str = ""
    sections: tuple[Section, ...] = ()
    by_the_numbers: ByTheNumbers | None = None
    corrections: Corrections | None = None

    @property
    def stories(self) -> tuple[Story, ...]:
        """All stories, in reading order; the first is the top story."""
        return tuple(story for section in self.sections for story in section.stories)

    @property
    def numbers(self) -> tuple[Number, ...]:
        """Its figures: those on which a story's sources differ, those that close it."""
        differing = (d for story in self.stories for d in story.differences)
        closing = self.by_the_numbers.numbers if self.by_the_numbers else ()
        return (*(number for d in differing for number in d.numbers), *closing)

    @property
    def corrected(self) -> tuple[Correction, ...]:
        """What it corrects of earlier editions."""
        return self.corrections.items if self.corrections else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something a check noticed: a stable code, where, what, and what to do.

    An `error` blocks sending; a `warning` is the editor's to judge. `line` counts from
    1 in the manuscript; None: it is about the edition as a whole.
    """

    code: str
    severity: Severity
    line: int | None
    message: str
    remedy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Integrity:
    """How much of an edition was found again in its sources."""

    quotes: int
    quotes_found: int
    figures: int
    figures_found: int


# ── what is sent ──────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Email:
    """A rendered edition, not yet addressed to anyone."""

    edition: str
    language: str
    subject: str
    html: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What became of one recipient's copy.

    `sent`: the outbox took it (accepted, not arrived); `refused`: it never will;
    `deferred`: try again; `in-doubt`: a run died between claiming and settling it.
    `detail` says why, "" where there is nothing to say.
    """

    edition: str
    recipient: str
    status: DeliveryStatus
    message_id: str
    detail: str = ""

    @property
    def is_over(self) -> bool:
        """Whether the recipient has the copy, or never will."""
        return self.status in {"sent", "refused"}
