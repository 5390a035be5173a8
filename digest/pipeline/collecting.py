"""Feeds → the store: each is asked, and what it brings is kept at once."""

import asyncio
from collections import Counter
from dataclasses import dataclass
from typing import Literal

from digest.collect import Reread, collect
from digest.compose import fresh_since
from digest.model import Failure, Harvest, Notice
from digest.pipeline.job import Job
from digest.pipeline.rereading import asked_again
from digest.store import Store

# What part of a transaction a harvest is: one with nothing new is quickly asked again.
_WEIGHS = {True: 1 / 100, False: 1 / 8}

Outcome = Literal["answered", "failed", "fresh", "resting", "gone"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What came of asking one feed; its articles are in the store, and counted here.

    `articles` are those that are new, `updates` those that were known and have changed.
    Three outcomes mean that it was not asked at all: `fresh` as its publisher says,
    `resting` after failures or because it was asked to, and `gone` for good.
    """

    location: str
    articles: int
    updates: int
    outcome: Outcome
    failure: Failure | None
    page_failures: tuple[Failure, ...]
    notices: tuple[Notice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """What came of asking the feeds, in the order of feeds.yaml, and of pages again."""

    feeds: tuple[Asked, ...]
    rereads: tuple[Reread, ...] = ()

    @property
    def outcomes(self) -> Counter[Outcome]:
        """How many feeds came out how."""
        return Counter(feed.outcome for feed in self.feeds)

    @property
    def is_alive(self) -> bool:
        """Whether any feed at all could be read, or is known to have nothing new."""
        return bool(self.outcomes["answered"] or self.outcomes["fresh"])

    @property
    def new_articles(self) -> int:
        """How many articles are new."""
        return sum(feed.articles for feed in self.feeds)

    @property
    def updated_articles(self) -> int:
        """How many articles have changed since they were read."""
        of_feeds = sum(feed.updates for feed in self.feeds)
        return of_feeds + sum(each.changed for each in self.rereads)

    @property
    def failures(self) -> tuple[Failure, ...]:
        """The feeds that could not be read."""
        return tuple(feed.failure for feed in self.feeds if feed.failure)

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What a person should know of the feeds."""
        of_feeds = (notice for feed in self.feeds for notice in feed.notices)
        return (*of_feeds, *(_notice(each) for each in self.rereads if each.trouble))

    @property
    def page_failures(self) -> tuple[Failure, ...]:
        """The pages that could not be read, and will be tried again."""
        return tuple(failure for feed in self.feeds for failure in feed.page_failures)


def collected(job: Job, store: Store) -> Collected:
    """Ask the feeds, keep what is new in the store, and return what came."""
    feeds = asyncio.run(_asked(job, store))
    return Collected(feeds=feeds, rereads=asked_again(job, store))


async def _asked(job: Job, store: Store) -> tuple[Asked, ...]:
    """Keep the feeds' harvests soon after they come, a few in one transaction.

    A killed run loses those and what is open, and the next one asks for them again.
    """
    settings = job.settings
    feeds = [feed.feed for feed in settings.feeds]
    order = {feed.location: place for place, feed in enumerate(feeds)}
    came: list[Asked] = []
    held: list[Harvest] = []
    async for harvest in collect(
        feeds,
        store.memories(list(order)),
        http=settings.asking,
        now=job.now,
        since=fresh_since(job.now, settings.newsletter),
        folder=job.folder,
        rules=settings.site_rules,
        known=store.known_pages(list(order), before=job.now),
        ask_all=job.ask_all,
    ):
        held.append(harvest)
        if sum(_WEIGHS[each.unchanged] for each in held) >= 1:
            store.keep(*held, now=job.now)
            held.clear()
        came.append(_counted(harvest))
        job.progress.advance("feeds", done=len(came), total=len(feeds))
    if held:
        store.keep(*held, now=job.now)
    return tuple(sorted(came, key=lambda asked: order[asked.location]))


def _counted(harvest: Harvest) -> Asked:
    return Asked(
        location=harvest.feed.location,
        articles=len(harvest.articles),
        updates=len(harvest.updates),
        outcome=_outcome(harvest),
        failure=harvest.failure,
        page_failures=harvest.page_failures,
        notices=harvest.notices,
    )


def _notice(came: Reread) -> Notice:
    text = f"{came.article.entry.url}: {came.trouble}; the text of before is kept"
    return Notice(subject=came.feed.title, text=text)


def _outcome(harvest: Harvest) -> Outcome:
    if harvest.asked:
        return "failed" if harvest.failure else "answered"
    if harvest.memory.gone_since:
        return "gone"
    return "resting" if harvest.memory.failures else "fresh"
