"""Addresses of pages: which of them lead to the same page."""

from functools import lru_cache
from urllib.parse import urlsplit, urlunsplit

_SCHEMES = ("http", "https")
_LATELY = 2_048  # addresses: those of one feed are asked about several times


@lru_cache(maxsize=_LATELY)
def spellings(url: str) -> frozenset[str]:
    """Return the canonical addresses of the same page: with http and with https.

    A port of its own serves one of the two only.
    """
    parts = urlsplit(url)
    if parts.scheme not in _SCHEMES or parts.port:
        return frozenset((url,))
    return frozenset(urlunsplit(parts._replace(scheme=scheme)) for scheme in _SCHEMES)
