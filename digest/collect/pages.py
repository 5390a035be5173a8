"""The pages of one run: one that several feeds link to is asked for once."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Self

from digest.collect.fetch import Web
from digest.collect.readers import Readers
from digest.collect.robots import Robots
from digest.collect.sites import rule_for
from digest.collect.tasks import ended
from digest.config import Http
from digest.model import Article, SiteRule

if TYPE_CHECKING:
    from digest.collect.extract import Page

MAX_CHARACTERS = 8_000_000  # of text kept for other feeds: about a thousand articles


class Pages:
    """Pages that are being asked for, and what was read last.

    `robots` tells which may be; None: nobody cares. `rules` are those of sites.
    """

    def __init__(  # noqa: PLR0913  what the pages of one run have in common
        self,
        web: Web,
        *,
        readers: Readers,
        now: datetime,
        robots: Robots | None = None,
        rules: Sequence[SiteRule] = (),
        max_characters: int = MAX_CHARACTERS,
    ) -> None:
        self._web = web
        self._readers = readers
        self._now = now
        self._robots = robots
        self._rules = rules
        self._room = max_characters
        self._asked: dict[str, asyncio.Task[Page]] = {}
        self._kept: dict[str, Page] = {}

    async def page(self, url: str) -> "Page":
        """Return what a page holds.

        Raises:
            KeptOutError: its site does not want robots there.
            WalledError: something else stands in place of the article.
            FeedError: it cannot be fetched, or there is nothing to read on it.
        """
        if url in self._kept:
            return self._kept[url]
        if url not in self._asked:
            self._asked[url] = asyncio.create_task(self._read(url))
        # one feed's giving up must not take the page from another
        return await asyncio.shield(self._asked[url])

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_error: object) -> None:
        """Give up what nobody waits for any more."""
        await ended(tuple(self._asked.values()))

    async def _read(self, url: str) -> "Page":
        try:
            found = await self._found(url)
        finally:
            del self._asked[url]  # a failed task would hold the page's bytes
        self._keep(url, found)
        return found

    def _keep(self, url: str, found: "Page") -> None:
        """Keep a page for other feeds; the oldest make room for it."""
        self._kept[url] = found
        self._room -= len(found.text)
        while self._room < 0:
            oldest = next(iter(self._kept))
            self._room += len(self._kept.pop(oldest).text)

    async def _found(self, url: str) -> "Page":
        from digest.collect.extract import page

        admitted = self._robots.admit if self._robots else None
        answer = await self._web.answer(url, is_page=True, admitted=admitted)
        return await self._readers.read(
            page,
            answer.body,
            url=answer.url,
            now=self._now,
            content_type=answer.content_type,
            rule=rule_for(answer.url, self._rules),
        )


async def article_at(
    url: str, *, http: Http, now: datetime, rules: Sequence[SiteRule] = ()
) -> Article:
    """Return the article on one page, asked and read under the same guard as all.

    Raises:
        FeedError: it cannot be fetched, or there is nothing to read on it.
    """
    from digest.collect.articles import article_from_html
    from digest.collect.encodings import decoded

    async with Readers() as readers, Web(http, now=now) as web:
        readers.prepare()  # while the page is on its way
        answer = await web.answer(url)
        html = decoded(answer.body, content_type=answer.content_type)
        return await readers.read(
            article_from_html, html, url=url, now=now, rules=tuple(rules)
        )
