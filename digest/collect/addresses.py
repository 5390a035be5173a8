"""Which addresses may be asked: the open web, and what the settings allow besides."""

import ipaddress
from collections.abc import Collection
from urllib.parse import urlsplit

from digest.collect.urls import MAX_URL

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

# Global by their numbers, and yet not the open web: where clouds answer their own
# machines (Azure, Oracle), relays of IPv6 within IPv4, and documents' examples.
_NOT_THE_WEB = (
    ipaddress.IPv4Network("168.63.129.16/32"),
    ipaddress.IPv4Network("192.0.0.0/24"),
    ipaddress.IPv4Network("192.88.99.0/24"),
    ipaddress.IPv6Network("2002::/16"),
    ipaddress.IPv6Network("3fff::/20"),
)
_UNICAST = ipaddress.IPv6Network("2000::/3")  # all that IPv6 has given to the open web
# What networks without IPv4 reach the IPv4 web by: judged by the address inside.
_TRANSLATED = (
    ipaddress.IPv6Network("64:ff9b::/96"),
    ipaddress.IPv6Network("::ffff:0:0/96"),
)
# An interface that is told by an IPv4 address (ISATAP): a tunnel to that machine.
_TUNNELLED = (0x00005EFE, 0x02005EFE)


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


def leaves_tls(url: str, target: str) -> bool:
    """Tell whether a redirect leads from https to something else.

    Anyone between us and that server could have the next run go wherever they like.
    """
    return urlsplit(url).scheme == "https" and urlsplit(target).scheme != "https"


def is_public(ip: str) -> bool:
    """Tell whether an IP address belongs to the open web."""
    try:
        address = ipaddress.ip_address(ip.partition("%")[0])
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv4Address):
        return _is_global(address)
    if any(address in network for network in _TRANSLATED):
        return _is_global(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return address in _UNICAST and not _is_tunnel(address) and _is_global(address)


def _is_tunnel(address: ipaddress.IPv6Address) -> bool:
    return (int(address) >> 32) & 0xFFFFFFFF in _TUNNELLED


def _is_global(address: IPAddress) -> bool:
    if address.is_multicast or any(address in network for network in _NOT_THE_WEB):
        return False
    return address.is_global
