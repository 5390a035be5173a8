"""What does not fit together in feeds.yaml, though each value alone is right.

The functions take values as the file has them, right or wrong: so they can speak even
where other mistakes keep a model from being made.
"""

import posixpath
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

Path = tuple[str | int, ...]
Values = Mapping[str, object]

_DEFAULT_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Where two things do not fit together, and what to do about it."""

    path: Path
    message: str


class ContradictionError(ValueError):
    """Settings were made that do not fit together."""


def in_settings(settings: Values) -> tuple[Contradiction, ...]:
    """Return all that does not fit together in a whole feeds.yaml."""
    feeds = settings.get("feeds")
    deliver = settings.get("deliver")
    listed = feeds if isinstance(feeds, list | tuple) else ()
    found = [*_under(("feeds",), between_feeds(listed))]
    for index, feed in enumerate(listed):
        if isinstance(feed, Mapping):
            found += _under(("feeds", index), in_feed(feed))
    sites = settings.get("sites")
    rules = sites if isinstance(sites, list | tuple) else ()
    found += _under(("sites",), between_sites(rules))
    for index, site in enumerate(rules):
        if isinstance(site, Mapping):
            found += _under(("sites", index), in_site(site))
    if isinstance(deliver, Mapping):
        found += _under(("deliver",), in_deliver(deliver))
        bounces = deliver.get("bounces")
        if isinstance(bounces, Mapping):
            found += _under(("deliver", "bounces"), in_bounces(bounces))
    return tuple(found)


def in_feed(feed: Values) -> tuple[Contradiction, ...]:
    """Return what is wrong where a feed has no address, or two."""
    given = [key for key in ("url", "path") if feed.get(key) is not None]
    if len(given) == 1:
        return ()
    if given:
        message = "write `url` (a feed on the web) or `path` (a file), not both"
        return (Contradiction(path=("path",), message=message),)
    message = "say where the feed is: write `url: https://…`, or `path:` for a file"
    return (Contradiction(path=(), message=message),)


def in_site(site: Values) -> tuple[Contradiction, ...]:
    """Return what is wrong where a site's rule says nothing of its pages."""
    given = (site.get(key) for key in ("text", "without", "authors"))
    if any(value not in (None, (), []) for value in given):
        return ()
    message = "say where its articles stand: write `text:`, `without:` or `authors:`"
    return (Contradiction(path=(), message=message),)


def in_deliver(deliver: Values) -> tuple[Contradiction, ...]:
    """Return what is wrong where emails should leave by SMTP without a server."""
    if deliver.get("outbox") != "smtp" or deliver.get("smtp") is not None:
        return ()
    message = "smtp needs a mail server: write `smtp:` below it, and `host:` below that"
    return (Contradiction(path=("outbox",), message=message),)


def in_bounces(bounces: Values) -> tuple[Contradiction, ...]:
    """Return what is wrong where reports should be read in two places."""
    given = [key for key in ("maildir", "imap") if bounces.get(key) is not None]
    if len(given) < 2:  # noqa: PLR2004 - one of them, or none
        return ()
    message = "write `maildir` (a folder) or `imap` (a mail server), not both"
    return (Contradiction(path=("imap",), message=message),)


def between_feeds(feeds: Sequence[object]) -> tuple[Contradiction, ...]:
    """Return the feeds that have the address or the title of an earlier one."""
    return (
        *_repeated(feeds, "url", canonical, "address"),
        *_repeated(feeds, "path", posixpath.normpath, "path"),
        *_repeated(feeds, "title", _folded, "title"),
    )


def between_sites(sites: Sequence[object]) -> tuple[Contradiction, ...]:
    """Return the rules for the host of an earlier one."""
    return tuple(_repeated(sites, "host", _folded, "host", of="site"))


def canonical(url: str) -> str:
    """Return an address without what does not tell two feeds apart.

    That is: the scheme, `www.`, the default port, a last slash, a fragment.
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return url
    host = (parts.hostname or "").removeprefix("www.").rstrip(".")
    if port and port != _DEFAULT_PORTS.get(parts.scheme):
        host = f"{host}:{port}"
    query = f"?{parts.query}" if parts.query else ""
    return host + parts.path.rstrip("/") + query


def _repeated(
    feeds: Sequence[object],
    key: str,
    same: Callable[[str], str],
    noun: str,
    *,
    of: str = "feed",
) -> list[Contradiction]:
    first: dict[str, int] = {}
    found = []
    for index, feed in enumerate(feeds):
        value = feed.get(key) if isinstance(feed, Mapping) else None
        if not isinstance(value, str) or not value.strip():
            continue
        earlier = first.setdefault(same(value), index)
        if earlier != index:
            message = f"{of} {earlier + 1} has the same {noun}: {_ADVICE[key]}"
            found.append(Contradiction(path=(index, key), message=message))
    return found


_ADVICE = {
    "url": "take one of the two away",
    "path": "take one of the two away",
    "title": "give each feed a title of its own",
    "host": "write one rule for both",
}


def _folded(title: str) -> str:
    return " ".join(title.casefold().split())


def _under(path: Path, found: Sequence[Contradiction]) -> list[Contradiction]:
    return [
        Contradiction(path=(*path, *contradiction.path), message=contradiction.message)
        for contradiction in found
    ]
