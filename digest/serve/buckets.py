"""How often somebody may ask: a bucket of tokens for each client, of bounded number."""

import ipaddress
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

_CLIENTS = 10_000
_IPV6_NETWORK = 64  # bits: what one household or server is given; it has them all


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """So many at once, and so many in a second from then on."""

    burst: int
    per_second: float


class Buckets:
    """A bucket for each client; those not seen for the longest time are forgotten."""

    def __init__(self, pace: Pace, *, clients: int = _CLIENTS) -> None:
        self._pace = pace
        self._clients = clients
        self._filled: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = Lock()

    def wait(self, client: str, now: float) -> float:
        """Take a token; return 0, or in how many seconds there will be one."""
        with self._lock:
            tokens, at = self._filled.pop(client, (float(self._pace.burst), now))
            grown = tokens + max(now - at, 0) * self._pace.per_second
            tokens = min(grown, float(self._pace.burst))
            missing = max(1 - tokens, 0.0)
            self._filled[client] = (tokens if missing else tokens - 1, now)
            while len(self._filled) > self._clients:
                self._filled.popitem(last=False)
            return missing / self._pace.per_second

    def __len__(self) -> int:
        return len(self._filled)


def client(host: str | None) -> str:
    """Return who asks: an IPv4 address, or the network of an IPv6 one."""
    try:
        address = ipaddress.ip_address(host or "")
    except ValueError:
        return host or ""
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ipaddress.ip_network((int(address), _IPV6_NETWORK), strict=False))


def is_near(host: str | None) -> bool:
    """Tell whether somebody asks from this machine or a private network."""
    try:
        return ipaddress.ip_address(host or "").is_private
    except ValueError:
        return host in (None, "")  # a socket of this machine
