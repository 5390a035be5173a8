"""Feeds, pages and runs for the tests of this room: valid, and as small as can be."""

import asyncio
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from html import escape
from pathlib import Path

from digest.collect import collect
from digest.collect.known import Known
from digest.config import Http
from digest.model import Article, Feed, FeedMemory, Harvest, Reading, SiteRule

NOW = datetime(2025, 1, 16, 12, tzinfo=UTC)
SINCE = NOW - timedelta(days=7)

_NOUNS = (
    "bridge",
    "harvest",
    "railway",
    "ministry",
    "harbour",
    "pipeline",
    "budget",
    "treaty",
    "school",
)
_VERBS = (
    "reopened",
    "doubled",
    "collapsed",
    "improved",
    "stalled",
    "expanded",
    "returned",
    "failed",
)


def sentence(seed: int) -> str:
    """A sentence unlike those of other seeds, of about 20 words."""
    noun, verb = _NOUNS[seed % len(_NOUNS)], _VERBS[seed % len(_VERBS)]
    return (
        f"The {noun} number {seed} {verb} after {seed + 2} months of talks between "
        f"the region and its {seed + 3} neighbours in the valley."
    )


def prose(seed: int, *, paragraphs: int = 4) -> list[str]:
    """Paragraphs of about 60 words each."""
    first = seed * 1_000
    return [
        " ".join(sentence(first + 10 * at + k) for k in range(3))
        for at in range(paragraphs)
    ]


def html(paragraphs: Sequence[str]) -> str:
    return "".join(f"<p>{escape(each)}</p>" for each in paragraphs)


def an_item(
    link: str,
    *,
    title: str = "A headline",
    days_old: float | None = 1,
    content: str = "",
    summary: str = "",
    guid: str | None = None,
    author: str = "",
) -> str:
    moment = NOW - timedelta(days=days_old or 0)
    date = f"<pubDate>{moment:%a, %d %b %Y %H:%M:%S} GMT</pubDate>"
    return (
        f"<item><title>{escape(title)}</title><link>{escape(link)}</link>"
        f'<guid isPermaLink="false">{escape(guid or link)}</guid>'
        f"{date if days_old is not None else ''}"
        + (f"<dc:creator>{escape(author)}</dc:creator>" if author else "")
        + (f"<description>{escape(summary)}</description>" if summary else "")
        + (f"<content:encoded>{escape(content)}</content:encoded>" if content else "")
        + "</item>"
    )


def rss(*items: str, title: str = "Example Outlet") -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
        f"<title>{title}</title><link>https://outlet.example/</link>"
        f"<language>en-US</language>{''.join(items)}</channel></rss>"
    )


def a_page(paragraphs: Sequence[str], *, title: str = "A headline") -> str:
    return (
        f"<!doctype html><html lang=en><head><title>{escape(title)}</title></head>"
        f"<body><nav><a href=/>Home</a> <a href=/news>News</a></nav><main><article>"
        f"<h1>{escape(title)}</h1>{html(paragraphs)}</article></main>"
        "<footer>Contact us</footer></body></html>"
    )


def a_feed(location: str = "https://outlet.example/feed", **options: object) -> Feed:
    said = {"title": "Example Outlet", "section": "News", **options}
    return Feed(location=location, **said)  # type: ignore[arg-type]  # Feed's own fields


def an_http(*allow: str, **options: object) -> Http:
    return Http(allow=allow, **options)  # type: ignore[arg-type]  # Http's own fields


class Remembered:
    """What earlier runs kept of one feed's pages, and which addresses are known."""

    def __init__(self, *harvests: Harvest, pages: Iterable[str] = ()) -> None:
        self._pages: dict[str, Reading | None] = dict.fromkeys(pages)
        self._articles: dict[str, Article] = {}
        for harvest in harvests:
            self._pages |= harvest.readings
            came = (*harvest.articles, *harvest.updates)
            self._articles |= {each.entry.url: each for each in came}
        self.asked: list[str] = []

    def pages(
        self, location: str, urls: Collection[str]
    ) -> Mapping[str, Reading | None]:
        self.asked.append(location)
        return {url: self._pages[url] for url in urls if url in self._pages}

    def articles(self, location: str, urls: Collection[str]) -> Mapping[str, Article]:
        self.asked.append(f"articles of {location}")
        return {url: self._articles[url] for url in urls if url in self._articles}


def harvested(
    *feeds: Feed,
    http: Http | None = None,
    memories: Mapping[str, FeedMemory] | None = None,
    folder: Path = Path(),
    now: datetime = NOW,
    known: Known | None = None,
    ask_all: bool = False,
    rules: Sequence[SiteRule] = (),
) -> dict[str, Harvest]:
    """Run `collect` and return the harvests by the feed's location."""

    async def run() -> dict[str, Harvest]:
        return {
            harvest.feed.location: harvest
            async for harvest in collect(
                feeds,
                {} if memories is None else memories,
                http=http or Http(),
                now=now,
                since=SINCE,
                folder=folder,
                rules=rules,
                known=known or Remembered(),
                ask_all=ask_all,
                backoff_seconds=0.001,
            )
        }

    return asyncio.run(run())


def one(feed: Feed, **options: object) -> Harvest:
    return harvested(feed, **options)[feed.location]  # type: ignore[arg-type]


def texts(articles: Sequence[Article]) -> list[str]:
    return [article.text for article in articles]
