"""The commands about subscriptions: list, add, check, import, export."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli import options, show
from digest.cli.options import CONFIG, STORE, Config, Json, Now, StorePath

if TYPE_CHECKING:
    from digest.model import Feed
    from digest.pipeline.subscriptions import Subscription
    from digest.store import FeedState

_DAY = "%d %B %Y"

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="List, add, check feeds; exchange OPML.",
)

Place = Annotated[
    str, typer.Argument(metavar="URL", help="A feed's address, or the path of a file.")
]


@app.command("list")
def list_feeds(
    config: Config = CONFIG,
    store: StorePath = STORE,
    now: Now = None,
    *,
    json: Json = False,
) -> int:
    """Show each feed: how it was last time, its rhythm, and when it is asked next."""
    from digest.pipeline.subscriptions import subscriptions

    listed = subscriptions(options.settings(config), store)
    if json:
        show.as_json([_as_json(subscription) for subscription in listed])
    else:
        instant = options.instant(now)
        show.table([_row(subscription, instant) for subscription in listed])
    return 0


@app.command()
def check(place: Place, config: Config = CONFIG, now: Now = None) -> int:
    """Say in words what a feed offers."""
    from digest.pipeline.subscriptions import offer

    found = offer(
        place, http=options.http(config), now=options.instant(now), folder=Path()
    )
    show.offer(found)
    return 0


@app.command()
def add(
    place: Place,
    title: Annotated[
        str | None, typer.Option(help="What to call it.  [default: its own title]")
    ] = None,
    section: Annotated[
        str, typer.Option(help="The section its stories stand in.")
    ] = "News",
    config: Config = CONFIG,
    now: Now = None,
) -> int:
    """Add a feed to the settings, if it answers."""
    from digest.pipeline.subscriptions import added, offer

    found = offer(
        place,
        http=options.settings(config).asking,
        now=options.instant(now),
        folder=config.parent,
    )
    feed = added(
        config, place, title=found.title if title is None else title, section=section
    )
    show.message("added", f"{feed.title} to {config}, section {feed.section}")
    return 0


@app.command("import")
def import_opml(
    opml: Annotated[Path, typer.Argument(metavar="FILE.opml")], config: Config = CONFIG
) -> int:
    """Add the feeds of an OPML file.

    Its folders become sections.
    """
    from digest.pipeline.subscriptions import imported

    new, known = imported(config, opml)
    for feed in new:
        show.message("added", f"{feed.title} to section {feed.section}")
    show.message("feeds", f"{len(new)} added, {known} there already")
    return 0


@app.command()
def export(config: Config = CONFIG) -> int:
    """Print the feeds as OPML.

    Sections become folders.
    """
    from digest.pipeline.subscriptions import exported

    typer.echo(exported(options.settings(config)), nl=False)
    return 0


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


def _as_json(subscription: "Subscription") -> dict[str, object]:
    feed = subscription.feed
    place = {
        "title": feed.title,
        "section": feed.section,
        "location": feed.feed.location,
    }
    return place | _state_as_json(subscription.state or _never_asked(feed.feed))


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
