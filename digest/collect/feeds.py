"""All feeds of a run at once: each one's harvest as soon as it is brought in."""

import asyncio
from collections.abc import (
    AsyncIterator,
    Mapping,
    Sequence,
)
from contextlib import AsyncExitStack
from datetime import datetime
from pathlib import Path

from digest.collect.fetch import BACKOFF_SECONDS
from digest.collect.harvest import harvest as harvested
from digest.collect.known import Known, NothingKnown
from digest.collect.means import means
from digest.collect.shared import Run
from digest.collect.tasks import ended
from digest.collect.turns import Turns
from digest.config import Http
from digest.model import Feed, FeedMemory, Harvest, SiteRule

_NOTHING_KNOWN = NothingKnown()
_FIRST = asyncio.FIRST_COMPLETED


async def collect(  # noqa: PLR0913  what a run consists of
    feeds: Sequence[Feed],
    memories: Mapping[str, FeedMemory],
    *,
    http: Http,
    now: datetime,
    since: datetime,
    folder: Path,
    rules: Sequence[SiteRule] = (),
    known: Known = _NOTHING_KNOWN,
    ask_all: bool = False,
    backoff_seconds: float = BACKOFF_SECONDS,
) -> AsyncIterator[Harvest]:
    """Yield one harvest a feed, each as soon as it is finished.

    Memories are found by a feed's location; paths of feeds are relative to `folder`.
    What is wrong with a feed is in its harvest, and never stops the others. A memory is
    looked up once, when it is the feed's turn; what is known of its pages only once
    it has answered with something else than before, and from another thread.
    A feed that is fresh, or rests after failures, is asked only with `ask_all`. The
    `rules` tell where articles stand on the pages of sites that need one.
    """
    turns = Turns(feeds, most=http.max_connections)
    at_work: set[asyncio.Task[Harvest]] = set()
    given = means(http, now=now, rules=rules, backoff_seconds=backoff_seconds)
    async with given as opened, AsyncExitStack() as begun:
        run = Run(
            http=http,
            now=now,
            since=since,
            folder=folder,
            known=known,
            ask_all=ask_all,
            web=opened.web,
            pages=opened.pages,
            readers=opened.readers,
        )
        begun.push_async_callback(ended, at_work)
        _begin(at_work, turns, memories, run)
        while at_work:
            done, _ = await asyncio.wait(at_work, return_when=_FIRST)
            while done:
                harvest = _taken(done, at_work)
                turns.end(harvest.feed)
                yield harvest
            _begin(at_work, turns, memories, run)


def _begin(
    at_work: set[asyncio.Task[Harvest]],
    turns: Turns,
    memories: Mapping[str, FeedMemory],
    run: Run,
) -> None:
    """Begin with the feeds whose turn it is.

    A feed's memory is looked up at its turn, and its time runs from there: a long list
    is no reason to give up. A turn ends when the harvest is taken.
    """
    for feed in turns.begin():
        memory = memories.get(feed.location, FeedMemory())
        at_work.add(asyncio.create_task(harvested(feed, memory, run)))


def _taken(
    done: set[asyncio.Task[Harvest]], at_work: set[asyncio.Task[Harvest]]
) -> Harvest:
    """Return a harvest that is finished, and hold it no longer."""
    task = done.pop()
    at_work.discard(task)
    return task.result()
