"""The commands about subscriptions: list, add, check, import, export."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli import options, show
from digest.cli.options import CONFIG, STORE, Config, Json, Now, StorePath

if TYPE_CHECKING:
    from digest.pipeline.subscriptions import Subscription

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
    config: Config = CONFIG, store: StorePath = STORE, *, json: Json = False
) -> int:
    """Show each feed and how it was last time."""
    from digest.pipeline.subscriptions import subscriptions

    listed = subscriptions(options.settings(config), store)
    if json:
        show.as_json([_as_json(subscription) for subscription in listed])
    else:
        show.table([_row(subscription) for subscription in listed])
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


def _row(subscription: "Subscription") -> tuple[str, ...]:
    feed, state = subscription.feed, subscription.state
    if state is None:
        health = "not asked yet"
    elif state.last_error:
        health = f"failed {state.failures_in_a_row}×: {state.last_error}"
    else:
        health = f"fine on {state.last_success:%d %B %Y}"
    return (feed.title, feed.section, feed.feed.location, health)


def _as_json(subscription: "Subscription") -> dict[str, object]:
    feed, state = subscription.feed, subscription.state
    success = state.last_success if state else None
    return {
        "title": feed.title,
        "section": feed.section,
        "location": feed.feed.location,
        "last_success": success.isoformat() if success else None,
        "last_error": state.last_error if state else None,
        "failures_in_a_row": state.failures_in_a_row if state else 0,
        "entries": state.entries if state else 0,
    }
