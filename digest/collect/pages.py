"""The pages of one run: each asked for once, however many feeds link to it."""

import asyncio
from concurrent.futures import Executor
from datetime import datetime

from digest.collect.encodings import decoded
from digest.collect.extract import Page, page
from digest.collect.fetch import Web
from digest.config import Http


class Pages:
    """Pages that are being asked for, or were."""

    def __init__(self, web: Web, *, reader: Executor, now: datetime) -> None:
        self._web = web
        self._reader = reader
        self._now = now
        self._asked: dict[str, asyncio.Task[Page]] = {}

    async def page(self, url: str) -> Page:
        """Return what a page holds.

        Raises:
            FeedError: it cannot be fetched, or there is nothing to read on it.
        """
        if url not in self._asked:
            self._asked[url] = asyncio.create_task(self._read(url))
        # one feed's giving up must not take the page from another
        return await asyncio.shield(self._asked[url])

    async def close(self) -> None:
        """Give up what nobody waits for any more."""
        for task in self._asked.values():
            task.cancel()
        await asyncio.gather(*self._asked.values(), return_exceptions=True)

    async def _read(self, url: str) -> Page:
        answer = await self._web.answer(url)
        return await asyncio.get_running_loop().run_in_executor(
            self._reader,
            lambda: page(
                answer.body, url=url, now=self._now, content_type=answer.content_type
            ),
        )


async def fetched_page(
    url: str, *, http: Http, now: datetime | None = None
) -> bytes | str:
    """Return the HTML of one page, fetched under the same guard as all others.

    Raises:
        FeedError: it cannot be fetched.
    """
    async with Web(http, now=now) as web:
        answer = await web.answer(url)
        return decoded(answer.body, content_type=answer.content_type)
