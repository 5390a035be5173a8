"""The service as an ASGI app: which page is where, and what an error looks like."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from datetime import timedelta

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from digest.errors import StoreError
from digest.serve.around import BelowPrefix, Bounded, Watched, WithHeaders
from digest.serve.buckets import Buckets, Pace, client
from digest.serve.errands import Errands
from digest.serve.joining import Joining
from digest.serve.leaving import Leaving
from digest.serve.metrics import Metrics
from digest.serve.pages import Pages
from digest.serve.preferring import Preferring
from digest.serve.reading import Reading
from digest.serve.service import Service
from digest.serve.subscribing import Subscribing
from digest.serve.watching import Watching

Endpoint = Callable[[Request], Awaitable[Response]]

_A_CLIENT = Pace(burst=100, per_second=10)
_LAST_WORDS = 0.5  # seconds that emails which are due have at the end
_DAILY = timedelta(days=1)
_NOBODYS = ("/unsubscribe", "/unsubscribe/", "/preferences", "/preferences/")
_TOLD = {400, 404, 405, 413, 429, 503}  # what a page has words of its own for


def app(service: Service) -> ASGIApp:
    """Return the service, to be run by any ASGI server."""
    pages = Pages(service)
    metrics = Metrics(service.store, service.seconds)
    errands = Errands(service.seconds)
    joining = Joining(service, errands, metrics)
    routes = _Routes(service)
    made = Starlette(
        routes=[
            *routes.newcomers(Subscribing(pages, joining, metrics)),
            *routes.subscribers(Preferring(pages, Leaving(service, metrics))),
            *routes.readers(Reading(pages)),
            *routes.keepers(Watching(service, errands, metrics)),
        ],
        exception_handlers=_handlers(pages),
        lifespan=lambda _: _alive(joining, errands),
    )
    made.router.redirect_slashes = False  # it would believe the header Host
    inner = Bounded(BelowPrefix(made, service.prefix))
    return Watched(WithHeaders(inner, pages.policy), metrics, service.seconds)


@asynccontextmanager
async def _alive(joining: Joining, errands: Errands) -> AsyncIterator[None]:
    """Run what goes on beside answers."""
    errands.start()
    forgetting = asyncio.create_task(_forget_daily(joining))
    try:
        yield
    finally:
        forgetting.cancel()
        await run_in_threadpool(errands.close, _LAST_WORDS)


async def _forget_daily(joining: Joining) -> None:
    while True:
        with suppress(StoreError):  # then tomorrow
            await run_in_threadpool(joining.expire)
        await asyncio.sleep(_DAILY.total_seconds())


class _Routes:
    """Which page is where, and how often one client may ask for those."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._buckets = Buckets(_A_CLIENT)

    def newcomers(self, pages: Subscribing) -> list[Route]:
        """Return where one signs up."""
        return [
            *self._both("/", pages.form, pages.sent),
            *self._both("/subscribe", pages.form, pages.sent),
            *self._both("/embed", pages.form, pages.sent),
            *self._both("/confirm/{token}", pages.ask, pages.confirm),
            *self._both("/confirm/{token}/{moment}", pages.ask, pages.confirm),
        ]

    def subscribers(self, pages: Preferring) -> list[Route]:
        """Return where one changes what one gets, and leaves.

        Leaving is never slowed down: mail providers do it for thousands at a time.
        """
        path = "/unsubscribe/{token}"
        return [
            *self._both("/preferences/{token}", pages.show, pages.change),
            _route(path, pages.ask, pages.leave),
            # Proofs of an edition are nobody's, and name these pages without a token.
            *(_route(each, self._paced(pages.nobody)) for each in _NOBODYS),
        ]

    def readers(self, pages: Reading) -> list[Route]:
        """Return what everybody may read."""
        return [
            _route("/archive", self._paced(pages.folder)),
            _route("/archive/{path:path}", self._paced(pages.archive)),
            _route("/feed.xml", self._paced(pages.feed)),
            _route("/robots.txt", pages.robots),
            _route("/favicon.ico", pages.favicon),
        ]

    def keepers(self, pages: Watching) -> list[Route]:
        """Return what those look at who run the service."""
        return [_route("/health", pages.health), _route("/metrics", pages.metrics)]

    def _both(self, path: str, show: Endpoint, take: Endpoint) -> list[Route]:
        return [_route(path, self._paced(show), self._paced(take))]

    def _paced(self, endpoint: Endpoint) -> Endpoint:
        async def answered(request: Request) -> Response:
            host = request.client.host if request.client else None
            wait = self._buckets.wait(client(host), self._service.seconds())
            if wait:
                raise HTTPException(429, headers={"Retry-After": str(int(wait) + 1)})
            return await endpoint(request)

        return answered


def _route(path: str, show: Endpoint, take: Endpoint | None = None) -> Route:
    async def answered(request: Request) -> Response:
        request.state.noted["route"] = path
        if request.method == "POST" and take:
            return await take(request)
        return await show(request)

    return Route(path, answered, methods=["GET", "POST"] if take else ["GET"])


def _handlers(
    pages: Pages,
) -> dict[type[Exception], Callable[[Request, Exception], Awaitable[Response]]]:
    async def refused(request: Request, error: Exception) -> Response:
        code = error.status_code if isinstance(error, HTTPException) else 500
        more = error.headers if isinstance(error, HTTPException) else None
        return _trouble(pages, request, code, dict(more or {}))

    async def without_store(request: Request, error: Exception) -> Response:
        del error
        return _trouble(pages, request, 503, {"Retry-After": "60"})

    return {
        HTTPException: refused,
        StoreError: without_store,
        Exception: refused,
    }


def _trouble(
    pages: Pages, request: Request, code: int, more: dict[str, str]
) -> Response:
    visit = pages.visit(request)
    kind = code if code in _TOLD else 400 if code < 500 else 500  # noqa: PLR2004 - RFC 9110, 15.5
    return visit.message(
        visit.phrase(f"trouble_{kind}_title"),
        visit.phrase(f"trouble_{kind}_text"),
        status=code,
        headers=more,
    )
