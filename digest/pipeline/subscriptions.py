"""The feeds of a newsletter: listed, tried, added, exchanged as OPML."""

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import ValidationError

from digest.collect import Offer, looked_at
from digest.config import (
    FeedSettings,
    Http,
    Settings,
    from_opml,
    read,
    to_opml,
    with_feeds,
)
from digest.errors import UsageError
from digest.pipeline.files import content, replaced
from digest.store import FeedState, Store

_MAX_TITLE = 200  # characters: a publisher may call a feed anything


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """A feed of the settings, and how it has been; None: it was never asked."""

    feed: FeedSettings
    state: FeedState | None


def subscriptions(settings: Settings, store: Path) -> tuple[Subscription, ...]:
    """Return the feeds in their order, each with what the store knows of it."""
    states: dict[str, FeedState] = {}
    if store.exists():
        with Store.open(store) as kept:
            states = {state.location: state for state in kept.feed_states()}
    return tuple(
        Subscription(feed=feed, state=states.get(feed.feed.location))
        for feed in settings.feeds
    )


def offer(place: str, *, http: Http, now: datetime, folder: Path) -> Offer:
    """Ask a feed and return what it offers.

    Raises:
        FeedError: it cannot be read.
    """
    return asyncio.run(looked_at(place, http=http, now=now, folder=folder))


def added(config: Path, place: str, *, title: str, section: str) -> FeedSettings:
    """Write one more feed into the settings.

    Raises:
        SettingsError: it does not fit in, for example because it is there already.
    """
    is_url = urlsplit(place).scheme in {"http", "https"}
    if not title.strip():
        message = f"{place}: the feed has no title; give it one with --title"
        raise UsageError(message)
    try:
        feed = FeedSettings(
            url=place if is_url else None,
            path=None if is_url else place,
            title=title[:_MAX_TITLE],
            section=section,
        )
    except ValidationError as error:
        wrong = ", ".join(str(mistake["loc"][0]) for mistake in error.errors())
        message = f"{place}: not fit for the settings: {wrong}"
        raise UsageError(message) from error
    _rewritten(config, (feed,))
    return feed


def imported(config: Path, opml: Path) -> tuple[tuple[FeedSettings, ...], int]:
    """Write an OPML file's feeds into the settings.

    Returns those added, and how many were there already.

    Raises:
        SettingsError: one of the files has mistakes, or they do not fit together.
    """
    try:
        listed = from_opml(opml.read_bytes(), name=str(opml))
    except OSError as error:
        message = f"{opml}: cannot read the OPML file: {error.strerror}"
        raise UsageError(message) from error
    feeds = _settings(config).feeds
    known, titles = {feed.url for feed in feeds}, {feed.title for feed in feeds}
    new = tuple(_titled_apart(f, titles) for f in listed if f.url not in known)
    if new:
        _rewritten(config, new)
    return new, len(listed) - len(new)


def exported(settings: Settings) -> str:
    """Return the settings' feeds as OPML."""
    return to_opml(settings).decode()


def _titled_apart(feed: FeedSettings, titles: Collection[str]) -> FeedSettings:
    """Return a feed with its host in the title where another has the same title."""
    if feed.title not in titles:
        return feed
    host = urlsplit(feed.url or "").hostname
    return feed.model_copy(update={"title": f"{feed.title} ({host})"})


def _settings(config: Path) -> Settings:
    return read(content(config, what="the settings"), name=str(config))


def _rewritten(config: Path, feeds: Sequence[FeedSettings]) -> None:
    """Add feeds to a settings file, once it is sure that the result is sound."""
    text = with_feeds(content(config, what="the settings"), feeds)
    read(text, name=str(config))
    replaced(config, text)
