"""Where a site's feeds are: at the address itself, named on its page, or as usual."""

import re
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from digest.collect.content import FeedContent
from digest.collect.encodings import decoded, utf8
from digest.collect.fetch import Answer, Web
from digest.collect.links import feed_links
from digest.collect.offer import Offer, Offered, offered
from digest.collect.prolog import Kind, prolog
from digest.collect.readers import Readers
from digest.collect.source import answer, is_file
from digest.config import Http
from digest.errors import FeedError
from digest.model import Failure, FeedMemory
from digest.text.addresses import spellings

MAX_REQUESTS = 8  # for one search; redirects come on top

# Where the programs that most sites run put them; the likeliest first.
_USUAL = ("/feed/", "/rss.xml", "/rss", "/atom.xml", "/feed.xml", "/index.xml")
_BLOGGER = "/feeds/posts/default"
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:[/?#].*)?")
_FILES = frozenset((".xml", ".rss", ".atom", ".rdf", ".json", ".html", ".htm", ".opml"))
_SAME = 0.8  # of the pages two feeds lead to: they are one feed in two formats


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """The feeds that were found and read, likeliest first, and where there was none."""

    offers: tuple[Offer, ...]
    tried: tuple[Failure, ...] = ()

    @property
    def winner(self) -> Offer | None:
        """The one to subscribe to; None: there is none, or a person has to choose."""
        written = [offer for offer in self.offers if not offer.of_comments]
        return written[0] if len(written) == 1 else None


async def found_feeds(
    place: str, *, http: Http, now: datetime, folder: Path
) -> Finding:
    """Return the feeds at a place: a feed's address, a site's page, or a file.

    Raises:
        FeedError: there is nothing at the place, or something else than feed or page.
    """
    politely = http.model_copy(update={"retries": 0})
    async with Readers() as readers, Web(politely, now=now) as web:
        readers.prepare()
        search = _Search(web, politely, readers, now=now, folder=folder)
        return await search.at(place)


def addresses(place: str, *, folder: Path) -> tuple[str, ...]:
    """Return what a person may mean: an address, a file, or a site without `https:`."""
    given = re.sub(r"^feed:(?=//)", "https:", place.strip(), flags=re.IGNORECASE)
    given = re.sub(r"^feed:(?=https?://)", "", given, flags=re.IGNORECASE)
    if not is_file(given) or not _HOST.fullmatch(given):
        return (given,)
    if Path(given).suffix.lower() in _FILES and "/" not in given:
        return (given,)
    if (folder / given).is_file():
        return (given,)
    return (f"https://{given}", f"http://{given}")


async def first_answer(
    places: Sequence[str], ask: Callable[[str], Awaitable[Answer]]
) -> tuple[str, Answer]:
    """Return the first of the places that answers, and what.

    Raises:
        FeedError: none does; it is the last one's.
    """
    *others, last = places
    for place in others:
        try:
            return place, await ask(place)
        except FeedError:
            continue
    return last, await ask(last)


class _Search:
    """One search: what was asked, and what came of it."""

    def __init__(
        self, web: Web, http: Http, readers: Readers, *, now: datetime, folder: Path
    ) -> None:
        self._web = web
        self._readers = readers
        self._http = http
        self._now = now
        self._folder = folder
        self._asked: set[str] = set()
        self._found: list[Offered] = []
        self._tried: list[Failure] = []

    async def at(self, place: str) -> Finding:
        """Return what is found from a place."""
        location, came = await first_answer(
            addresses(place, folder=self._folder), self._answer
        )
        try:
            return Finding(offers=((await self._read(location, came)).offer,))
        except FeedError:
            if not _is_page(came):
                raise
        page = came.url or location
        links = feed_links(decoded(came.body, content_type=came.content_type), url=page)
        for candidates in (links.declared, links.linked):
            await self._try(candidates)
            if self._found:
                return self._finding()
        if not is_file(location):
            await self._try(_usual(page), enough=1)
        return self._finding()

    def _finding(self) -> Finding:
        offers = [read.offer for read in self._found]
        offers.sort(key=lambda offer: offer.of_comments)
        return Finding(offers=tuple(offers), tried=tuple(self._tried))

    async def _answer(self, place: str) -> Answer:
        self._asked.add(place)
        return await answer(
            place, FeedMemory(), web=self._web, http=self._http, folder=self._folder
        )

    async def _try(self, places: Iterable[str], *, enough: int = MAX_REQUESTS) -> None:
        """Read what may be feeds, until there are enough."""
        for place in places:
            if len(self._asked) >= MAX_REQUESTS or self._written() >= enough:
                return
            if place in self._asked:
                continue
            try:
                read = await self._read(place, await self._answer(place))
            except FeedError as error:
                self._tried.append(Failure(subject=place, reason=str(error)))
                continue
            if not any(_is_same(read, other) for other in self._found):
                self._found.append(read)

    def _written(self) -> int:
        return sum(not read.offer.of_comments for read in self._found)

    async def _read(self, place: str, came: Answer) -> Offered:
        return await self._readers.read(
            offered,
            came.body,
            url=came.url,
            location=came.moved_to or place,
            now=self._now,
            content_type=came.content_type,
        )


def _is_page(came: Answer) -> bool:
    start = prolog(utf8(came.body, content_type=came.content_type))
    return start.kind is Kind.HTML or "html" in came.content_type.lower()


def _pages(content: FeedContent) -> frozenset[frozenset[str]]:
    return frozenset(spellings(entry.url) for entry in content.entries)


def _is_same(one: Offered, other: Offered) -> bool:
    mine, theirs = _pages(one.content), _pages(other.content)
    least = min(len(mine), len(theirs))
    return bool(least) and len(mine & theirs) >= _SAME * least


def _usual(page: str) -> tuple[str, ...]:
    """Return where the feed of a page's site would be; its section's own first."""
    parts = urlsplit(page)
    site = f"{parts.scheme}://{parts.netloc}"
    section = parts.path.rstrip("/")
    own = (f"{site}{section}/feed/",) if section and "." not in section else ()
    blog = (_BLOGGER,) if "blogspot." in parts.netloc else ()
    return (*own, *(f"{site}{path}" for path in (*blog, *_USUAL)))
