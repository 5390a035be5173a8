"""Which addresses may be asked: the open web, and what the settings allow besides."""

import ipaddress
from collections.abc import Collection
from urllib.parse import urlsplit

from digest.collect.urls import MAX_URL

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

# Global by their numbers, and yet not the open web: where clouds answer their own
# machines (Azure, Oracle), and prefixes that carry an IPv4 address inside.
_WITHIN_CLOUDS = frozenset(("168.63.129.16", "192.0.0.192"))
_TRANSLATED = (
    ipaddress.IPv6Network("64:ff9b::/96"),
    ipaddress.IPv6Network("64:ff9b:1::/48"),
    ipaddress.IPv6Network("::/96"),
)
_RELAYED = ipaddress.IPv6Network("fec0::/10")


def refusal(url: str) -> str | None:
    """Return why an address must not be asked; None: nothing speaks against it.

    This is what its characters tell; what its host stands for is judged by
    `may_connect` at the moment of connecting, so that no answer of a name server can
    lead elsewhere.
    """
    if len(url) > MAX_URL:
        return f"the address is longer than {MAX_URL} characters"
    if any(ord(character) <= ord(" ") or character in "\\\x7f" for character in url):
        return "the address holds white space, controls or backslashes"
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return "the address cannot be read"
    return _scheme_or_host(parts.scheme.lower(), parts.netloc, parts.hostname)


def _scheme_or_host(scheme: str, netloc: str, hostname: str | None) -> str | None:
    if scheme not in ("http", "https"):
        return f"only http and https are asked, not {scheme or 'nothing'}"
    if "@" in netloc:
        return "the address holds a user name or password"
    if not hostname:
        return "the address has no host"
    return None


def may_connect(ip: str, port: int, *, allow: Collection[str]) -> bool:
    """Tell whether a connection to this address is fine: public, or allowed by name."""
    return place(ip, port) in allow or is_public(ip)


def place(host: str, port: int) -> str:
    """Return host and port as the settings write them: `10.0.0.1:80`, `[::1]:80`."""
    bare = host.partition("%")[0].strip("[]").lower()
    return f"[{bare}]:{port}" if ":" in bare else f"{bare}:{port}"


def place_of(url: str) -> str:
    """Return the host and port that an address is asked at."""
    parts = urlsplit(url)
    default = 443 if parts.scheme == "https" else 80
    return place(parts.hostname or "", parts.port or default)


def is_public(ip: str) -> bool:
    """Tell whether an IP address belongs to the open web."""
    try:
        address = ipaddress.ip_address(ip.partition("%")[0])
    except ValueError:
        return False
    return _is_global(_inner(address)) and _is_global(address, carries=True)


def _inner(address: IPAddress) -> IPAddress:
    """Return the IPv4 address that an IPv6 one stands for, or the address itself."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address.ipv4_mapped:
        return address.ipv4_mapped
    if address.sixtofour:
        return address.sixtofour
    if address.teredo:
        return address.teredo[1]
    if any(address in network for network in _TRANSLATED):
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address


def _is_global(address: IPAddress, *, carries: bool = False) -> bool:
    if str(address) in _WITHIN_CLOUDS or address.is_multicast:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        if address in _RELAYED:
            return False
        if carries and _inner(address) != address:
            return True  # judged by what it carries
    return address.is_global
