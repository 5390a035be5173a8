"""A real web server on loopback, for tests: it says what it is told, and remembers.

    with Server() as server:
        server.serve("/feed", b"<rss…", etag='"1"')
        …ask server.url("/feed")…
        assert [request.path for request in server.requests] == ["/feed"]

It runs in a thread of its own, so that synchronous tests can use it.
"""

import asyncio
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

from aiohttp import web


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What somebody asked; header names in lower case."""

    method: str
    path: str
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What the server answers on one path.

    With `etag` or `last_modified` it answers 304 to who names the same. `cut` closes
    the connection in the middle of the body, `seconds` is how long it waits first.
    """

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    content_type: str = "application/xml"
    etag: str | None = None
    last_modified: str | None = None
    seconds: float = 0.0
    cut: bool = False


class Server:
    """The server; what is not told is answered with 404."""

    def __init__(self, host: str = "127.0.0.1", port: int = 0) -> None:
        self.requests: list[Request] = []
        self.most_at_once = 0
        self._replies: dict[str, list[Reply]] = {}
        self._at_once = 0
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._started = threading.Event()
        self._host = host
        self._port = port

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._started.wait(timeout=10), "the server did not start"
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(timeout=10)

    @property
    def place(self) -> str:
        """Its host and port, as `http.allow` wants them."""
        return f"{self._host}:{self._port}"

    def url(self, path: str) -> str:
        return f"http://{self.place}{path}"

    def serve(self, path: str, body: bytes | str = b"", **said: object) -> None:
        """Answer a path so, from now on and for good."""
        self._replies[path] = [_reply(body, said)]

    def then(self, path: str, body: bytes | str = b"", **said: object) -> None:
        """Answer a path so, after each of its answers so far was given once."""
        self._replies.setdefault(path, []).append(_reply(body, said))

    def asked(self, path: str) -> list[Request]:
        return [request for request in self.requests if request.path == path]

    def _run(self) -> None:
        # ends what still waits with an answer that nobody wants any more
        with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
            runner.run(self._serve())

    async def _serve(self) -> None:
        self._stop = asyncio.Event()
        app = web.Application()
        app.router.add_route("*", "/{tail:.*}", self._answer)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, self._host, self._port)
        await site.start()
        self._port = runner.addresses[0][1]
        self._started.set()
        await self._stop.wait()
        await runner.cleanup()

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        headers = {name.lower(): value for name, value in request.headers.items()}
        path = request.path_qs
        self.requests.append(Request(method=request.method, path=path, headers=headers))
        self._at_once += 1
        self.most_at_once = max(self.most_at_once, self._at_once)
        try:
            return await self._said(request, self._next(path), headers)
        finally:
            self._at_once -= 1

    def _next(self, path: str) -> Reply:
        replies = self._replies.get(path, [Reply(status=404)])
        return replies.pop(0) if len(replies) > 1 else replies[0]

    async def _said(
        self, request: web.Request, reply: Reply, asked: Mapping[str, str]
    ) -> web.StreamResponse:
        if reply.seconds:
            await asyncio.sleep(reply.seconds)
        headers = {"Content-Type": reply.content_type, **reply.headers}
        validators = {"ETag": reply.etag, "Last-Modified": reply.last_modified}
        headers |= {name: value for name, value in validators.items() if value}
        if _is_known(reply, asked):
            return web.Response(status=304, headers=headers)
        if reply.cut:
            return await _cut_off(request, reply, headers)
        return web.Response(body=reply.body, status=reply.status, headers=headers)


def _reply(body: bytes | str, said: Mapping[str, object]) -> Reply:
    content = body.encode() if isinstance(body, str) else body
    return Reply(body=content, **said)  # type: ignore[arg-type]  # Reply's own fields


def _is_known(reply: Reply, asked: Mapping[str, str]) -> bool:
    if reply.etag and asked.get("if-none-match") == reply.etag:
        return True
    known_since = asked.get("if-modified-since")
    return bool(reply.last_modified) and known_since == reply.last_modified


async def _cut_off(
    request: web.Request, reply: Reply, headers: Mapping[str, str]
) -> web.StreamResponse:
    length = {"Content-Length": str(len(reply.body) + 1_000)}
    response = web.StreamResponse(status=reply.status, headers={**headers, **length})
    await response.prepare(request)
    await response.write(reply.body)
    assert request.transport is not None
    request.transport.abort()
    return response
