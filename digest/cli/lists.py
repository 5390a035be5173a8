"""The commands that move subscribers as CSV: import, export."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from digest.cli import options, people
from digest.cli.options import CONFIG, STORE, Config, Now, StorePath
from digest.errors import UsageError


def import_list(
    path: Annotated[Path, typer.Argument(metavar="FILE.csv", help="A list as CSV.")],
    column: Annotated[
        list[str] | None,
        typer.Option(
            metavar="HEADING=FIELD",
            help="What a column is, as in 'Kontakt=email'; 'Notes=' leaves one alone."
            " Usual headings need no saying.",
        ),
    ] = None,
    tag: Annotated[
        list[str] | None, typer.Option(help="A tag for all who are new.")
    ] = None,
    config: Config = CONFIG,
    store: StorePath = STORE,
    now: Now = None,
    *,
    confirmed: Annotated[
        bool,
        typer.Option(
            "--confirmed/--unconfirmed",
            help="Whether people have agreed to get it, where the list does not say;"
            " to those who have not, nothing is sent until they confirm.",
        ),
    ] = True,
    skip_bad: Annotated[
        bool,
        typer.Option("--skip-bad", help="Leave bad rows out, and import the others."),
    ] = False,
    update: Annotated[
        bool,
        typer.Option(
            "--update",
            help="Take over what the list says of people who are known, too; else what"
            " they chose stays.",
        ),
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would change; change nothing.")
    ] = False,
) -> int:
    """Import a list: all of it, or nothing where a row is bad.

    As spreadsheets, Mailchimp, Substack, Buttondown and listmonk write it. Nobody who
    signed off, bounced, complained or was erased comes back by it.
    """
    from digest.pipeline.importing import Rules, imported, planned
    from digest.store import Store

    job = options.job(config, store=store, now=now)
    rules = Rules(
        columns=_columns(column or []),
        status="active" if confirmed else "pending",
        tags=tuple(tag or ()),
        partly=skip_bad,
        update=update,
    )
    with Store.open(job.store) as kept:
        plan = planned(path, job, kept, rules)
        if not dry_run:
            imported(plan, kept)
    people.imported(plan, dry_run=dry_run)
    people.other_list(job)
    return 0


def export(
    store: StorePath = STORE,
    *,
    suppressed: Annotated[
        bool,
        typer.Option(
            "--suppressed", help="Those who are sent nothing more, and why, instead."
        ),
    ] = False,
) -> int:
    """Print the list as CSV, by address."""
    from digest.pipeline.mailing_list import exported, exported_suppressions
    from digest.store import Store

    with Store.open(people.list_in(store)) as kept:
        for line in exported_suppressions(kept) if suppressed else exported(kept):
            sys.stdout.write(line)
    return 0


def register(app: typer.Typer) -> None:
    """Give the commands to the app."""
    app.command("import")(import_list)
    app.command()(export)


def _columns(given: list[str]) -> dict[str, str]:
    columns = {}
    for each in given:
        heading, equals, field = each.rpartition("=")
        if not (heading and equals):
            message = f"--column {each}: write HEADING=FIELD, as in 'Kontakt=email'"
            raise UsageError(message)
        columns[heading] = field.strip().lower()
    return columns
