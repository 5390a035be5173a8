"""The commands about secret keys: list, new."""

from typing import Annotated

import typer

from digest.cli import options, show
from digest.cli.options import CONFIG, STORE, Config, StorePath

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="The secret keys that sign links and stand in for addresses.",
)


@app.command("list")
def list_keys(config: Config = CONFIG, store: StorePath = STORE) -> int:
    """Show the names of the keys, newest first; never the keys."""
    from digest.pipeline.keyring import keyring

    names = keyring(options.job(config, store=store)).names
    for place, name in enumerate(names):
        signs = ["signs"] if place == 0 else ["is believed"]
        makes = ["makes ids: keep it"] if place == len(names) - 1 else []
        typer.echo(f"{name}  {', '.join(signs + makes)}")
    return 0


@app.command()
def new(
    config: Config = CONFIG,
    store: StorePath = STORE,
    *,
    print_: Annotated[
        bool,
        typer.Option(
            "--print",
            help="Print all keys, the new one first, for the environment's DIGEST_KEYS,"
            " and keep nothing. They are secret.",
        ),
    ] = False,
) -> int:
    """Make a new key, which signs from now on.

    Links that the others signed still work, and ids stay the same. The oldest makes
    the ids: who loses it no longer knows who is suppressed.
    """
    from digest.pipeline.keyring import keep_keys, with_new_key

    job = options.job(config, store=store)
    ring = with_new_key(job)
    if print_:
        typer.echo(" ".join(str(ring).split()))
        return 0
    place = keep_keys(job, ring)
    show.message("new key", f"{ring.names[0]} in {place}, which only you may read")
    return 0
