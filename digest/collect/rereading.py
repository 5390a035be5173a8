"""Pages of known articles, asked for again: have their texts changed?"""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from digest.collect.articles import Common, Draft
from digest.collect.drafts import may_pass
from digest.collect.extract import Page
from digest.collect.fetch import BACKOFF_SECONDS
from digest.collect.means import means
from digest.collect.pages import Pages
from digest.collect.patterns import compiled
from digest.collect.readers import Readers
from digest.collect.renewal import compared
from digest.collect.tasks import in_time
from digest.collect.trouble import KeptOutError
from digest.config import Http
from digest.errors import FeedError
from digest.model import Article, Feed, SiteRule

_PATIENCE = 4  # time limits that all pages together may take


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A page to be asked for again: its article, and the feed that brought it.

    `counted` tells in how many of the feed's articles each paragraph stood.
    """

    feed: Feed
    article: Article
    counted: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reread:
    """What came of a visit: the article as it is now, and whether that is new.

    `trouble` says why its text stays as it was though the page has another, or none
    any more; "" where there is nothing to say. `is_over` is false where the page could
    not be had just now: the next run asks again.
    """

    feed: Feed
    article: Article
    changed: bool = False
    trouble: str = ""
    is_over: bool = True


async def reread(
    visits: Sequence[Visit],
    *,
    http: Http,
    now: datetime,
    rules: Sequence[SiteRule] = (),
    backoff_seconds: float = BACKOFF_SECONDS,
) -> AsyncIterator[Reread]:
    """Yield what comes of each visit, in their order; whatever happens to a page.

    The `rules` tell where articles stand on the pages of sites that need one.
    """
    given = means(http, now=now, rules=rules, backoff_seconds=backoff_seconds)
    async with given as opened:
        for visit, page in await _read(visits, opened.pages, http):
            yield await _reread(visit, page, opened.readers, now)


async def _read(
    visits: Sequence[Visit], pages: Pages, http: Http
) -> list[tuple[Visit, Page | FeedError | None]]:
    """Return each page, or why there is none; None: it did not come in time."""
    if not visits:
        return []
    tasks = [
        asyncio.create_task(pages.page(visit.article.entry.url)) for visit in visits
    ]
    found = await in_time(tasks, seconds=_PATIENCE * http.timeout_seconds)
    return list(zip(visits, found, strict=True))


async def _reread(
    visit: Visit, page: Page | FeedError | None, readers: Readers, now: datetime
) -> Reread:
    if isinstance(page, Page):
        try:
            return await readers.read(_compared, visit, page, now)
        except FeedError as error:
            return _untouched(visit, error)
    return _untouched(visit, page)


def _untouched(visit: Visit, page: FeedError | None) -> Reread:
    over = page is not None and not may_pass(page)
    return Reread(
        feed=visit.feed,
        article=visit.article,
        trouble=str(page) if over and not isinstance(page, KeptOutError) else "",
        is_over=over,
    )


def _compared(visit: Visit, page: Page, now: datetime) -> Reread:
    feed, before = visit.feed, visit.article
    came = compared(
        before,
        Draft(entry=before.entry, text=page.text, page=page),
        Common(feed=feed, drop=compiled(feed.drop), now=now),
        visit.counted,
    )
    if isinstance(came, Article):
        return Reread(feed=feed, article=came, changed=True)
    trouble = "the page is much shorter or another by now" if came == "worse" else ""
    return Reread(feed=feed, article=before, trouble=trouble)
