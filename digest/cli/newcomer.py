"""The commands for a start: init, doctor."""

from pathlib import Path
from typing import Annotated

import typer

from digest.cli import options, show
from digest.cli.options import CONFIG, STORE, Config, StorePath, Templates


def init(
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="Where the newsletter will live.")
    ] = Path(),
    *,
    templates: Annotated[
        bool,
        typer.Option(
            "--templates",
            help="Copy the templates into FOLDER/templates instead, to be changed"
            " there; what is there stays as it is.",
        ),
    ] = False,
) -> int:
    """Write the settings of a new newsletter."""
    from digest.pipeline.beginning import started
    from digest.pipeline.files import content

    if templates:
        return _copied(folder / "templates")
    starter = options.packaged("examples") / "starter.yaml"
    show.paths(*started(folder, settings=content(starter, what="the starter")))
    show.message("next", f"open {folder / 'feeds.yaml'} and make it yours, then")
    if folder != Path():
        show.message("", f"cd {folder}")
    show.message("", "digest doctor")
    show.message("", "digest run")
    return 0


def _copied(folder: Path) -> int:
    from digest.pipeline.beginning import templates_copied

    written, kept = templates_copied(folder, options.packaged("templates"))
    show.paths(*written)
    if kept:
        show.message("kept", f"{show.count(kept, 'file')} that {folder} had already")
    show.message("next", "change what you like, and remove the files that you leave as")
    show.message("", "they are: ours are taken in their place. docs/templates.md")
    return 0


def doctor(
    config: Config = CONFIG, store: StorePath = STORE, templates: Templates = None
) -> int:
    """Look at all that a run needs.

    Says what is missing and how to mend it; asks nobody outside, sends nothing.
    """
    from digest.pipeline.examination import examined

    job = options.job(config, store=store, templates=templates)
    checks = examined(job)
    show.checks(checks)
    return 0 if all(check.is_fine for check in checks) else 1


def register(app: typer.Typer) -> None:
    """Give the commands to the app."""
    app.command()(init)
    app.command()(doctor)
