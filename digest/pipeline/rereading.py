"""Pages that are asked for again: those a feed calls changed, and those just printed.

A feed that carries its articles tells by itself what has changed in them, and so does
one that dates its changes. For all others the pages that the edition sent last was made
from are asked for once more.
"""

import asyncio
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from functools import cache

from digest.collect import WATCHED, Reread, Visit, reread
from digest.pipeline.job import Job
from digest.pipeline.sending import is_on_its_way
from digest.pipeline.shelf import Shelf
from digest.store import Store

RESTED = timedelta(hours=20)  # since a page was read; a day, less a run's earliness
MOST_OF_A_FEED = 5  # pages in one run; the others wait for the next


def asked_again(job: Job, store: Store) -> tuple[Reread, ...]:
    """Ask for pages again, keep what has changed in the store, and return what came."""
    visits = tuple(_visits(job, store))
    return asyncio.run(_asked(visits, job, store)) if visits else ()


async def _asked(
    visits: tuple[Visit, ...], job: Job, store: Store
) -> tuple[Reread, ...]:
    came = []
    settings = job.settings
    async for each in reread(
        visits, http=settings.asking, now=job.now, rules=settings.site_rules
    ):
        if each.is_over:
            store.keep_reread(
                each.feed.location, each.article, now=job.now, changed=each.changed
            )
        came.append(each)
        job.progress.advance("pages", done=len(came), total=len(visits))
    return tuple(came)


def _visits(job: Job, store: Store) -> Iterator[Visit]:
    feeds = {feed.feed.location: feed.feed for feed in job.settings.feeds}
    pages = store.pages_to_reread(
        list(feeds),
        since=job.now - WATCHED,
        rested=job.now - RESTED,
        cited=_just_printed(job, store),
    )
    memories = store.memories(list(feeds))
    counted = cache(lambda location: memories[location].paragraphs)
    of_feed: Counter[str] = Counter()
    for location, article in pages:
        of_feed[location] += 1
        if of_feed[location] <= MOST_OF_A_FEED:
            feed = feeds[location]
            yield Visit(feed=feed, article=article, counted=counted(location))


def _just_printed(job: Job, store: Store) -> frozenset[str]:
    """Return the pages of the edition that was sent last, while it is young."""
    shelf = Shelf(folder=job.editions)
    since = (job.now - WATCHED).date()
    for name in shelf.recent(job.settings.newsletter.title, since=since):
        if is_on_its_way(name, job, store):
            return shelf.pages(name)
    return frozenset()
