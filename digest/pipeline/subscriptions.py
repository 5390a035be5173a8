"""The feeds of a newsletter: listed, tried, added, exchanged as OPML."""

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import ValidationError

from digest.collect import Finding, Inspection, found_feeds, inspected
from digest.config import (
    FeedSettings,
    Http,
    Settings,
    canonical,
    read,
    read_opml,
    to_opml,
    unique_title,
    with_feeds,
    written,
)
from digest.errors import Mistake, SettingsError, UsageError
from digest.model import SiteRule
from digest.pipeline.files import content, replaced
from digest.store import FeedState, Store
from digest.text.places import Place, is_there

_MAX_TITLE = 200  # characters: a publisher may call a feed anything


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """A feed of the settings, and how it has been; None: it was never asked."""

    feed: FeedSettings
    state: FeedState | None


def subscriptions(settings: Settings, store: Place) -> tuple[Subscription, ...]:
    """Return the feeds in their order, each with what the store knows of it."""
    states: dict[str, FeedState] = {}
    if is_there(store):
        with Store.open(store) as kept:
            states = {state.location: state for state in kept.feed_states()}
    return tuple(
        Subscription(feed=feed, state=states.get(feed.feed.location))
        for feed in settings.feeds
    )


def found(place: str, *, http: Http, now: datetime, folder: Path) -> Finding:
    """Return the feeds at a place: a feed's address, a site's page, or a file.

    Raises:
        FeedError: there is nothing at the place, or something else than feed or page.
    """
    return asyncio.run(found_feeds(place, http=http, now=now, folder=folder))


def inspection(
    place: str,
    *,
    http: Http,
    now: datetime,
    folder: Path,
    rules: Sequence[SiteRule] = (),
) -> Inspection:
    """Ask a feed, and return all there is to know of it before one subscribes.

    Raises:
        FeedError: it cannot be read.
    """
    return asyncio.run(inspected(place, http=http, now=now, folder=folder, rules=rules))


def lines_for(made: Inspection, *, section: str = "News") -> str:
    """Return what to write into feeds.yaml below `feeds:`.

    A feed without a title is called by its host, or its file's name.

    Raises:
        UsageError: it does not fit in, for example for its odd address.
    """
    name = urlsplit(made.location).hostname or Path(made.location).stem
    feed = _feed(made.location, title=made.offer.title or name, section=section)
    return written(feed.model_copy(update={"full_text": made.full_text}))


def added(config: Path, place: str, *, title: str, section: str) -> FeedSettings:
    """Write one more feed into the settings.

    Where another feed has its title, its host or file's name goes behind it.

    Raises:
        UsageError: it is there already, or not fit to be a feed of the settings.
        SettingsError: the settings have mistakes of their own.
    """
    feed = _feed(place, title=title, section=section)
    feeds = _settings(config).feeds
    for known in feeds:
        if _same(known, feed):
            message = f"{place}: it is in {config} already, as “{known.title}”"
            raise UsageError(message)
    (apart,) = _titled_apart([feed], taken={known.title for known in feeds})
    _rewritten(config, (apart,))
    return apart


def _same(one: FeedSettings, other: FeedSettings) -> bool:
    """Return whether two feeds lie at one place, however it is spelled."""
    if one.url and other.url:
        return canonical(one.url) == canonical(other.url)
    return one.path is not None and one.path == other.path


def _feed(place: str, *, title: str, section: str) -> FeedSettings:
    is_url = urlsplit(place).scheme in {"http", "https"}
    if not title.strip():
        message = f"{place}: the feed has no title; give it one with --title"
        raise UsageError(message)
    try:
        return FeedSettings(
            url=place if is_url else None,
            path=None if is_url else place,
            title=title[:_MAX_TITLE],
            section=section,
        )
    except ValidationError as error:
        wrong = ", ".join(str(mistake["loc"][0]) for mistake in error.errors())
        message = f"{place}: not fit for the settings: {wrong}"
        raise UsageError(message) from error


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What came of an OPML file: feeds added, known already, and not fit to be one."""

    added: tuple[FeedSettings, ...]
    known: int
    left_out: tuple[Mistake, ...]


def imported(config: Path, opml: Path, *, partly: bool = False) -> Imported:
    """Write an OPML file's feeds into the settings.

    With `partly` those that are none are left out; without, nothing is written.

    Raises:
        SettingsError: one of the files has mistakes, or they do not fit together.
    """
    try:
        outlines = read_opml(opml.read_bytes(), name=str(opml))
    except OSError as error:
        message = f"{opml}: cannot read the OPML file: {error.strerror}"
        raise UsageError(message) from error
    if outlines.mistakes and not partly:
        raise SettingsError(str(opml), outlines.mistakes)
    feeds = _settings(config).feeds
    known = {canonical(feed.url) for feed in feeds if feed.url}
    unknown = [f for f in outlines.feeds if canonical(f.url or "") not in known]
    new = _titled_apart(unknown, taken={feed.title for feed in feeds})
    if new:
        _rewritten(config, new)
    return Imported(
        added=new,
        known=len(outlines.feeds) - len(new),
        left_out=outlines.mistakes,
    )


def exported(settings: Settings) -> str:
    """Return the settings' feeds as OPML."""
    return to_opml(settings).decode()


def _titled_apart(
    feeds: Sequence[FeedSettings], *, taken: Collection[str]
) -> tuple[FeedSettings, ...]:
    """Return feeds, each with a title that no other has."""
    titles = {title.casefold() for title in taken}
    apart = []
    for feed in feeds:
        host = urlsplit(feed.url or "").hostname or Path(feed.path or "").stem
        title = unique_title(feed.title, host, titles)
        titles.add(title.casefold())
        apart.append(feed.model_copy(update={"title": title}))
    return tuple(apart)


def _settings(config: Path) -> Settings:
    return read(content(config, what="the settings"), name=str(config))


def _rewritten(config: Path, feeds: Sequence[FeedSettings]) -> None:
    """Add feeds to a settings file, once it is sure that the result is sound."""
    text = with_feeds(content(config, what="the settings"), feeds)
    read(text, name=str(config))
    replaced(config, text)
