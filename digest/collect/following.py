"""Links as a reader follows them: each asked once, and what came of it."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

from digest.collect.fetch import Web
from digest.collect.trouble import FetchError
from digest.config import Http

_GONE = frozenset((HTTPStatus.NOT_FOUND, HTTPStatus.GONE))


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """Where a link led. `trouble` is why nowhere, "" where there is a page.

    With `is_gone` its server says that there is no such page; other troubles may pass,
    or be meant for programs only.
    """

    url: str
    end: str
    trouble: str = ""
    is_gone: bool = False


async def followed(
    urls: Iterable[str], *, http: Http, now: datetime
) -> tuple[Followed, ...]:
    """Ask each address once, within the settings' limits; no page is read.

    Nobody's robots.txt is asked: this is what every reader's browser will do.
    """
    once = http.model_copy(update={"retries": 0})
    async with Web(once, now=now) as web:
        asked = [_followed(url, web) for url in urls]
        return tuple(await asyncio.gather(*asked))


async def _followed(url: str, web: Web) -> Followed:
    try:
        end = await web.end_of(url)
    except FetchError as error:
        is_gone = error.status in _GONE
        return Followed(url=url, end=url, trouble=str(error), is_gone=is_gone)
    return Followed(url=url, end=end)
