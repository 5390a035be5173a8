"""Adding feeds to a feeds.yaml, every other character of it left as it stands.

The lines are put in at the end of the list: a round trip through a YAML library would
lay out the rest anew, and move the comment above the next key into the list.
"""

import re
from collections.abc import Sequence
from io import StringIO
from itertools import pairwise

from ruamel.yaml import YAML

from digest.config.document import document
from digest.config.models import FeedSettings
from digest.config.nodes import Node
from digest.errors import Mistake, SettingsError

_NAME = "feeds.yaml"
_INDENT = 2


def with_feed(text: str, feed: FeedSettings) -> str:
    """Return the text of a feeds.yaml with one more feed, at the end of its list."""
    return with_feeds(text, (feed,))


def with_feeds(text: str, feeds: Sequence[FeedSettings]) -> str:
    """Return the text of a feeds.yaml with more feeds, at the end of its list.

    Whether they fit the rest (no address twice) is for `read` to say.

    Raises:
        SettingsError: the text is no YAML, or has no list of feeds.
    """
    listing = _list_of_feeds(text)
    if isinstance(listing.value, list) and listing.flow:
        edited = _in_brackets(text, listing, feeds)
    else:
        edited = _in_lines(text, listing, feeds)
    if not _lists(edited, [*_values(listing), *map(_keys, feeds)]):
        raise _refused(listing, "the list is laid out too unusually: add it by hand")
    return edited


def written(feed: FeedSettings) -> str:
    """Return a feed as it is written into the list of feeds, indented like it."""
    return _indented(_block(feed), _INDENT)


def _list_of_feeds(text: str) -> Node:
    found = document(text)
    if found.mistakes:
        raise SettingsError(_NAME, found.mistakes)
    keys = found.root.value if found.root else None
    listing = keys.get("feeds") if isinstance(keys, dict) else None
    empty = listing is not None and listing.value is None and not listing.written
    if listing is None or not (empty or isinstance(listing.value, list)):
        message = "write `feeds:` at the left margin, and below it the list of feeds"
        raise _refused(listing, message)
    return listing


def _values(listing: Node) -> list[object]:
    return listing.plain if isinstance(listing.plain, list) else []


def _lists(text: str, wanted: list[object]) -> bool:
    """Tell whether a text still is a feeds.yaml, with just these feeds."""
    try:
        return _values(_list_of_feeds(text)) == wanted
    except SettingsError:
        return False


def _refused(listing: Node | None, message: str) -> SettingsError:
    line = listing.line if listing else None
    return SettingsError(_NAME, (Mistake(line=line, where="feeds", message=message),))


def _in_brackets(text: str, listing: Node, feeds: Sequence[FeedSettings]) -> str:
    """Put feeds into a list that is written as [{…}, {…}]."""
    items = listing.value if isinstance(listing.value, list) else []
    written = ", ".join(_flow(feed) for feed in feeds)
    if items:
        return _inserted(text, items[-1].end, f", {written}")
    return _inserted(text, listing.start + 1, written)


def _in_lines(text: str, listing: Node, feeds: Sequence[FeedSettings]) -> str:
    """Put feeds into a list that has each item after a dash on a line of its own."""
    items = listing.value if isinstance(listing.value, list) else []
    column = _dash_column(text, items[0]) if items else _INDENT
    gap = "\n" if _apart(text, items) else ""
    block = "".join(gap + _indented(_block(feed), column) for feed in feeds)
    if "\r\n" in text:
        block = block.replace("\n", "\r\n")
    at = _next_line(text, listing.end)
    before = "" if at == 0 or text[at - 1] == "\n" else "\n"
    return _inserted(text, at, before + block)


def _apart(text: str, items: Sequence[Node]) -> bool:
    """Tell whether the list has an empty line between its items."""
    return any(
        re.search(r"\n[ \t\r]*\n", text[first.end - 1 : second.start])
        for first, second in pairwise(items)
    )


def _dash_column(text: str, item: Node) -> int:
    dash = text.rfind("-", 0, item.start)
    return dash - (text.rfind("\n", 0, dash) + 1)


def _next_line(text: str, end: int) -> int:
    """Return where the line after a value's last one begins."""
    if end and text[end - 1] == "\n":  # a block scalar takes its line break with it
        return end
    after = text.find("\n", end)
    return len(text) if after < 0 else after + 1


def _inserted(text: str, at: int, more: str) -> str:
    return text[:at] + more + text[at:]


def _indented(block: str, column: int) -> str:
    return "".join(
        f"{' ' * column}{line}" if line.strip() else line
        for line in block.splitlines(keepends=True)
    )


def _block(feed: FeedSettings) -> str:
    return _dumped([_keys(feed)], flow=False)


def _flow(feed: FeedSettings) -> str:
    return _dumped(_keys(feed), flow=True).strip()


def _keys(feed: FeedSettings) -> dict[str, object]:
    """Return what is to be written of a feed: all but the defaults."""
    given: dict[str, object] = feed.model_dump(mode="json", exclude_defaults=True)
    return {"title": feed.title, **given}


def _dumped(value: object, *, flow: bool) -> str:
    yaml = YAML(typ="safe", pure=True)
    yaml.default_flow_style = flow
    yaml.sort_base_mapping_type_on_output = False  # type: ignore[assignment]  # its own type says None
    yaml.width = 100_000  # a long address stays on its line
    yaml.allow_unicode = True
    stream = StringIO()
    yaml.dump(value, stream)
    return stream.getvalue()
