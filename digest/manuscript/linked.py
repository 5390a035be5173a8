"""A link of a manuscript: its text, and the page it leads to."""

import re

from digest.manuscript.escape import unguarded
from digest.manuscript.markdown import Node, plain
from digest.manuscript.misplaced import Misplaced
from digest.model import Source

_WEB = re.compile(r"https?://.", re.IGNORECASE)


def linked(link: Node, line: int) -> tuple[str, str]:
    """Return a link's text and its address."""
    text = unguarded(plain(link.children, line))
    url = str(link.attrGet("href") or "").strip()
    if not text:
        raise Misplaced(line, "a link has no text; write [Outlet](https://…)")
    if not _WEB.match(url):
        message = f"“{url}” is no web address; write all of it, from https:// on"
        raise Misplaced(line, message)
    return text, url


def source(link: Node, line: int) -> Source:
    """Return the source that a link names."""
    outlet, url = linked(link, line)
    return Source(outlet=outlet, url=url)
