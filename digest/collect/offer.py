"""What a feed offers: its title and kind, how many entries, whole texts or teasers."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from digest.collect.fetch import Web
from digest.collect.fulltext import carried, is_whole
from digest.collect.parse import parsed
from digest.collect.source import answer
from digest.config import Http
from digest.model import FeedMemory


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What a feed offers to someone who thinks of subscribing.

    `whole_texts` counts the entries whose full text the feed itself carries; `newest`
    is None where no entry has a date; `language` is None where the feed does not say.
    """

    title: str
    kind: str
    language: str | None
    entries: int
    whole_texts: int
    newest: datetime | None


async def looked_at(location: str, *, http: Http, now: datetime, folder: Path) -> Offer:
    """Return what a feed offers, asked just now.

    Raises:
        FeedError: it cannot be fetched, or is no feed.
    """
    async with Web(http, now=now) as web:
        found = await answer(location, FeedMemory(), web=web, http=http, folder=folder)
    content = parsed(
        found.body, url=found.url, now=now, content_type=found.content_type
    )
    dates = [entry.published for entry in content.entries if entry.published]
    return Offer(
        title=content.title,
        kind=content.kind,
        language=content.language,
        entries=len(content.entries),
        whole_texts=sum(is_whole(carried(entry)) for entry in content.entries),
        newest=max(dates, default=None),
    )
