"""The feeds of a newsletter with their health: columns for pipes, lines for people."""

import textwrap
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

import typer

from digest.cli import show

if TYPE_CHECKING:
    from digest.model import Feed
    from digest.pipeline.subscriptions import Subscription
    from digest.store import FeedState

_DAY = "%d %B %Y"


def feeds(listed: Sequence["Subscription"], *, now: datetime) -> None:
    """Print each feed: a few short lines on a terminal, one long line in a pipe."""
    rows = [_row(subscription, now) for subscription in listed]
    width = show.width()
    if width is None:
        show.table(rows)
        return
    for title, section, location, *state in rows:
        typer.echo(f"{typer.style(title, bold=True)} · {section}")
        typer.echo(f"  {location}")
        for line in textwrap.wrap("; ".join(filter(None, state)), width - 2):
            typer.echo(f"  {line}")
        typer.echo()


def as_json(subscription: "Subscription") -> dict[str, object]:
    """Return a feed and its state for programs."""
    feed = subscription.feed
    place = {
        "title": feed.title,
        "section": feed.section,
        "location": feed.feed.location,
    }
    return place | _state_as_json(subscription.state or _never_asked(feed.feed))


def _row(subscription: "Subscription", now: datetime) -> tuple[str, ...]:
    feed, state = subscription.feed, subscription.state
    place = (feed.title, feed.section, feed.feed.location)
    if state is None:
        return (*place, "not asked yet", "", "")
    return (*place, _health(state), _rhythm(state), _next(state, now))


def _health(state: "FeedState") -> str:
    """Return in words how a feed was last time, and where it is now."""
    last = (
        f"fine on {state.last_success:{_DAY}}" if state.last_success else "never fine"
    )
    if state.gone_since:
        return f"ended by its publisher on {state.gone_since:{_DAY}}, {last}"
    if state.last_error:
        return f"failed {state.failures_in_a_row}×: {state.last_error}, {last}"
    return f"{last}, now at {state.moved_to}" if state.moved_to else last


def _rhythm(state: "FeedState") -> str:
    from digest.collect import often

    return f"something new {often(state.rhythm)}" if state.rhythm else "no rhythm yet"


def _next(state: "FeedState", now: datetime) -> str:
    if state.gone_since:
        return "not asked again"
    if state.rests_until is None or state.rests_until <= now:
        return "asked in the next run"
    return f"asked from {state.rests_until:{_DAY} at %H:%M} UTC"


def _never_asked(feed: "Feed") -> "FeedState":
    from digest.store import FeedState

    return FeedState(
        location=feed.location,
        title=feed.title,
        last_success=None,
        last_error=None,
        failures_in_a_row=0,
        entries=0,
        newest=None,
    )


def _state_as_json(state: "FeedState") -> dict[str, object]:
    rhythm = state.rhythm
    return {
        "last_success": _instant(state.last_success),
        "last_error": state.last_error,
        "failures_in_a_row": state.failures_in_a_row,
        "failing_since": _instant(state.failing_since),
        "asked_from": _instant(state.rests_until),
        "moved_to": state.moved_to,
        "gone_since": _instant(state.gone_since),
        "usual_days": rhythm.usual_days if rhythm else None,
        "longest_days": rhythm.longest_days if rhythm else None,
        "newest_entry": _instant(rhythm.newest if rhythm else None),
        "entries": state.entries,
    }


def _instant(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
