"""A link of a manuscript ⇄ the source that it names: its text, and its page."""

import re

from digest.manuscript.byline import named
from digest.manuscript.escape import clean, link, unguarded
from digest.manuscript.markdown import Node, plain
from digest.manuscript.misplaced import Misplaced
from digest.model import Source

_WEB = re.compile(r"https?://.", re.IGNORECASE)


def source_written(source: Source) -> str:
    """Return the Markdown for a source: its outlet, linked to its page."""
    return link(named(source.outlet, source.url), clean(source.url))


def linked(node: Node, line: int) -> tuple[str, str]:
    """Return a link's text and its address."""
    text = unguarded(plain(node.children, line))
    url = str(node.attrGet("href") or "").strip()
    if not text:
        raise Misplaced(line, "a link has no text; write [Outlet](https://…)")
    if not _WEB.match(url):
        message = f"“{url}” is no web address; write all of it, from https:// on"
        raise Misplaced(line, message)
    return text, url


def source(node: Node, line: int) -> Source:
    """Return the source that a link names."""
    outlet, url = linked(node, line)
    return Source(outlet=outlet, url=url)
