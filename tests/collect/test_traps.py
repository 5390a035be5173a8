"""Whatever a server or a name server says, nobody is led to an address refused.

A trap listens on another loopback address, at the port that the settings allow on the
first: whoever gets there has got round the guard.
"""

import asyncio
import socket
from collections.abc import Iterator

import pytest
from aiohttp.abc import AbstractResolver, ResolveResult

from digest.collect.fetch import Web
from digest.collect.trouble import FetchError
from digest.model import FeedMemory
from tests.collect.builders import NOW, a_feed, an_http, an_item, one, rss
from tests.servers import Server

pytestmark = pytest.mark.allow_hosts(["127.0.0.1", "127.0.0.2", "::1"])


class Names(AbstractResolver):
    """A name server that answers what it is told to, in turn."""

    def __init__(self, *addresses: str) -> None:
        self._addresses = list(addresses)

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        del family
        address = self._addresses.pop(0)
        found = ResolveResult(
            hostname=host,
            host=address,
            port=port,
            family=socket.AF_INET6 if ":" in address else socket.AF_INET,
            proto=socket.IPPROTO_TCP,
            flags=socket.AI_NUMERICHOST,
        )
        return [found]

    async def close(self) -> None:
        """There is nothing to let go of."""


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as running:
        yield running


@pytest.fixture
def trap(server: Server) -> Iterator[Server]:
    with Server("127.0.0.2", int(port_of(server))) as running:
        running.serve("/", b"secret")
        yield running


def port_of(server: Server) -> str:
    return server.place.rpartition(":")[2]


def failure(url: str, *allow: str, names: Names | None = None) -> str:
    async def ask() -> None:
        async with Web(an_http(*allow, retries=0), now=NOW, names=names) as web:
            await web.answer(url)

    with pytest.raises(FetchError) as raised:
        asyncio.run(ask())
    return str(raised.value)


def test_the_trap_can_be_reached_where_it_is_allowed(trap: Server):
    async def ask() -> bytes:
        async with Web(an_http(trap.place), now=NOW) as web:
            return (await web.answer(trap.url("/"))).body

    assert asyncio.run(ask()) == b"secret"


SPELLINGS = (
    "127.0.0.2",
    "127.2",
    "127.0.2",
    "2130706434",
    "0x7f000002",
    "0x7f.0.0.2",
    "0177.0.0.02",
    "017700000002",
    "[::ffff:127.0.0.2]",
    "[::ffff:7f00:2]",
    "[0:0:0:0:0:ffff:127.0.0.2]",
    "１２７.０.０.２",
    "127。0。0。2",
    "①②⑦.⓪.⓪.②",
    "127.0.0.2.",
    "127.0.0.2%2f",
)


@pytest.mark.parametrize("host", SPELLINGS)
def test_no_spelling_of_an_address_leads_to_the_trap(
    server: Server, trap: Server, host: str
):
    assert failure(f"http://{host}:{port_of(trap)}/", server.place)

    assert trap.requests == []


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_no_redirect_leads_to_the_trap(server: Server, trap: Server, status: int):
    for number, host in enumerate(SPELLINGS):
        place = f"http://{host}:{port_of(trap)}/".encode().decode("latin-1")
        server.serve(f"/{number}", status=status, headers={"Location": place})

        assert failure(server.url(f"/{number}"), server.place)

    assert trap.requests == []


def test_a_name_that_stands_for_the_trap_is_refused(server: Server, trap: Server):
    url = f"http://paper.example:{port_of(trap)}/"

    said = failure(url, server.place, names=Names("127.0.0.2"))

    assert said == f"127.0.0.2:{port_of(trap)} is not a public address"
    assert trap.requests == []


def test_a_name_server_that_changes_its_mind_gains_nothing(
    server: Server, trap: Server
):
    server.serve("/", b"hello", headers={"Connection": "close"})
    url = f"http://paper.example:{port_of(server)}/"

    async def ask_twice() -> bytes:
        names = Names("127.0.0.1", "127.0.0.2")
        http = an_http(server.place, retries=0)
        async with Web(http, now=NOW, names=names) as web:
            first = await web.answer(url)
            with pytest.raises(FetchError, match="not a public address"):
                await web.answer(url.replace("paper.", "other.paper."))
            return first.body

    assert asyncio.run(ask_twice()) == b"hello"
    assert trap.requests == []


@pytest.mark.parametrize(
    "address", ["127.0.0.2", "::ffff:127.0.0.2", "::7f00:2", "64:ff9b::7f00:2"]
)
def test_whatever_a_name_server_answers_is_judged(
    server: Server, trap: Server, address: str
):
    url = f"http://paper.example:{port_of(trap)}/"

    assert "not a public" in failure(url, server.place, names=Names(address))
    assert trap.requests == []


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 404 \x1b[31mred\x07\r\n",
        b"HTTP/1.1 404 \x9b31m\xe2\x80\xae\xff\r\n",
        b"HTTP/1.1 429 \x1b]0;title\x07\r\nRetry-After: 3600\r\n",
        b"HTTP/1.1 301 Moved\r\nLocation: http://\xe2\x80\xae\xff.example/\r\n",
        b"HTTP/1.1 301 Moved\r\nLocation: http://[::1\r\n",
        b"\x1b[31m no HTTP at all\r\n",
    ],
)
def test_what_a_server_says_does_nothing_to_a_terminal(answer: bytes):
    async def ask() -> str:
        async def say(
            reader: asyncio.StreamReader, writer: asyncio.StreamWriter
        ) -> None:
            await reader.readuntil(b"\r\n\r\n")
            writer.write(answer + b"Content-Length: 0\r\n\r\n")
            await writer.drain()
            writer.close()

        async with await asyncio.start_server(say, "127.0.0.1", 0) as listening:
            host, port = listening.sockets[0].getsockname()
            http = an_http(f"{host}:{port}", retries=0)
            async with Web(http, now=NOW) as web:
                with pytest.raises(FetchError) as raised:
                    await web.answer(f"http://{host}:{port}/")
        return str(raised.value)

    said = asyncio.run(ask())

    assert said.isprintable()
    assert said.encode()


def test_no_robots_txt_leads_to_the_trap(server: Server, trap: Server):
    moved = {"Location": trap.url("/")}
    server.serve("/robots.txt", status=301, headers=moved)
    server.serve("/feed", rss(an_item(server.url("/a"), summary="Short")))

    came = one(a_feed(server.url("/feed")), http=an_http(server.place))

    assert "not a public address" in came.page_failures[0].reason
    assert trap.requests == server.asked("/a") == []


def test_no_remembered_address_leads_to_the_trap(server: Server, trap: Server):
    feed = a_feed(server.url("/feed"))
    memories = {feed.location: FeedMemory(moved_to=trap.url("/"), etag='"1"')}

    came = one(feed, http=an_http(server.place), memories=memories)

    assert "not a public address" in came.failure.reason
    assert came.memory.moved_to is None
    assert trap.requests == []


def test_no_page_of_a_feed_leads_to_the_trap(server: Server, trap: Server):
    server.serve("/moved", status=301, headers={"Location": trap.url("/")})
    links = [server.url("/moved"), trap.url("/"), f"http://127.2:{port_of(trap)}/"]
    server.serve("/feed", rss(*(an_item(link, summary="Short") for link in links)))

    came = one(a_feed(server.url("/feed")), http=an_http(server.place))

    assert len(came.page_failures) == 3
    assert trap.requests == []
