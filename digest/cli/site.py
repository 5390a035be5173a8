"""The command that makes the newsletter's site: digest site."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli import options, show
from digest.cli.options import CONFIG, OUT, Config, Templates

if TYPE_CHECKING:
    from digest.pipeline.publishing import Published

Folder = Annotated[
    Path,
    typer.Argument(
        metavar="FOLDER", help="Where the site is written.", file_okay=False
    ),
]
Editions = Annotated[
    Path, typer.Option("--editions", help="Folder of the manuscripts.")
]
Checked = Annotated[
    bool,
    typer.Option(
        "--checked",
        help="Leave out editions that no check has passed as they stand: drafts, and"
        " what was edited since.",
    ),
]


def site(
    folder: Folder,
    config: Config = CONFIG,
    editions: Editions = OUT / "editions",
    templates: Templates = None,
    *,
    checked: Checked = False,
) -> int:
    """Make the web pages of all editions.

    With an index, an Atom feed and a search, from the manuscripts alone: the same
    ones give the same bytes. Files that are not the site's are never touched.
    """
    from digest.pipeline.publishing import published

    job = options.job(config, editions=editions, templates=templates)
    made = published(job, folder, checked_only=checked)
    _tell(made, left_out=checked)
    show.paths(made.index)
    return int(bool(made.failures))


def _tell(made: "Published", *, left_out: bool) -> None:
    pages = show.count(made.editions, "edition")
    files = f"{show.count(made.written, 'file')} written, {made.removed} removed"
    show.message("site", f"{pages}; {files}")
    if made.unchecked:
        became = "left out" if left_out else "shown without a line about it"
        names = ", ".join(made.unchecked)
        show.message("", f"not checked as it stands, {became}: {names}")
    for failure in made.failures:
        show.error_message(f"left out: {failure.reason}")


def register(app: typer.Typer) -> None:
    """Give the command to the app."""
    app.command()(site)
