"""One feed → its harvest: what it brings, what to remember, and what did not work."""

import asyncio
from dataclasses import replace

from digest.collect.health import examined, told_without_asking
from digest.collect.patterns import compiled
from digest.collect.remembering import answered, due_again, failed, is_left_alone
from digest.collect.shared import Run
from digest.collect.source import answer
from digest.collect.trouble import FetchError, Lasts
from digest.errors import FeedError
from digest.model import Failure, Feed, FeedMemory, Harvest


async def harvest(feed: Feed, memory: FeedMemory, run: Run) -> Harvest:
    """Return what a feed brings; what goes wrong with it is part of the harvest."""
    if is_left_alone(memory, now=run.now, ask_all=run.ask_all):
        told = told_without_asking(feed, memory)
        return Harvest(
            feed=feed, memory=memory, notices=told, unchanged=True, asked=False
        )
    ends = asyncio.get_running_loop().time() + run.patience_seconds
    try:
        came = await _harvest(feed, memory, run, ends)
    except TimeoutError:
        message = f"no answer in {run.patience_seconds:g} seconds"
        late = FetchError(message, lasts=Lasts.A_WHILE)
        came = _failed(feed, memory, late, run)
    except FeedError as error:
        came = _failed(feed, memory, error, run)
    return examined(came, memory, now=run.now)


async def _harvest(feed: Feed, memory: FeedMemory, run: Run, ends: float) -> Harvest:
    drop = compiled(feed.drop)
    if memory.body_sha256 is None:
        run.readers.prepare()  # while the feed is on its way
    async with asyncio.timeout_at(ends):
        found = await answer(
            feed.location, memory, web=run.web, http=run.http, folder=run.folder
        )
    known = answered(feed, memory, found)
    if not found.modified or known.body_sha256 == memory.body_sha256:
        known = replace(known, due=due_again(feed, found, memory.ttl, now=run.now))
        return Harvest(feed=feed, memory=known, unchanged=True)
    from digest.collect.reading import Changed, read

    changed = Changed(feed=feed, before=memory, memory=known, found=found, drop=drop)
    del found  # its bytes are nobody's any more once they are read
    return await read(changed, run, ends)


def _failed(feed: Feed, memory: FeedMemory, error: FeedError, run: Run) -> Harvest:
    known = failed(feed, memory, error, now=run.now)
    failure = Failure(subject=feed.title, reason=str(error))
    return Harvest(feed=feed, memory=known, failure=failure)
