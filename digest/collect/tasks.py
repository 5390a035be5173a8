"""Several things under way at once: waited for as long as there is time, then ended."""

import asyncio
from collections.abc import Collection, Sequence
from typing import Any, TypeVar

from digest.errors import FeedError

_Found = TypeVar("_Found")


async def in_time(
    tasks: Sequence[asyncio.Task[_Found]], *, seconds: float
) -> list[_Found | FeedError | None]:
    """Return what each task gives, or why it gives nothing; None: it took too long.

    Whatever else one raises is raised here. None of them outlives this.
    """
    try:
        await asyncio.wait(tasks, timeout=seconds)
    finally:
        for task in tasks:
            task.cancel()
    found = await asyncio.gather(*tasks, return_exceptions=True)
    return [_outcome(each) for each in found]


async def ended(tasks: Collection[asyncio.Task[Any]]) -> None:
    """Give up tasks, whatever they are at."""
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def _outcome(found: _Found | BaseException) -> _Found | FeedError | None:
    match found:
        case asyncio.CancelledError():
            return None
        case BaseException() if not isinstance(found, FeedError):
            raise found
        case _:
            return found
