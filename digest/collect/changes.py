"""Known entries that a feed gives otherwise than before: they may have changed."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from digest.collect.articles import Draft
from digest.collect.content import FeedContent
from digest.model import Article, Entry, Reading
from digest.text.addresses import spellings

WATCHED = timedelta(days=14)  # how long a page is worth asking for again


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What of a feed's known entries is to be looked at.

    `given` are entries whose text the feed itself gives, and gives otherwise now, each
    at the address it is known by. `due` are, by address, the readings of pages that
    the feed says were changed.
    """

    given: tuple[Entry, ...]
    due: Mapping[str, Reading]


def changes(
    content: FeedContent, pages: Mapping[str, Reading | None], *, now: datetime
) -> Changes:
    """Return what may have changed, by what each entry was remembered with."""
    given: list[Entry] = []
    due: dict[str, Reading] = {}
    for entry in content.entries:
        for url in sorted(spellings(entry.url)):
            reading = pages.get(url)
            if reading is None:
                continue
            if reading.given is not None and reading.given != digest_of(entry):
                given.append(replace(entry, url=url))
            elif reading.given is None and _is_due(entry, reading, now):
                due[url] = replace(reading, due=entry.updated)
    return Changes(given=tuple(given), due=due)


def addresses(content: FeedContent) -> tuple[str, ...]:
    """Return all addresses by which a feed's entries may be known."""
    entries = (*content.entries, *content.doubles)
    return tuple(sorted({url for entry in entries for url in spellings(entry.url)}))


def first_readings(
    drafts: Iterable[object], articles: Sequence[Article]
) -> dict[str, Reading]:
    """Return how the texts of new articles were read, by address."""
    made = {article.entry.url for article in articles}
    return {
        draft.entry.url: _reading(draft)
        for draft in _drafts(drafts)
        if draft.entry.url in made
    }


def digest_of(entry: Entry) -> str:
    """Return what tells whether a feed gives an entry as it did before."""
    said = f"{entry.title}\0{entry.content}\0{entry.summary}"
    return hashlib.sha256(said.encode(errors="surrogatepass")).hexdigest()[:16]


def _drafts(outcomes: Iterable[object]) -> Iterator[Draft]:
    yield from (each for each in outcomes if isinstance(each, Draft))


def _reading(draft: Draft) -> Reading:
    of_page = draft.page is not None and draft.text == draft.page.text
    return Reading(
        given=None if of_page else digest_of(draft.entry), said=draft.entry.updated
    )


def _is_due(entry: Entry, reading: Reading, now: datetime) -> bool:
    """Tell whether a feed says that a recent page was changed since it was read."""
    if entry.updated is None or entry.published is None:
        return False
    known = max((at for at in (reading.said, reading.due) if at), default=None)
    newer = known is None or entry.updated > known
    return newer and entry.published >= now - WATCHED
