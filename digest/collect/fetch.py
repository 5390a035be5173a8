"""What the web answers: politely asked, within limits, and never a private address."""

import asyncio
import contextlib
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from http import HTTPStatus
from itertools import count
from typing import Self
from urllib.parse import urldefrag, urljoin

import aiohttp
from aiohttp.abc import AbstractResolver
from yarl import URL

from digest.collect.addresses import leaves_tls, place_of, refusal
from digest.collect.connections import connector
from digest.collect.freshness import lifetime
from digest.collect.introduction import introduction
from digest.collect.retry import backoff
from digest.collect.trouble import FetchError, Lasts, broken_off, hung, refused_answer
from digest.collect.unpacking import OFFERED, Body
from digest.config import Http

Admitted = Callable[[str], Awaitable[None]]

BACKOFF_SECONDS = 0.5
PER_HOST = 2  # requests to one host at a time

_FOR_GOOD = frozenset((301, 308))
_REDIRECTS = _FOR_GOOD | {302, 303, 307}
_CHUNK = 65_536
_ACCEPT = (
    "application/rss+xml, application/atom+xml, application/feed+json, "
    "application/xml;q=0.9, text/html;q=0.8, */*;q=0.5"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server answered. `modified` is False where it said: nothing new.

    `moved_to` is where it is for good, if all redirects up to there said so; None: at
    the address that was asked. `fresh_for` is how long it need not be asked again.
    """

    url: str
    body: bytes
    modified: bool = True
    content_type: str = ""
    etag: str | None = None
    last_modified: str | None = None
    moved_to: str | None = None
    fresh_for: timedelta = timedelta()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Redirect:
    url: str
    status: int

    @property
    def for_good(self) -> bool:
        return self.status in _FOR_GOOD


@dataclass(frozen=True, slots=True, kw_only=True)
class _Closed:
    """Why a host is not asked any more in this run, and when it may be again.

    `to_pages`: for pages only. A feed is one small request, and a host of many feeds
    counts each of them; the pages of a feed come in crowds.
    """

    reason: str
    until: datetime | None
    to_pages: bool


@dataclass(slots=True, kw_only=True)
class _Wanted:
    """One address, how to ask for it, and how long that may still take."""

    url: str
    headers: dict[str, str]
    is_page: bool
    is_read: bool
    admitted: Admitted | None
    seconds_left: float


class Web:
    """The web as one run asks it: a session, its limits, and the hosts found closed.

    Without `now`, a Retry-After that names a date is not understood. `names` tells
    what hosts' names stand for; None: the system does.
    """

    def __init__(
        self,
        http: Http,
        *,
        now: datetime | None = None,
        backoff_seconds: float = BACKOFF_SECONDS,
        names: AbstractResolver | None = None,
    ) -> None:
        self._http = http
        self._now = now
        self._backoff_seconds = backoff_seconds
        self._names = names
        self._slots = asyncio.Semaphore(http.max_connections)
        self._host_slots: dict[str, asyncio.Semaphore] = {}
        self._closed: dict[str, _Closed] = {}  # an error would hold its feed
        self._hung: Counter[str] = Counter()  # pages that did not come in time

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession(
            connector=connector(self._http.allow, names=self._names),
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={
                "User-Agent": introduction(self._http),
                "Accept": _ACCEPT,
                "Accept-Encoding": OFFERED,
            },
            auto_decompress=False,  # aiohttp takes a stream without its end for whole
            timeout=aiohttp.ClientTimeout(total=self._http.timeout_seconds),
        )
        return self

    async def __aexit__(self, *_error: object) -> None:
        await self._session.close()

    async def answer(
        self,
        url: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        is_page: bool = False,
        admitted: Admitted | None = None,
    ) -> Answer:
        """Return what a server answers; asked again while the trouble is passing.

        A page, one of many at its host, is not asked once the host had enough of them.
        `admitted` is awaited before each request, with its address, and may refuse it.

        Raises:
            FetchError: it gave nothing, and why.
        """
        wanted = _Wanted(
            url=url,
            headers=_validators(etag, last_modified),
            is_page=is_page,
            is_read=True,
            admitted=admitted,
            seconds_left=self._http.timeout_seconds,
        )
        return await self._answered(wanted)

    async def end_of(self, url: str) -> str:
        """Return where a page is, all redirects followed; it is not read.

        Raises:
            FetchError: there is none, and why.
        """
        wanted = _Wanted(
            url=url,
            headers={},
            is_page=True,
            is_read=False,
            admitted=None,
            seconds_left=self._http.timeout_seconds,
        )
        return (await self._answered(wanted)).url

    async def _answered(self, wanted: _Wanted) -> Answer:
        for attempt in count():
            try:
                return await self._followed(wanted)
            except FetchError as error:
                pause = self._pause(error, wanted, attempt)
            await asyncio.sleep(pause)
        raise AssertionError  # count() has no end

    def _pause(self, error: FetchError, wanted: _Wanted, attempt: int) -> float:
        """Return how long to wait before asking again; raise where that is in vain."""
        pause = backoff(wanted.url, attempt, base_seconds=self._backoff_seconds)
        if error.wait is not None:
            pause = error.wait.total_seconds()
        wanted.seconds_left -= pause
        passes = error.lasts is Lasts.A_MOMENT and attempt < self._http.retries
        if passes and wanted.seconds_left > 0:
            return pause
        self._close(error, is_page=wanted.is_page)
        raise error

    def _close(self, error: FetchError, *, is_page: bool) -> None:
        """Note the place that is not to be asked again, if an error tells of one."""
        if error.closed is None:
            return
        self._hung[error.closed] += error.hung and is_page
        if not error.hung or self._hung[error.closed] >= PER_HOST:
            self._closed[error.closed] = _Closed(
                reason=str(error), until=error.until, to_pages=error.enough
            )

    async def _followed(self, wanted: _Wanted) -> Answer:
        """Return the answer at the end of all redirects, each judged on its own."""
        url = wanted.url
        moved_to, for_good, status = None, True, None
        for _ in range(self._http.max_redirects + 1):
            _insist_on_the_web(url)
            if wanted.admitted:
                await wanted.admitted(url)
            async with self._slot(url, is_page=wanted.is_page):
                answer = await self._asked(url, wanted)
            if isinstance(answer, Answer):
                return replace(answer, moved_to=moved_to and str(URL(moved_to)))
            for_good = for_good and answer.for_good and not leaves_tls(url, answer.url)
            url = answer.url
            moved_to = url if for_good else moved_to
            status = answer.status
        message = f"more than {self._http.max_redirects} redirects"
        raise FetchError(message, status=status)

    @contextlib.asynccontextmanager
    async def _slot(self, url: str, *, is_page: bool) -> AsyncIterator[None]:
        host = place_of(url)
        host_slots = self._host_slots.setdefault(host, asyncio.Semaphore(PER_HOST))
        async with host_slots, self._slots:
            closed = self._closed.get(host)
            if closed and (is_page or not closed.to_pages):
                raise FetchError(closed.reason, lasts=Lasts.A_WHILE, until=closed.until)
            yield

    async def _asked(self, url: str, wanted: _Wanted) -> Answer | _Redirect:
        """Return the answer to one request: a body, or where it redirects to."""
        clock = asyncio.get_running_loop().time
        started = clock()
        try:
            async with asyncio.timeout(wanted.seconds_left):
                return await self._requested(url, wanted)
        except TimeoutError as error:
            raise hung(url, self._http.timeout_seconds) from error
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise broken_off(error, url) from error
        finally:
            wanted.seconds_left -= clock() - started

    async def _requested(self, url: str, wanted: _Wanted) -> Answer | _Redirect:
        async with self._session.get(
            URL(url), headers=wanted.headers, allow_redirects=False
        ) as response:
            if response.status in _REDIRECTS and "Location" in response.headers:
                return _redirect(url, response)
            modified = response.status != HTTPStatus.NOT_MODIFIED
            if modified and response.status != HTTPStatus.OK:
                longest = timedelta(seconds=self._http.timeout_seconds)
                raise refused_answer(response, now=self._now, longest=longest)
            return Answer(
                url=url,
                body=await self._body(response) if modified and wanted.is_read else b"",
                modified=modified,
                content_type=response.headers.get("Content-Type", ""),
                etag=response.headers.get("ETag"),
                last_modified=response.headers.get("Last-Modified"),
                fresh_for=lifetime(response.headers, now=self._now),
            )

    async def _body(self, response: aiohttp.ClientResponse) -> bytes:
        """Return the unpacked body, counted as it comes in."""
        coding = response.headers.get("Content-Encoding", "")
        body = Body(coding, max_bytes=self._http.max_bytes)
        async for chunk in response.content.iter_chunked(_CHUNK):
            body.take(chunk)
        return body.whole()


def _insist_on_the_web(url: str) -> None:
    reason = refusal(url)
    if reason:
        raise FetchError(reason)


def _redirect(url: str, response: aiohttp.ClientResponse) -> _Redirect:
    location = urljoin(url, response.headers["Location"].strip())
    return _Redirect(url=urldefrag(location).url, status=response.status)


def _validators(etag: str | None, last_modified: str | None) -> dict[str, str]:
    headers = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    return {name: value for name, value in headers.items() if value}
