"""Feeds → the store: each is asked, and what it brings is kept at once."""

import asyncio
from dataclasses import dataclass

from digest.collect import collect
from digest.compose import fresh_since
from digest.model import Failure, Harvest
from digest.pipeline.job import Job
from digest.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What came of asking one feed; its articles are in the store, and counted here."""

    location: str
    articles: int
    failure: Failure | None
    page_failures: tuple[Failure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """What came of asking the feeds, in the order of feeds.yaml."""

    feeds: tuple[Asked, ...]

    @property
    def answered(self) -> int:
        """How many feeds could be read."""
        return sum(1 for feed in self.feeds if not feed.failure)

    @property
    def new_articles(self) -> int:
        """How many articles are new."""
        return sum(feed.articles for feed in self.feeds)

    @property
    def failures(self) -> tuple[Failure, ...]:
        """The feeds that could not be read."""
        return tuple(feed.failure for feed in self.feeds if feed.failure)

    @property
    def page_failures(self) -> tuple[Failure, ...]:
        """The pages that could not be read, and will be tried again."""
        return tuple(failure for feed in self.feeds for failure in feed.page_failures)


def collected(job: Job, store: Store) -> Collected:
    """Ask every feed, keep what is new in the store, and return what came."""
    return Collected(feeds=asyncio.run(_asked(job, store)))


async def _asked(job: Job, store: Store) -> tuple[Asked, ...]:
    """Keep each feed's harvest when it comes: a killed run loses only what is open."""
    settings = job.settings
    feeds = [feed.feed for feed in settings.feeds]
    order = {feed.location: place for place, feed in enumerate(feeds)}
    came: list[Asked] = []
    async for harvest in collect(
        feeds,
        store.memories(list(order)),
        http=settings.asking,
        now=job.now,
        since=fresh_since(job.now, settings.newsletter),
        folder=job.folder,
        known_pages=store.known_pages(list(order)),
    ):
        store.keep(harvest, now=job.now)
        came.append(_counted(harvest))
        job.progress.advance("feeds", done=len(came), total=len(feeds))
    return tuple(sorted(came, key=lambda asked: order[asked.location]))


def _counted(harvest: Harvest) -> Asked:
    return Asked(
        location=harvest.feed.location,
        articles=len(harvest.articles),
        failure=harvest.failure,
        page_failures=harvest.page_failures,
    )
