"""Addresses of pages: which of them lead to the same page."""

from urllib.parse import urlsplit, urlunsplit

_SCHEMES = ("http", "https")


def spellings(url: str) -> frozenset[str]:
    """Return the canonical addresses of the same page: with http and with https.

    A port of its own serves one of the two only.
    """
    parts = urlsplit(url)
    if parts.scheme not in _SCHEMES or parts.port:
        return frozenset((url,))
    return frozenset(urlunsplit(parts._replace(scheme=scheme)) for scheme in _SCHEMES)
