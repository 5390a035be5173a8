"""Where a reader is sent: addresses that are safe, and an edition's own page."""

import re
from urllib.parse import quote, urlsplit

from digest.text.printable import clean

WEB = frozenset({"http", "https"})
MAILABLE = WEB | {"mailto"}

_RESERVED = "!#$%&'()*+,/:;=?@[]~"  # RFC 3986; what is escaped already stays as it is
_MAILTO = re.compile(r"mailto:[^\s@?]{1,80}@[^\s@?]{1,255}(?:\?\S*)?", re.IGNORECASE)


def address(url: str, *, schemes: frozenset[str] = WEB) -> str | None:
    """Return a URL as an href may hold it; None if no reader should follow it."""
    escaped = quote(clean(url), safe=_RESERVED)
    try:
        parts = urlsplit(escaped)
    except ValueError:
        return None
    if parts.scheme not in schemes:
        return None
    return escaped if parts.netloc or parts.scheme == "mailto" else None


def home_address(web: str | None) -> str | None:
    """Return where the newsletter's site begins; None: it has none."""
    home = address(web or "")
    return f"{home.rstrip('/')}/" if home else None


def edition_address(name: str, web: str | None) -> str | None:
    """Return where an edition has its own web page; None: it has none."""
    home = home_address(web)
    return f"{home}{quote(clean(name), safe='')}/" if home else None


def is_mailto(address: str) -> bool:
    """Tell whether an address is one to write to, with or without what to write."""
    return _MAILTO.fullmatch(address) is not None
