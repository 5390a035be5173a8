"""The hostile server: each hazard at a port of its own, and the traps beside it.

It writes bytes to sockets itself, since a well-kept server would not say such things.
"""

import asyncio
import contextlib
import inspect
import socket
import threading
from collections.abc import AsyncIterator, Mapping, Sequence
from types import TracebackType
from typing import Self

from tests.collect.hazards.hazard import RESET, Hazard, Place, Says

_TRAPPED = "127.0.0.2"
_NOT_FOUND = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"


class HostileServer:
    """Serves hazards in a thread of its own; `touched` lists who was caught."""

    def __init__(self, hazards: Sequence[Hazard]) -> None:
        self._hazards = hazards
        self._places: dict[str, Place] = {}
        self._writers: set[asyncio.StreamWriter] = set()
        self.touched: list[str] = []
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._started = threading.Event()

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._started.wait(timeout=20), "the hostile server did not start"
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
    def places(self) -> Mapping[str, Place]:
        """Where each hazard is, by its name."""
        return self._places

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.set_exception_handler(lambda *_: None)  # clients hang up on it
        try:
            self._loop.run_until_complete(self._serve())
        finally:
            self._loop.close()

    async def _serve(self) -> None:
        self._stop = asyncio.Event()
        neighbour = await self._trap("127.0.0.1", 0)
        servers = [neighbour]
        beside = neighbour.sockets[0].getsockname()[1]
        for hazard in self._hazards:
            servers += await self._listening(hazard, f"127.0.0.1:{beside}")
        self._started.set()
        await self._stop.wait()
        for server in servers:
            server.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        for writer in filter(_is_open, self._writers):
            writer.transport.abort()
        closed = (writer.wait_closed() for writer in self._writers)
        await asyncio.gather(*closed, return_exceptions=True)

    async def _listening(self, hazard: Hazard, neighbour: str) -> list[asyncio.Server]:
        """Return the hazard's server, and the traps at the same port."""
        while True:
            server = await asyncio.start_server(
                lambda reader, writer: self._answer(hazard, reader, writer),
                "127.0.0.1",
                0,
                limit=2**16,
            )
            port = server.sockets[0].getsockname()[1]
            try:
                traps = [await self._trap(_TRAPPED, port)]
            except OSError:  # somebody else has that port there
                server.close()
                continue
            with contextlib.suppress(OSError):  # a machine without IPv6
                traps.append(await self._trap("::1", port))
            self._places[hazard.name] = Place(
                origin=f"http://127.0.0.1:{port}",
                port=port,
                trap=f"{_TRAPPED}:{port}",
                neighbour=neighbour,
            )
            return [server, *traps]

    async def _trap(self, host: str, port: int) -> asyncio.Server:
        async def caught(
            _reader: asyncio.StreamReader, writer: asyncio.StreamWriter
        ) -> None:
            self.touched.append(str(writer.get_extra_info("sockname")))
            self._writers.add(writer)
            writer.close()

        return await asyncio.start_server(caught, host, port)

    async def _answer(
        self,
        hazard: Hazard,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
    ) -> None:
        self._writers.add(writer)
        with contextlib.suppress(OSError, EOFError, asyncio.LimitOverrunError):
            head = await reader.readuntil(b"\r\n\r\n")
            path = head.split(b" ", 2)[1].decode("latin-1")
            said = hazard.answers.get(path, _NOT_FOUND)
            async for chunk in _chunks(said, self._places[hazard.name]):
                if chunk == RESET:
                    _reset(writer)
                    return
                writer.write(chunk)
                await writer.drain()
        writer.close()


async def _chunks(said: Says, place: Place) -> AsyncIterator[bytes]:
    if isinstance(said, bytes):
        yield said
        return
    answer = said(place)
    if inspect.isasyncgen(answer):
        async with contextlib.aclosing(answer):
            async for chunk in answer:
                yield chunk
    else:
        assert isinstance(answer, bytes)
        yield answer


def _is_open(writer: asyncio.StreamWriter) -> bool:
    """Tell whether a connection is there to be broken off: asyncio does not ask."""
    return bool(writer.get_extra_info("socket").fileno() >= 0)


def _reset(writer: asyncio.StreamWriter) -> None:
    """Break a connection off with RST instead of FIN."""
    connection = writer.get_extra_info("socket")
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    writer.transport.abort()
