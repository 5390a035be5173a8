"""All feeds of a run at once: each one's harvest as soon as it is brought in."""

import asyncio
from collections.abc import AsyncIterator, Container, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

from digest.collect.fetch import BACKOFF_SECONDS, Web
from digest.collect.harvest import Run, harvest
from digest.collect.pages import Pages
from digest.config import Http
from digest.model import Feed, FeedMemory, Harvest


async def collect(  # noqa: PLR0913  what a run consists of
    feeds: Sequence[Feed],
    memories: Mapping[str, FeedMemory],
    *,
    http: Http,
    now: datetime,
    since: datetime,
    folder: Path,
    known_pages: Container[str] = frozenset(),
    backoff_seconds: float = BACKOFF_SECONDS,
) -> AsyncIterator[Harvest]:
    """Yield one harvest a feed, each as soon as it is finished.

    Memories are found by a feed's location; paths of feeds are relative to `folder`.
    What is wrong with a feed is in its harvest, and never stops the others.
    """
    # one reader: parsing is bound by the processor, and must not hold up the network
    reader = ThreadPoolExecutor(max_workers=1, thread_name_prefix="reader")
    async with Web(http, now=now, backoff_seconds=backoff_seconds) as web:
        pages = Pages(web, reader=reader, now=now)
        run = Run(
            http=http,
            now=now,
            since=since,
            folder=folder,
            known_pages=known_pages,
            web=web,
            pages=pages,
            reader=reader,
        )
        tasks = _started(feeds, memories, run)
        try:
            for task in asyncio.as_completed(tasks):
                yield await task
        finally:
            await _ended(tasks)
            await pages.close()
            reader.shutdown(cancel_futures=True)


def _started(
    feeds: Sequence[Feed], memories: Mapping[str, FeedMemory], run: Run
) -> list[asyncio.Task[Harvest]]:
    # a feed's time runs from its turn, so that a long list is no reason to give up
    turns = asyncio.Semaphore(run.http.max_connections)

    async def in_turn(feed: Feed) -> Harvest:
        async with turns:
            return await harvest(feed, memories.get(feed.location, FeedMemory()), run)

    return [asyncio.create_task(in_turn(feed)) for feed in feeds]


async def _ended(tasks: Sequence[asyncio.Task[Harvest]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
