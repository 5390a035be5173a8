"""The commands about subscriptions: list, add, check, import, export."""

from pathlib import Path
from typing import Annotated

import typer

from digest.cli import options, show
from digest.cli.options import CONFIG, STORE, Config, Json, Now, StorePath

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="List, add, check feeds; exchange OPML.",
)

Place = Annotated[
    str, typer.Argument(metavar="URL", help="A feed's address, or the path of a file.")
]
Site = Annotated[
    str,
    typer.Argument(
        metavar="SITE",
        help="Any page of a site, a feed's address, or the path of a file.",
    ),
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
    from digest.cli import listing
    from digest.pipeline.subscriptions import subscriptions

    listed = subscriptions(options.settings(config), store)
    if json:
        show.as_json([listing.as_json(subscription) for subscription in listed])
    else:
        listing.feeds(listed, now=options.instant(now))
    return 0


@app.command()
def check(
    place: Place, config: Config = CONFIG, now: Now = None, *, json: Json = False
) -> int:
    """Say in words what a feed offers, how it behaves, and what to write for it.

    Asks the feed twice and one of its pages. Ends with 1 where a person should look at
    something.
    """
    from digest.cli import looks
    from digest.pipeline.subscriptions import inspection, lines_for

    made = inspection(
        place,
        http=options.http(config),
        now=options.instant(now),
        folder=Path(),
        rules=options.site_rules(config),
    )
    lines = lines_for(made)
    if json:
        show.as_json(looks.inspection_json(made, lines))
    else:
        looks.inspection(made, lines)
    return int(bool(made.troubles))


@app.command()
def add(
    place: Site,
    title: Annotated[
        str | None, typer.Option(help="What to call it.  [default: its own title]")
    ] = None,
    section: Annotated[
        str, typer.Option(help="The section its stories stand in.")
    ] = "News",
    config: Config = CONFIG,
    now: Now = None,
    *,
    first: Annotated[
        bool, typer.Option("--first", help="Of several feeds, add the likeliest.")
    ] = False,
) -> int:
    """Find a site's feed and add it to the settings.

    Looks at the address itself, at the feeds its page names, and where feeds usually
    are; each is read before it counts. Of several none is added: they are listed.
    """
    from digest.cli import looks
    from digest.pipeline.subscriptions import added, found

    finding = found(
        place,
        http=options.settings(config).asking,
        now=options.instant(now),
        folder=config.parent,
    )
    chosen = finding.winner or (finding.offers[0] if first and finding.offers else None)
    if chosen is None:
        looks.finding(finding, place)
        return 1
    name = chosen.title if title is None else title
    feed = added(config, chosen.location, title=name, section=section)
    show.message("added", f"{feed.title} to {config}, section {feed.section}")
    if chosen.location != place:
        show.message("", chosen.location)
    return 0


@app.command("import")
def import_opml(
    opml: Annotated[Path, typer.Argument(metavar="FILE.opml")],
    config: Config = CONFIG,
    *,
    partly: Annotated[
        bool,
        typer.Option(
            "--partly", help="Leave out what is no address, and add all the others."
        ),
    ] = False,
) -> int:
    """Add the feeds of an OPML file.

    Its folders become sections. Where one of its addresses is none, nothing is added,
    unless with --partly.
    """
    from digest.pipeline.subscriptions import imported

    done = imported(config, opml, partly=partly)
    for feed in done.added:
        show.message("added", f"{feed.title} to section {feed.section}")
    for mistake in done.left_out:
        show.message("left out", str(mistake))
    left_out = f", {len(done.left_out)} left out" if done.left_out else ""
    added_ = f"{len(done.added)} added, {done.known} there already"
    show.message("feeds", added_ + left_out)
    return 0


@app.command()
def export(config: Config = CONFIG) -> int:
    """Print the feeds as OPML.

    Sections become folders.
    """
    from digest.pipeline.subscriptions import exported

    typer.echo(exported(options.settings(config)), nl=False)
    return 0
