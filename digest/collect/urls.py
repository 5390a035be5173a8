"""Addresses of pages: absolute, canonical, one for each page."""

import re
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit, urlunsplit

MAX_URL = 2_000  # characters; longer ones are no addresses of articles

_TRACKING = re.compile(
    r"""utm_.*|at_(?:medium|campaign|custom\d|link_.*|format|bbc_team|ptr_.*)
    |fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|igshid|igsh
    |mc_cid|mc_eid|mkt_tok|_hsenc|_hsmi|hsctatracking|vero_id|wickedid|oly_anon_id
    |oly_enc_id|s_cid|ncid|ocid|smid|xtor|ref_src|ref_url|__twitter_impression|cmpid
    |feature_source|rss_id|traffic_source""",
    re.VERBOSE | re.IGNORECASE,
)
_ORIGIN = frozenset(("ref", "source", "partner", "from", "cmp", "src"))
_FEEDS = frozenset(("rss", "feed", "atom", "rssfeed", "newsletter"))
_PORTS = {"http": 80, "https": 443}
_PATH = "/:@!$&'()*+,;=~-._%"
_HOST = re.compile(r"[a-z0-9._-]+|\[[0-9a-f:.]+\]")
_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_UNRESERVED = re.compile(
    r"%(?:[46][1-9A-F]|[57][0-9A]|3[0-9]|2[DE]|5F|7E)", re.IGNORECASE
)
_ANY_ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}")
_NO_HOST = re.compile(r"https?:(?!//[^/?#\\])", re.IGNORECASE)
_SPACES = re.compile(r"[\x00-\x20\x7f]+")


def absolute(reference: str, *, base: str = "") -> str | None:
    """Return the canonical address a reference leads to; None: it is none of the web.

    Only http and https lead to a page, and only without a user name in them.
    """
    stripped = reference.strip()
    if not stripped or len(stripped) > MAX_URL or _NO_HOST.match(stripped):
        return None
    try:
        found = canonical(urljoin(base, stripped) if base else stripped)
    except ValueError:
        return None
    # Written out, it may be six times as long: more than a store's key takes.
    return found if len(found) <= MAX_URL else None


def canonical(url: str) -> str:
    """Return the one address of a page: no fragment, no tracking, no default port.

    Raises:
        ValueError: it is not an http or https address of the open web.
    """
    parts = urlsplit(_SPACES.sub("%20", url.strip()))
    scheme = parts.scheme.lower()
    if scheme not in _PORTS or "@" in parts.netloc or not parts.hostname:
        message = f"not a web address: {url[:100]!r}"
        raise ValueError(message)
    port = parts.port
    host = _host(parts.hostname)
    place = host if port in (None, _PORTS[scheme]) else f"{host}:{port}"
    return urlunsplit((scheme, place, _path(parts.path), _query(parts.query), ""))


def _host(hostname: str) -> str:
    """Return a host as it is asked for: lower case, ASCII, IPv6 in brackets."""
    host = f"[{hostname}]" if ":" in hostname else hostname.rstrip(".")
    ascii_host = host if host.isascii() else host.encode("idna").decode("ascii")
    if not _HOST.fullmatch(ascii_host.lower()):
        message = f"not a host: {hostname[:100]!r}"
        raise ValueError(message)
    return ascii_host.lower()


def _path(path: str) -> str:
    quoted = quote(_ESCAPE.sub("%25", path), safe=_PATH, errors="replace")
    decoded = _UNRESERVED.sub(lambda match: _character(match.group()), quoted)
    return _ANY_ESCAPE.sub(lambda match: match.group().upper(), decoded) or "/"


def _character(escape: str) -> str:
    return chr(int(escape[1:], 16))


def _query(query: str) -> str:
    """Return a query without what only says where the reader came from."""
    if not query:
        return ""
    pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=200)
    kept = [(name, value) for name, value in pairs if not _tracks(name, value)]
    if len(kept) == len(pairs):
        return quote(_ESCAPE.sub("%25", query), safe=_PATH + "?", errors="replace")
    return urlencode(kept, errors="replace")


def _tracks(name: str, value: str) -> bool:
    if _TRACKING.fullmatch(name):
        return True
    return name.lower() in _ORIGIN and value.lower() in _FEEDS
