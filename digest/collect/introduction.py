"""Who we say we are to those we ask, and where they can read about it."""

import re

from yarl import URL

from digest import __version__
from digest.config import Http

NAME = "verbatim-digest"

_ADDRESS = re.compile(r"\+?https?://\S*|\S*@\S*")
_NAME = re.compile(r"[A-Za-z_-]{2,}")  # RFC 9309, 2.2.1


def introduction(http: Http) -> str:
    """Return what every request says of who sends it."""
    if http.user_agent:
        return http.user_agent
    ours = f"{NAME}/{__version__}"
    return f"{ours} (+{URL(http.contact)})" if http.contact else ours


def robot(http: Http) -> str:
    """Return the names that a robots.txt may call us by: no address lends us one."""
    return " ".join(_NAME.findall(_ADDRESS.sub(" ", introduction(http))))
