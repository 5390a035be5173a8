"""A feed looked at closely before one subscribes: its offer, and how it behaves."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from digest.collect.fetch import Answer, Web
from digest.collect.finding import addresses, first_answer
from digest.collect.freshness import MOST
from digest.collect.fulltext import carried, is_whole
from digest.collect.health import silence
from digest.collect.means import means
from digest.collect.offer import Offer, Offered, offered
from digest.collect.pages import Pages
from digest.collect.readers import Readers
from digest.collect.rhythm import learned
from digest.collect.soundness import unsound
from digest.collect.source import answer, is_file
from digest.collect.trouble import KeptOutError
from digest.collect.walls import Wall, WalledError, is_about
from digest.config import Http
from digest.errors import FeedError
from digest.model import Entry, FeedMemory, FullText, Rhythm, SiteRule
from digest.text.paragraphs import words

_MORE = 1.5  # times the words the feed carries: then its texts are not the whole
_DAY = timedelta(days=1)
_MOSTLY = 0.8  # of the entries


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLook:
    """What came of asking for one entry's page.

    `words` are those read on it, `own_words` those the feed carries of it; `trouble`
    is why it gave nothing (None: it did), and `lasts` that the site's others will not
    either.
    """

    url: str
    words: int = 0
    own_words: int = 0
    trouble: str | None = None
    lasts: bool = False
    missed_rule: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """What there is to know of a feed.

    `rhythm` is None where its dates tell none. `fresh_for` is how long it need not be
    asked again by its own word, and `conditional` whether it says so where nothing is
    new (None: it gives nothing to ask by, or is a file). `moved_to` is where it has
    moved for good, `secure` the https: address that gives the same. `page` is None
    where none was asked. `full_text` is the setting that suits it.
    """

    offer: Offer
    rhythm: Rhythm | None
    dated: int  # entries
    fresh_for: timedelta = timedelta()
    conditional: bool | None = None
    moved_to: str | None = None
    secure: str | None = None
    page: PageLook | None = None
    full_text: FullText = "auto"
    troubles: tuple[str, ...] = ()

    @property
    def location(self) -> str:
        """Where best to subscribe to it."""
        return self.secure or self.moved_to or self.offer.location

    @property
    def per_week(self) -> float | None:
        """How many entries it has a week; None: its dates span too little to tell."""
        offer = self.offer
        if self.rhythm is None or offer.oldest is None or offer.newest is None:
            return None
        span = offer.newest - offer.oldest
        return 7 * _DAY * self.dated / span if span >= 2 * _DAY else None


async def inspected(
    place: str,
    *,
    http: Http,
    now: datetime,
    folder: Path,
    rules: Sequence[SiteRule] = (),
) -> Inspection:
    """Return what there is to know of a feed, asked just now, twice, with one page.

    Raises:
        FeedError: it cannot be fetched, or is no feed.
    """
    async with means(http, now=now, rules=rules) as opened:
        web, readers = opened.web, opened.readers
        readers.prepare()
        ask = partial(answer, memory=FeedMemory(), web=web, http=http, folder=folder)
        location, came = await first_answer(addresses(place, folder=folder), ask)
        found = await _read(came, location, readers, now)
        made = _described(found, came, now)
        if not is_file(location):
            made = replace(
                made,
                conditional=await _conditional(location, came, web),
                secure=await _secure(made, web, readers, now),
            )
        teasers = (e for e in found.content.entries if not is_whole(carried(e)))
        if entry := next(teasers, None):
            made = replace(made, page=await _look(entry, opened.pages))
        made = replace(made, full_text=_suited(made))
        troubles = await readers.read(
            unsound, came.body, content_type=came.content_type
        )
    return replace(made, troubles=(*_troubles(made, now), *troubles))


async def _read(
    came: Answer, location: str, readers: Readers, now: datetime
) -> Offered:
    return await readers.read(
        offered,
        came.body,
        url=came.url,
        location=location,
        now=now,
        content_type=came.content_type,
    )


def _described(found: Offered, came: Answer, now: datetime) -> Inspection:
    content = found.content
    dates = [entry.published for entry in content.entries]
    return Inspection(
        offer=found.offer,
        rhythm=learned(dates, None, now=now),
        dated=sum(date is not None for date in dates),
        fresh_for=min(max(came.fresh_for, content.ttl or timedelta()), MOST),
        moved_to=came.moved_to,
    )


async def _conditional(location: str, came: Answer, web: Web) -> bool | None:
    """Ask again with what the feed gave, and return whether it then says: nothing new.

    None: it gave nothing to ask by.
    """
    if not came.etag and not came.last_modified:
        return None
    try:
        again = await web.answer(
            came.url or location, etag=came.etag, last_modified=came.last_modified
        )
    except FeedError:
        return False
    return not again.modified


async def _secure(
    made: Inspection, web: Web, readers: Readers, now: datetime
) -> str | None:
    """Return the same feed's https: address; None: it has none, or it is that."""
    location = made.moved_to or made.offer.location
    if not location.startswith("http://"):
        return None
    address = f"https://{location.removeprefix('http://')}"
    try:
        came = await web.answer(address)
        found = await _read(came, address, readers, now)
    except FeedError:
        return None
    return address if found.offer.entries >= made.offer.entries else None


async def _look(entry: Entry, pages: Pages) -> PageLook:
    look = PageLook(url=entry.url, own_words=words(carried(entry)))
    try:
        found = await pages.page(entry.url)
        if not is_about(entry, title=found.title, text=found.text):
            raise WalledError(Wall.ANOTHER)
    except FeedError as error:
        return replace(look, trouble=str(error), lasts=_lasts(error))
    return replace(look, words=words(found.text), missed_rule=found.missed_rule)


def _lasts(error: FeedError) -> bool:
    """Tell whether it is the site that gives no pages, and not one page's trouble."""
    if isinstance(error, WalledError):
        return error.wall in {Wall.PAYWALL, Wall.LOGIN, Wall.CONSENT, Wall.SCRIPT}
    return isinstance(error, KeptOutError)


def _suited(made: Inspection) -> FullText:
    """Return where the articles' texts are best taken from."""
    page, offer = made.page, made.offer
    if page is None:
        return "auto"
    if page.trouble:
        return "feed" if page.lasts else "auto"
    mostly_whole = offer.whole_texts >= _MOSTLY * offer.entries
    return "page" if mostly_whole and page.words > _MORE * page.own_words else "auto"


def _troubles(made: Inspection, now: datetime) -> Iterator[str]:
    """Yield what a person should look at."""
    offer, page = made.offer, made.page
    if not offer.entries:
        yield "it has no entries that lead to a page"
    if made.moved_to:
        yield f"it has moved for good to {made.moved_to}"
    if undated := offer.entries - made.dated:
        verb = "is" if undated == 1 else "are"
        of = f"{undated} of {offer.entries} entries {verb}"
        yield f"{of} without a date that can be believed"
    if made.rhythm and (silent := silence(made.rhythm, now)):
        yield silent
    if page and page.trouble:
        yield f"a page cannot be read, {page.url}: {page.trouble}"
    if page and page.missed_rule:
        yield f"the rule of its site in feeds.yaml finds no text on {page.url}"
