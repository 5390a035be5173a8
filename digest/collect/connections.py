"""Connections that only lead to addresses which may be asked."""

import errno
import socket
from collections.abc import Collection, Sequence

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult

from digest.collect.addresses import may_connect, place

Address = tuple[
    int | socket.AddressFamily, int | socket.SocketKind, int, str, tuple[object, ...]
]


class RefusedAddressError(OSError):
    """The address is not of the open web, and the settings do not allow it."""

    def __init__(self, ip: str, port: int) -> None:
        super().__init__(errno.EACCES, f"{place(ip, port)} is not a public address")


def connector(
    allow: Sequence[str], *, names: AbstractResolver | None = None
) -> aiohttp.TCPConnector:
    """Return a connector that judges every address at the moment it connects.

    aiohttp asks its socket factory with each resolved and each literal address, so a
    name that resolves differently a second time gains nothing. `names` tells what
    names stand for; None: the system does.
    """
    allowed = {entry.strip().lower() for entry in allow}
    return aiohttp.TCPConnector(
        limit=0,  # the slots of `fetch` are the limit
        resolver=_Resolver(allowed, names or aiohttp.ThreadedResolver()),
        socket_factory=lambda address: _socket(address, allowed),
    )


class _Resolver(AbstractResolver):
    """A resolver that notes what the hosts allowed by name stand for."""

    def __init__(self, allowed: set[str], names: AbstractResolver) -> None:
        self._allowed = allowed
        self._names = names

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        found = await self._names.resolve(host, port, family)
        if place(host, port) in self._allowed:
            self._allowed |= {place(each["host"], port) for each in found}
        return found

    async def close(self) -> None:
        """Let go of the names' resolver."""
        await self._names.close()


def _socket(address: Address, allowed: Collection[str]) -> socket.socket:
    family, kind, protocol, _, sockaddr = address
    ip, port = str(sockaddr[0]), int(str(sockaddr[1]))
    if not may_connect(ip, port, allow=allowed):
        raise RefusedAddressError(ip, port)
    return socket.socket(family=family, type=kind, proto=protocol)
