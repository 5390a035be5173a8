"""The app: its commands, in the order people need them."""

from typing import Annotated

import typer

from digest.cli import (
    article,
    bounces,
    deliveries,
    edition,
    feeds,
    keys,
    lists,
    newcomer,
    sending,
    serve,
    site,
    subscribers,
)


def _leave(code: int, **_: object) -> None:
    """Leave with the exit code that a command returned."""
    raise typer.Exit(code)


app = typer.Typer(
    name="digest",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    result_callback=_leave,
)


def _version(wanted: bool) -> None:  # noqa: FBT001 - typer calls it with the value alone
    if wanted:
        from digest import __version__

        typer.echo(f"digest {__version__}")
        raise typer.Exit


@app.callback()
def digest(
    *,
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_version, is_eager=True, help="Print the version."
        ),
    ] = False,
) -> None:
    """Turn news feeds into a newsletter: word for word or not at all.

    Exit codes: 0 fine (single feeds may have failed, with a warning) · 1 something
    needs a person · 2 wrong usage or settings. Messages go to stderr, results to
    stdout.
    """


edition.register(app)
sending.register(app)
bounces.register(app)
deliveries.register(app)
site.register(app)
serve.register(app)
article.register(app)
app.add_typer(feeds.app, name="feeds")
lists.register(subscribers.app)
app.add_typer(subscribers.app, name="subscribers")
app.add_typer(keys.app, name="keys")
newcomer.register(app)
