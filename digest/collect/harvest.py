"""One feed → its harvest: new articles, what to remember, and what did not work."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from digest.collect.articles import Common
from digest.collect.batch import Batch, Yield, told, yielded
from digest.collect.changes import Changes, addresses, changes, first_readings
from digest.collect.clean import compiled
from digest.collect.content import FeedContent
from digest.collect.drafts import drafts
from digest.collect.fetch import Web
from digest.collect.health import examined, told_without_asking
from digest.collect.known import Known
from digest.collect.pages import Pages
from digest.collect.parse import parsed
from digest.collect.readers import Readers
from digest.collect.remembering import answered, due_again, failed, is_left_alone
from digest.collect.renewal import Renewal, renewed, worse_notice
from digest.collect.rhythm import learned
from digest.collect.selection import Selection, remembered, selected
from digest.collect.sharing import left_out
from digest.collect.source import answer
from digest.collect.trouble import FetchError, Lasts
from digest.config import Http
from digest.errors import FeedError
from digest.model import Failure, Feed, FeedMemory, Harvest, Reading, Rhythm

_PATIENCE = 4  # time limits that one feed with all its pages may take
_READING = 30.0  # seconds besides, for reading what came


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What all feeds of one run share.

    `ask_all` asks feeds that are fresh or rest, too.
    """

    http: Http
    now: datetime
    since: datetime
    folder: Path
    known: Known
    ask_all: bool
    web: Web
    pages: Pages
    readers: Readers

    @property
    def patience_seconds(self) -> float:
        """How long one feed may hold the run."""
        return _PATIENCE * self.http.timeout_seconds + _READING


@dataclass(frozen=True, slots=True, kw_only=True)
class _News:
    """What of a feed's content is still needed once it is read.

    `left_out` tells of entries that have no page of their own.
    """

    language: str | None
    selection: Selection
    left_out: Failure | None
    changes: Changes
    ttl: timedelta | None
    rhythm: Rhythm | None


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
    content = await run.readers.read(
        parsed, found.body, url=found.url, now=run.now, content_type=found.content_type
    )
    pages = await asyncio.to_thread(run.known.pages, feed.location, addresses(content))
    news = _news(content, feed, memory, pages, run)
    due = due_again(feed, found, news.ttl, now=run.now)
    known = replace(known, due=due, ttl=news.ttl, rhythm=news.rhythm)
    # its pages may take minutes: the feed's bytes need not wait for them
    del found, content
    chosen = news.selection.chosen
    texts = await drafts(
        chosen, feed=feed, pages=run.pages, readers=run.readers, ends=ends
    )
    common = Common(feed=feed, language=news.language, drop=drop, now=run.now)
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


def _failed(feed: Feed, memory: FeedMemory, error: FeedError, run: Run) -> Harvest:
    known = failed(feed, memory, error, now=run.now)
    failure = Failure(subject=feed.title, reason=str(error))
    return Harvest(feed=feed, memory=known, failure=failure)


def _news(
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
    left_out = (news.left_out,) if news.left_out else ()
    return Harvest(
        feed=feed,
        memory=known,
        articles=brought.articles,
        page_failures=(*brought.failures, *left_out),
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
