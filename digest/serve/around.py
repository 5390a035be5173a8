"""What is done around every answer: path, headers, limits, time, log, numbers."""

import asyncio
import logging
from collections.abc import Callable, Iterable

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from digest.serve.metrics import Metrics

_LOG = logging.getLogger("digest.serve")

_MOST_BYTES = 16_384
_MOST_SECONDS = 15.0
_ALWAYS = {
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    # The address that the settings give begins with https.
    "Strict-Transport-Security": "max-age=31536000",
}


class BelowPrefix:
    """Takes away the path that the service stands below, where a proxy left it."""

    def __init__(self, app: ASGIApp, prefix: str) -> None:
        self._app = app
        self._prefix = prefix

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer."""
        if scope["type"] == "http":
            path = scope["path"]
            below = path.removeprefix(self._prefix)
            if self._prefix and below != path and below[:1] in {"", "/"}:
                path = below
            scope = {**scope, "path": path or "/", "root_path": ""}
        await self._app(scope, receive, send)


class WithHeaders:
    """Gives every answer the headers that keep browsers careful."""

    def __init__(self, app: ASGIApp, policy: str) -> None:
        self._app = app
        always = {
            **_ALWAYS,
            "Content-Security-Policy": f"{policy}; frame-ancestors 'none'",
        }
        self._headers = [
            (name.lower().encode(), value.encode()) for name, value in always.items()
        ]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer."""

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = list(message.get("headers", ()))
                message = {**message, "headers": [*headers, *self._missing(headers)]}
            await send(message)

        await self._app(scope, receive, sending)

    def _missing(
        self, headers: Iterable[tuple[bytes, bytes]]
    ) -> list[tuple[bytes, bytes]]:
        known = {name.lower() for name, _ in headers}
        return [each for each in self._headers if each[0] not in known]


class Watched:
    """Notes each answer: which route, what code, how long.

    No path, for it may be somebody's own.
    """

    def __init__(
        self, app: ASGIApp, metrics: Metrics, seconds: Callable[[], float]
    ) -> None:
        self._app = app
        self._metrics = metrics
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun, code = self._seconds(), 500
        scope = {**scope, "state": {**scope.get("state", {}), "noted": {}}}

        async def sending(message: Message) -> None:
            nonlocal code
            if message["type"] == "http.response.start":
                code = message["status"]
            elif not message.get("more_body"):  # noted before anybody has all of it
                self._note(scope, code, self._seconds() - begun)
            await send(message)

        await self._app(scope, receive, sending)

    def _note(self, scope: Scope, code: int, took: float) -> None:
        route = scope["state"]["noted"].get("route", "other")
        method = scope["method"] if scope["method"].isalpha() else "other"
        self._metrics.answered(route, method, code, took)
        _LOG.info("%s %s %d %.0f ms", method[:7], route, code, took * 1000)


class Bounded:
    """Lets no request be long, or take long to come in."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        taken = 0

        async def receiving() -> Message:
            nonlocal taken
            try:
                async with asyncio.timeout(_MOST_SECONDS):
                    message = await receive()
            except TimeoutError as error:
                raise HTTPException(408) from error
            taken += len(message.get("body", b""))
            if taken > _MOST_BYTES:
                raise HTTPException(413)
            return message

        await self._app(scope, receiving, send)
