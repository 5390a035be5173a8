"""Feeds → the store: each is asked, and what it brings is kept at once."""

import asyncio
from dataclasses import dataclass

from digest.collect import collect
from digest.compose import fresh_since
from digest.model import Failure, Harvest
from digest.pipeline.job import Job
from digest.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """What the feeds brought, in the order of feeds.yaml."""

    harvests: tuple[Harvest, ...]

    @property
    def answered(self) -> int:
        """How many feeds could be read."""
        return sum(1 for harvest in self.harvests if not harvest.failure)

    @property
    def new_articles(self) -> int:
        """How many articles are new."""
        return sum(len(harvest.articles) for harvest in self.harvests)

    @property
    def failures(self) -> tuple[Failure, ...]:
        """The feeds that could not be read."""
        return tuple(h.failure for h in self.harvests if h.failure)

    @property
    def page_failures(self) -> tuple[Failure, ...]:
        """The pages that could not be read, and will be tried again."""
        return tuple(f for harvest in self.harvests for f in harvest.page_failures)


def collected(job: Job, store: Store) -> Collected:
    """Ask every feed, keep what is new in the store, and return what came."""
    return Collected(harvests=asyncio.run(_harvests(job, store)))


async def _harvests(job: Job, store: Store) -> tuple[Harvest, ...]:
    """Keep each feed's harvest when it comes: a killed run loses only what is open."""
    settings = job.settings
    feeds = [feed.feed for feed in settings.feeds]
    order = {feed.location: place for place, feed in enumerate(feeds)}
    came: list[Harvest] = []
    async for harvest in collect(
        feeds,
        store.memories(list(order)),
        http=settings.http,
        now=job.now,
        since=fresh_since(job.now, settings.newsletter),
        folder=job.folder,
        known_pages=store.known_pages(),
    ):
        store.keep(harvest, now=job.now)
        came.append(harvest)
        job.progress.advance("feeds", done=len(came), total=len(feeds))
    return tuple(sorted(came, key=lambda harvest: order[harvest.feed.location]))
