"""The bytes of a feed, wherever it is: on the web, or in a file."""

import asyncio
import re
from pathlib import Path

from digest.collect.fetch import Answer, Web
from digest.collect.trouble import FetchError
from digest.config import Http
from digest.errors import FeedError
from digest.model import FeedMemory

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")


def is_file(location: str) -> bool:
    """Tell whether a feed's location is the path of a file."""
    return not _SCHEME.match(location)


async def answer(
    location: str, memory: FeedMemory, *, web: Web, http: Http, folder: Path
) -> Answer:
    """Return the bytes of a feed, or that nothing changed since it was last read.

    Raises:
        FeedError: it cannot be had, and why.
    """
    if is_file(location):
        return await asyncio.to_thread(_file, folder / location, http.max_bytes)
    found = await web.answer(
        memory.moved_to or location,
        etag=memory.etag,
        last_modified=memory.last_modified,
    )
    if not found.modified and memory.body_sha256 is None:
        message = "the server answers 304 to a first request"
        raise FetchError(message)
    return found


def _file(path: Path, max_bytes: int) -> Answer:
    """Return the content of a file.

    The path is a person's own, from their settings: any file of theirs may be read.
    """
    try:
        if not path.is_file():
            message = f"no such file: {path.name}"
            raise FeedError(message)
        with path.open("rb") as opened:
            body = opened.read(max_bytes + 1)
    except (OSError, ValueError) as error:
        message = f"the file cannot be read: {error}"
        raise FeedError(message) from error
    if len(body) > max_bytes:
        message = f"larger than {max_bytes:,} bytes"
        raise FeedError(message)
    return Answer(url="", body=body)
