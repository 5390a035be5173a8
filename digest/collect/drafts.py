"""An entry's text, found: the feed's own, or the page's."""

import asyncio
from collections.abc import Sequence

from digest.collect.articles import Draft
from digest.collect.clean import cleaned
from digest.collect.extract import Page
from digest.collect.fulltext import ENOUGH, Own, own_texts
from digest.collect.pages import Pages
from digest.collect.readers import Readers
from digest.collect.tasks import in_time
from digest.collect.trouble import FetchError, KeptOutError, Lasts
from digest.collect.walls import Wall, WalledError, is_about
from digest.errors import FeedError
from digest.model import Entry, Feed
from digest.text.paragraphs import words


async def drafts(
    entries: Sequence[Entry],
    *,
    feed: Feed,
    pages: Pages,
    readers: Readers,
    ends: float,
) -> list[Draft | FeedError]:
    """Return a draft for each entry, or why there is none, in the entries' order.

    `ends` is when the event loop's clock says that there was time enough.

    Raises:
        FeedError: the texts that the feed carries cannot be read.
    """
    if not entries:
        return []
    texts = await readers.read(own_texts, entries, feed)
    tasks = [
        asyncio.create_task(_draft(entry, own, feed, pages))
        for entry, own in zip(entries, texts, strict=True)
    ]
    seconds = max(0.0, ends - asyncio.get_running_loop().time())
    late = FeedError("the feed's time was up before the page came")
    return [found or late for found in await in_time(tasks, seconds=seconds)]


async def _draft(entry: Entry, given: Own, feed: Feed, pages: Pages) -> Draft:
    own = given.text
    if not given.needs_page:
        return Draft(entry=entry, text=own)
    try:
        found = await pages.page(entry.url)
        _insist_on_the_entry(entry, found)
    except KeptOutError:
        return Draft(entry=entry, text=own, wall=Wall.ROBOTS)
    except FeedError as error:
        if may_pass(error) or words(cleaned(own).text) < ENOUGH:
            raise
        wall = error.wall if isinstance(error, WalledError) else None
        return Draft(entry=entry, text=own, wall=wall)
    of_page = feed.full_text == "page" or words(found.text) >= words(own)
    return Draft(entry=entry, text=found.text if of_page else own, page=found)


def _insist_on_the_entry(entry: Entry, found: Page) -> None:
    if not is_about(entry, title=found.title, text=found.text):
        raise WalledError(Wall.ANOTHER)


def may_pass(error: FeedError) -> bool:
    """Tell whether to wait for the page: what is taken instead of it is for good."""
    if isinstance(error, WalledError):
        return error.wall.may_pass
    return isinstance(error, FetchError) and error.lasts is not Lasts.FOR_GOOD
