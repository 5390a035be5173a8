"""A feed that has changed → its harvest: new articles, updates, what did not work."""

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from digest.collect.articles import Common
from digest.collect.batch import Batch, Yield, told, yielded
from digest.collect.changes import Changes, addresses, changes, first_readings
from digest.collect.content import FeedContent
from digest.collect.drafts import drafts
from digest.collect.fetch import Answer
from digest.collect.parse import parsed
from digest.collect.remembering import due_again
from digest.collect.renewal import Renewal, renewed, worse_notice
from digest.collect.rhythm import learned
from digest.collect.selection import Selection, remembered, selected
from digest.collect.shared import Run
from digest.collect.sharing import left_out
from digest.errors import FeedError
from digest.model import Failure, Feed, FeedMemory, Harvest, Reading, Rhythm


@dataclass(slots=True, kw_only=True)
class Changed:
    """A feed that answered something else than before.

    `before` is what was remembered of it, `memory` the same with what the answer says
    of itself. `found` is let go of once it is read: the feed's pages may take minutes,
    and its bytes need not wait for them.
    """

    feed: Feed
    before: FeedMemory
    memory: FeedMemory
    found: Answer | None
    drop: tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _News:
    """What of a feed's content is still needed once it is read.

    `left_out` tells of entries that have no page of their own.
    """

    language: str | None
    selection: Selection
    left_out: tuple[Failure, ...]
    changes: Changes
    ttl: timedelta | None
    rhythm: Rhythm | None


async def read(changed: Changed, run: Run, ends: float) -> Harvest:
    """Return what a changed feed brings.

    `ends` is when the event loop's clock says that there was time enough.

    Raises:
        FeedError: it is no feed, or cannot be read.
    """
    feed, memory = changed.feed, changed.before
    news, known = await _news(changed, run)
    chosen = news.selection.chosen
    texts = await drafts(
        chosen, feed=feed, pages=run.pages, readers=run.readers, ends=ends
    )
    common = Common(feed=feed, language=news.language, drop=changed.drop, now=run.now)
    batch = Batch(
        common=common,
        entries=chosen,
        drafts=tuple(texts),
        paragraphs=memory.paragraphs,
        since=run.since,
    )
    brought = await run.readers.read(yielded, batch)
    again = await _renewed(news.changes, common, memory, run)
    first = first_readings(texts, brought.articles)
    came = _gathered(feed, known, news, brought)
    return _with_updates(came, again, {**news.changes.due, **again.readings, **first})


async def _renewed(
    changed: Changes, common: Common, memory: FeedMemory, run: Run
) -> Renewal:
    """Compare the texts that a feed gives otherwise than before with its articles."""
    nothing = Renewal(updates=(), readings={}, worse=())
    if not changed.given:
        return nothing
    urls = [entry.url for entry in changed.given]
    articles = run.known.articles
    before = await asyncio.to_thread(articles, common.feed.location, urls)
    counted = memory.paragraphs
    try:
        return await run.readers.read(renewed, changed.given, before, common, counted)
    except FeedError:  # too much to read: what is known stays, and the new counts
        return nothing


async def _news(changed: Changed, run: Run) -> tuple[_News, FeedMemory]:
    """Read a feed; return what is still needed of it, and what to remember."""
    feed, found = changed.feed, changed.found
    changed.found = None
    assert found  # noqa: S101  it is read once
    kind = found.content_type
    async with run.readers.turn:
        content = await run.readers.read(
            parsed, found.body, url=found.url, now=run.now, content_type=kind
        )
    pages = await asyncio.to_thread(run.known.pages, feed.location, addresses(content))
    news = _chosen(content, feed, changed.before, pages, run)
    due = due_again(feed, found, news.ttl, now=run.now)
    return news, replace(changed.memory, due=due, ttl=news.ttl, rhythm=news.rhythm)


def _chosen(
    content: FeedContent,
    feed: Feed,
    memory: FeedMemory,
    known: Mapping[str, Reading | None],
    run: Run,
) -> _News:
    if not content.entries:
        message = "the feed has no entries that lead to a page"
        raise FeedError(message)
    since = run.since
    return _News(
        language=content.language,
        selection=selected(content, memory, feed=feed, since=since, known_pages=known),
        left_out=left_out(content, memory, feed=feed, since=since, known_pages=known),
        changes=changes(content, known, now=run.now),
        ttl=content.ttl,
        rhythm=learned(
            (entry.published for entry in (*content.entries, *content.doubles)),
            memory.rhythm,
            now=run.now,
        ),
    )


def _gathered(feed: Feed, memory: FeedMemory, news: _News, brought: Yield) -> Harvest:
    """Return the harvest; what failed or did not fit makes the next run read again."""
    known = replace(
        memory,
        entry_ids=remembered(news.selection, memory, failed=brought.failed_ids),
        paragraphs=brought.paragraphs,
    )
    if brought.failures or news.selection.left:
        known = replace(
            known, etag=None, last_modified=None, body_sha256=None, due=None
        )
    return Harvest(
        feed=feed,
        memory=known,
        articles=brought.articles,
        page_failures=(*brought.failures, *news.left_out),
        notices=told(feed, brought),
    )


def _with_updates(
    came: Harvest, again: Renewal, readings: Mapping[str, Reading]
) -> Harvest:
    """Return a harvest with what came of the entries that were known before."""
    worse = worse_notice(came.feed, again.worse)
    return replace(
        came,
        updates=again.updates,
        readings=readings,
        notices=(*came.notices, *((worse,) if worse else ())),
    )
