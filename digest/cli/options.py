"""The options that commands share, and the job they make."""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from digest.errors import UsageError
from digest.text.places import Place, is_there, place

if TYPE_CHECKING:  # pydantic takes a tenth of a second, and --help needs none of it
    from digest.config import Http, Settings
    from digest.model import SiteRule
    from digest.pipeline.job import Job

Config = Annotated[
    Path, typer.Option("--config", "-c", help="The newsletter's settings.")
]
if TYPE_CHECKING:
    StorePath = Place
else:  # typer knows no unions
    StorePath = Annotated[
        Path,
        typer.Option(
            "--store",
            parser=place,
            metavar="FILE|postgresql://…",
            envvar="DIGEST_STORE",
            help="What is remembered between runs: a SQLite file, or a PostgreSQL"
            " database; its address holds a password and is best in the environment.",
        ),
    ]
Out = Annotated[
    Path,
    typer.Option(
        "--out", "-o", help="Folder for what is made: emails, pages, .eml files."
    ),
]
Editions = Annotated[
    Path | None,
    typer.Option(
        "--editions", help="Folder of the manuscripts.  [default: OUT/editions]"
    ),
]
Templates = Annotated[
    Path | None,
    typer.Option(
        "--templates",
        help="Folder of your own templates; each overrides ours of the same name."
        "  [default: ./templates, where there is one]",
    ),
]
Now = Annotated[
    str | None,
    typer.Option(
        "--now",
        metavar="INSTANT",
        help="The instant the run takes as now, such as 2025-01-17T06:00:00Z,"
        " so that it can be repeated.  [default: the clock]",
    ),
]
Manuscript = Annotated[
    Path,
    typer.Argument(
        metavar="FILE.md", help="An edition's manuscript.", exists=True, dir_okay=False
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]

CONFIG = Path("feeds.yaml")
STORE = Path(".digest/store.sqlite3")
OUT = Path("out")

_KEPT = "a check looks claims up in what `digest collect` kept"
_FIRST_YEAR, _LAST_YEAR = 1990, 2999  # beyond them lies a slip of the finger


def settings(config: Path) -> "Settings":
    """Return the settings in a file.

    Raises:
        UsageError: it cannot be read, or holds mistakes (SettingsError).
    """
    from digest.config import read
    from digest.pipeline.files import content

    if not config.exists():
        message = (
            f"{config}: no such file; write one with `digest init`,"
            " or name yours with --config"
        )
        raise UsageError(message)
    return read(content(config, what="the settings"), name=str(config))


def http(config: Path) -> "Http":
    """Return how to ask the web: as the settings say, where there are any."""
    from digest.config import Http

    return settings(config).asking if config.exists() else Http()


def site_rules(config: Path) -> "tuple[SiteRule, ...]":
    """Return the settings' rules of sites, where there are any."""
    return settings(config).site_rules if config.exists() else ()


def job(
    config: Path,
    *,
    store: Place = STORE,
    out: Path = OUT,
    editions: Path | None = None,
    templates: Path | None = None,
    now: str | None = None,
    ask_all: bool = False,
) -> "Job":
    """Return the job that the options describe."""
    from digest.cli.bars import progress
    from digest.pipeline.job import Job

    return Job(
        settings=settings(config),
        folder=config.parent,
        store=store,
        out=out,
        editions=editions or out / "editions",
        templates=template_folders(templates),
        now=instant(now),
        environment=os.environ,
        progress=progress(sys.stderr),
        ask_all=ask_all,
    )


def is_default(context: typer.Context, name: str) -> bool:
    """Tell whether an option has the value it has where nobody gives one."""
    source = context.get_parameter_source(name)
    return source is None or source.name.startswith("DEFAULT")


def instant(given: str | None) -> datetime:
    """Return the instant given, or the clock's; aware, in UTC.

    Raises:
        UsageError: what is given is not an instant with its offset from UTC.
    """
    if given is None:
        return datetime.now(UTC).replace(microsecond=0)
    message = f"--now {given}: write an instant such as 2025-01-17T06:00:00Z"
    try:
        parsed = datetime.fromisoformat(given)
    except ValueError as error:
        raise UsageError(message) from error
    if parsed.tzinfo is None or not _FIRST_YEAR <= parsed.year <= _LAST_YEAR:
        raise UsageError(message)
    return parsed.astimezone(UTC)


def existing(store: Place, *, need: str = _KEPT) -> Place:
    """Return where the store is, if there is a store; `need` says what it is for.

    Raises:
        UsageError: there is none, so that nothing could be found in it.
    """
    if is_there(store):
        return store
    message = f"{store}: no store there; {need}: name that file with --store"
    raise UsageError(message)


def template_folders(own: Path | None) -> tuple[Path, ...]:
    """Return the folders to look for templates in: the user's own, then ours."""
    if own is not None and not own.is_dir():
        message = f"--templates {own}: no such folder"
        raise UsageError(message)
    ours = packaged("templates")
    first = own or _local_templates(ours)
    return (first, ours) if first else (ours,)


def _local_templates(ours: Path) -> Path | None:
    """Return ./templates, if a file in it is called as one of ours is."""
    from digest.pipeline.beginning import template_files

    local = Path("templates")
    names = (path.relative_to(ours) for path in template_files(ours))
    return local if any((local / name).is_file() for name in names) else None


def packaged(name: str) -> Path:
    """Return a folder that comes with Digest: in the wheel, or beside a checkout.

    As a short path where it is below the working folder, since people are shown it.
    """
    package = Path(__file__).resolve().parent.parent
    in_wheel = package / name
    found = in_wheel if in_wheel.is_dir() else package.parent / name
    here = Path.cwd()
    return found.relative_to(here) if found.is_relative_to(here) else found
