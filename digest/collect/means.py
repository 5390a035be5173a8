"""What pages are read with: the web, processes and manners, opened and ended as one."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

from digest.collect.fetch import BACKOFF_SECONDS, Web
from digest.collect.introduction import robot
from digest.collect.pages import Pages
from digest.collect.readers import Readers
from digest.collect.robots import Robots
from digest.config import Http
from digest.model import SiteRule


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """What all requests and readings of one run go through."""

    web: Web
    pages: Pages
    readers: Readers


@asynccontextmanager
async def means(
    http: Http,
    *,
    now: datetime,
    rules: Sequence[SiteRule] = (),
    backoff_seconds: float = BACKOFF_SECONDS,
) -> AsyncIterator[Means]:
    """Open all of them; what is under way at the end is given up."""
    async with (
        Readers() as readers,
        Web(http, now=now, backoff_seconds=backoff_seconds) as web,
        Robots(web, robot=robot(http)) as robots,
        Pages(
            web,
            readers=readers,
            now=now,
            robots=robots if http.robots else None,
            rules=rules,
        ) as pages,
    ):
        yield Means(web=web, pages=pages, readers=readers)
