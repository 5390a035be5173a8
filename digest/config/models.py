"""The settings as types: every key of feeds.yaml, what it means and its default."""

from collections.abc import Sequence
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, ConfigDict, Field, model_validator
from pydantic.config import JsonDict

from digest.config.contradictions import (
    Contradiction,
    ContradictionError,
    between_feeds,
    between_sites,
    in_feed,
    in_site,
)
from digest.config.delivery import Deliver, Seconds, Serve
from digest.config.part import Part
from digest.config.theme import Theme
from digest.config.values import (
    HostAndPort,
    LanguageTag,
    Line,
    Pattern,
    Removable,
    Selector,
    Sender,
    SiteHost,
    Text,
    TimeZone,
    UnsubscribeAddress,
    UserAgent,
    WebAddress,
)
from digest.model import Feed, FullText, SiteRule
from digest.text.service import service_url

_URL_OR_PATH: JsonDict = {
    "oneOf": [
        {"required": [key], "properties": {key: {"type": "string"}}}
        for key in ("url", "path")
    ]
}


def _refuse(found: Sequence[Contradiction]) -> None:
    if found:
        raise ContradictionError(found[0].message)


class Newsletter(Part):
    """What the newsletter is called, whom it comes from, and how often."""

    title: Annotated[Line, Field(examples=["UkraineAlert digest"])]
    """The newsletter's name: the subject of its emails, the heading of its pages."""

    from_: Annotated[
        Sender,
        Field(
            alias="from",
            examples=["UkraineAlert digest <digest@newsletter.example>"],
        ),
    ]
    """Whom the emails come from: a name and an address."""

    language: Annotated[LanguageTag, Field(examples=["en", "uk"])] = "en"
    """The language of the newsletter's own words, as a tag: headings, dates, labels."""

    timezone: Annotated[TimeZone, Field(examples=["Europe/Kyiv", "UTC"])] = "UTC"
    """The time zone whose days and weeks name the editions."""

    period: Literal["day", "week"] = "week"
    """How often an edition appears: each `day` (2025-01-16) or `week` (2025-W03)."""

    max_stories: Annotated[int, Field(strict=True, ge=1, le=60, examples=[12])] = 12
    """How many stories an edition holds at most; the best are kept."""

    max_numbers: Annotated[Literal[0, 3, 4, 5, 6], Field(examples=[4])] = 4
    """How many figures stand in the block "by the numbers"; 0: there is no block."""

    max_voices: Annotated[Literal[0, 2, 3, 4, 5], Field(examples=[3])] = 3
    """How many quotations stand in the block "voices"; 0: there is no block."""

    images: Annotated[
        Literal["none", "top", "each"], Field(examples=["top", "each"])
    ] = "none"
    """Which stories of the email are shown with their article's picture."""

    # Of 430 quotations of real articles, 1 in 4 below this had a wrong speaker, and 1
    # in 40 above it. Being wrong is worse than being silent.
    speaker_confidence: Annotated[
        float, Field(strict=True, ge=0, le=1, allow_inf_nan=False, examples=[0.8])
    ] = 0.8
    """How sure it must be who speaks, from 0 to 1, for a quotation to be printed."""

    intro: Annotated[
        Text, Field(examples=["The week's analysis of Ukraine and its neighbourhood."])
    ] = ""
    """A paragraph at the head of each edition; an editor may change it in the draft."""

    web: Annotated[
        WebAddress | None, Field(examples=["https://newsletter.example/"])
    ] = None
    """The address that the web pages of the editions are published under."""

    unsubscribe: Annotated[
        UnsubscribeAddress | None,
        Field(examples=["mailto:unsubscribe@newsletter.example"]),
    ] = None
    """Where a subscriber signs off: an address that begins with https: or mailto:."""

    postal_address: Annotated[
        Text, Field(examples=["1 Example Street, 01001 Kyiv, Ukraine"])
    ] = ""
    """The sender's postal address, for the footer: many countries' laws ask for it."""

    footer: Annotated[
        Text, Field(examples=["Published by the Harbour Institute. No. 4711/2024."])
    ] = ""
    """What else the footer says: an imprint, thanks, a disclaimer."""


class FeedSettings(Part):
    """One feed: `url` or `path`, not both."""

    model_config = ConfigDict(json_schema_extra=_URL_OR_PATH)

    url: Annotated[
        WebAddress | None, Field(examples=["https://outlet.example/feed/"])
    ] = None
    """The address of an RSS or Atom feed on the web."""

    path: Annotated[Line | None, Field(examples=["feeds/outlet.xml"])] = None
    """The path of a feed that is a file, seen from the folder of feeds.yaml."""

    title: Annotated[Line, Field(examples=["UkraineAlert"])]
    """The outlet's name, as readers see it; each feed has its own."""

    section: Annotated[Line, Field(examples=["Analysis"])] = "News"
    """The section its stories stand in; sections keep the order of their first feed,
    after that of the top story."""

    full_text: FullText = "auto"
    """Where an article's text is taken from.

    `feed` is what the feed carries, `page` the page it links to, and `auto` the feed
    where it carries the whole text, else the page.
    """

    drop: Annotated[
        tuple[Pattern, ...], Field(examples=[["^Stay updated", "^The views expressed"]])
    ] = ()
    """Regular expressions: a paragraph that one is found in reaches no edition."""

    max_entries: Annotated[int, Field(strict=True, ge=1, le=200, examples=[30])] = 30
    """How many of the feed's newest entries are looked at in one run."""

    @model_validator(mode="after")
    def _has_one_address(self) -> Self:
        _refuse(in_feed({"url": self.url, "path": self.path}))
        return self

    @property
    def feed(self) -> Feed:
        """The same as the noun that the stages know."""
        return Feed(
            location=self.url or self.path or "",
            title=self.title,
            section=self.section,
            full_text=self.full_text,
            drop=self.drop,
            max_entries=self.max_entries,
        )


class SiteSettings(Part):
    """Where articles stand on the pages of one site: where that is not found by itself.

    The rule holds for its host and all hosts below it, whichever feed leads there.
    """

    host: Annotated[SiteHost, Field(examples=["outlet.example"])]
    """The site's host; the rule holds for the hosts below it, too (www. and others)."""

    text: Annotated[Selector | None, Field(examples=[".story-body"])] = None
    """A CSS selector of what holds an article's text."""

    without: Annotated[
        tuple[Removable, ...], Field(examples=[[".promo", "aside.related"]])
    ] = ()
    """CSS selectors of what is none of it, and left out before the page is read."""

    authors: Annotated[Selector | None, Field(examples=[".byline a"])] = None
    """A CSS selector of the names of who wrote it."""

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        _refuse(in_site(self.model_dump()))
        return self

    @property
    def rule(self) -> SiteRule:
        """The same as the noun that the stages know."""
        return SiteRule(
            host=self.host.lower(),
            text=self.text,
            without=self.without,
            authors=self.authors,
        )


class Http(Part):
    """How the web is asked: limits, and who we say we are."""

    timeout_seconds: Seconds = 8
    """How long one answer may take, redirects and repetitions included, in seconds."""

    max_bytes: Annotated[int, Field(strict=True, ge=1_000, examples=[10_000_000])] = (
        10_000_000
    )
    """How large one answer may be, unpacked, in bytes."""

    max_redirects: Annotated[int, Field(strict=True, ge=0, le=20, examples=[5])] = 5
    """How many redirects are followed, one after the other."""

    max_connections: Annotated[int, Field(strict=True, ge=1, le=100, examples=[20])] = (
        20
    )
    """How many addresses are asked at the same time."""

    retries: Annotated[int, Field(strict=True, ge=0, le=5, examples=[2])] = 2
    """How often an address is asked again after a failure that may pass."""

    robots: Annotated[bool, Field(strict=True)] = True
    """Whether a page is left alone where its site's robots.txt wants no robots."""

    contact: Annotated[
        WebAddress | None, Field(examples=["https://newsletter.example/about"])
    ] = None
    """A page where publishers can read who asks them; else the newsletter's `web`."""

    user_agent: Annotated[
        UserAgent | None,
        Field(examples=["harbour-letter/1 (+https://newsletter.example/about)"]),
    ] = None
    """Who we say we are, in place of our own name, version and `contact`."""

    allow: Annotated[tuple[HostAndPort, ...], Field(examples=[["127.0.0.1:8080"]])] = ()
    """Private addresses, as host:port, that may be fetched; all others are refused."""


def _at_least_one(feeds: tuple[FeedSettings, ...]) -> tuple[FeedSettings, ...]:
    if not feeds:
        message = "write at least one feed, after a dash, with `title:` and `url:`"
        raise ValueError(message)
    return feeds


class Settings(Part):
    """A whole feeds.yaml."""

    newsletter: Newsletter
    """What the newsletter is called, whom it comes from, and how often."""

    feeds: Annotated[
        tuple[FeedSettings, ...],
        AfterValidator(_at_least_one),  # min_length would count the right ones alone
        Field(json_schema_extra={"minItems": 1}),
    ]
    """The feeds that articles are collected from."""

    sites: tuple[SiteSettings, ...] = ()
    """Where articles stand on the pages of sites that are not read right without."""

    theme: Theme = Theme()
    """How editions look: colours, fonts, logo."""

    http: Http = Http()
    """How the web is asked: limits, and who we say we are."""

    deliver: Deliver = Deliver()
    """Where finished emails go, and to whom."""

    serve: Serve | None = None
    """The service that subscribers use: `digest serve`."""

    @property
    def asking(self) -> Http:
        """How the web is asked for this newsletter, and where to read about it."""
        contact = self.http.contact or self.newsletter.web
        return self.http.model_copy(update={"contact": contact})

    @property
    def publication(self) -> Newsletter:
        """The newsletter with what its service adds: where one leaves and reads it."""
        if self.serve is None:
            return self.newsletter
        ours = {
            "unsubscribe": service_url(self.serve.address, "unsubscribe"),
            "web": service_url(self.serve.address, "archive"),
        }
        missing = {
            key: url for key, url in ours.items() if not getattr(self.newsletter, key)
        }
        return self.newsletter.model_copy(update=missing)

    @property
    def preferences(self) -> str:
        """Where a subscriber chooses what to get; "" where there is no service."""
        return service_url(self.serve.address, "preferences") if self.serve else ""

    @property
    def site_rules(self) -> tuple[SiteRule, ...]:
        """The rules of all sites, as the stages know them."""
        return tuple(site.rule for site in self.sites)

    @model_validator(mode="after")
    def _has_each_once(self) -> Self:
        _refuse(between_feeds([feed.model_dump() for feed in self.feeds]))
        _refuse(between_sites([site.model_dump() for site in self.sites]))
        return self
