"""The command that sends: to all, to one, as a test, later, or not at all."""

from dataclasses import replace
from datetime import UTC, datetime
from threading import Event
from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli import options, show
from digest.cli.options import (
    CONFIG,
    OUT,
    STORE,
    Config,
    Manuscript,
    Now,
    Out,
    StorePath,
    Templates,
)
from digest.errors import UsageError

if TYPE_CHECKING:
    from digest.pipeline.job import Job
    from digest.store import Store

InDoubt = Annotated[
    bool,
    typer.Option(
        "--resend-in-doubt",
        help="Send again what a killed run may or may not have sent.",
    ),
]
Test = Annotated[
    list[str] | None,
    typer.Option(
        "--test",
        metavar="ADDRESS",
        help="Send it to this address alone, marked as a test; errors do not stop it.",
    ),
]
DryRun = Annotated[
    bool,
    typer.Option("--dry-run", help="Tell who would get what; nothing is sent."),
]
To = Annotated[
    str | None,
    typer.Option("--to", metavar="ADDRESS", help="Send it to one subscriber alone."),
]
Again = Annotated[
    bool,
    typer.Option(
        "--again", help="With --to: also where the subscriber has it already."
    ),
]
At = Annotated[
    str | None,
    typer.Option(
        "--at",
        metavar="INSTANT",
        help="Wait until then, such as 2025-01-17T07:00:00+02:00, and send it.",
    ),
]
NoWait = Annotated[
    bool,
    typer.Option(
        "--no-wait",
        help="With --at: note it and leave; the first `digest run` or `digest send`"
        " after that instant sends it.",
    ),
]

_LOOK = 30  # seconds between two looks at the clock: machines sleep, clocks are set


def send(
    manuscript: Manuscript,
    config: Config = CONFIG,
    store: StorePath = STORE,
    out: Out = OUT,
    templates: Templates = None,
    now: Now = None,
    *,
    test: Test = None,
    dry_run: DryRun = False,
    to: To = None,
    again: Again = False,
    at: At = None,
    no_wait: NoWait = False,
    resend_in_doubt: InDoubt = False,
) -> int:
    """Deliver a manuscript to its subscribers.

    Checked and rendered first; nobody who has the edition gets it again. Ctrl-C ends it
    after the emails that are on their way; the same command goes on.
    """
    _insist(test=test, dry_run=dry_run, to=to, again=again, at=at, no_wait=no_wait)
    from digest.pipeline.issuing import issued
    from digest.pipeline.subscribers import recipients
    from digest.store import Store

    job = options.job(config, store=store, out=out, templates=templates, now=now)
    with Store.open(options.existing(job.store)) as kept:
        if test:
            return _tests(test, manuscript, job, kept)
        people = recipients(job, kept)
        if dry_run:
            from digest.pipeline.rehearsing import rehearsed

            return show.rehearsal(rehearsed(manuscript, people, job, kept))
        if to:
            from digest.pipeline.single import issued_to

            one = issued_to(to, manuscript, people, job, kept, again=again)
            return show.issued(one, alone=True)
        if at:
            job = _when_due(
                options.instant(at), manuscript, job, kept, waits=not no_wait
            )
        result = issued(manuscript, people, job, kept, resend_in_doubt=resend_in_doubt)
    return show.issued(result)


def _insist(
    *,
    test: list[str] | None,
    dry_run: bool,
    to: str | None,
    again: bool,
    at: str | None,
    no_wait: bool,
) -> None:
    """Make sure that the options go together.

    Raises:
        UsageError: two of them exclude each other, or one needs another.
    """
    ways = {"--test": test, "--dry-run": dry_run, "--to": to, "--at": at}
    given = [name for name, value in ways.items() if value]
    if len(given) > 1:
        message = f"{' and '.join(given)}: each is a way of its own; write one of them"
        raise UsageError(message)
    if again and not to:
        message = "--again makes one subscriber's copy once more: name him with --to"
        raise UsageError(message)
    if no_wait and not at:
        message = "--no-wait notes an instant for later: name it with --at"
        raise UsageError(message)


def _tests(
    addresses: list[str], manuscript: Manuscript, job: "Job", store: "Store"
) -> int:
    from digest.pipeline.single import tested

    return max(
        show.tested(tested(address, manuscript, job, store)) for address in addresses
    )


def _when_due(
    due: datetime, manuscript: Manuscript, job: "Job", store: "Store", *, waits: bool
) -> "Job":
    """Note when an edition is due, wait for that if wanted, and return the job then."""
    from digest.pipeline.sending import mail_ledger
    from digest.pipeline.shelf import original

    ledger = mail_ledger(job, store)
    if ledger is None:
        message = (
            "--at: only mail is sent later; the settings' `deliver.outbox` makes files"
        )
        raise UsageError(message)
    ledger.postpone(original(manuscript.stem), due, job.now)
    if not waits or job.now >= due:
        return job
    show.message("waiting", f"until {due:%Y-%m-%d %H:%M} UTC; Ctrl-C ends the waiting,")
    show.message("", "and `digest run` or `digest send` sends it after that instant")
    never = Event()
    while (left := (due - datetime.now(UTC)).total_seconds()) > 0:
        never.wait(min(left, _LOOK))
    return replace(job, now=options.instant(None))


def register(app: typer.Typer) -> None:
    """Give the command to the app."""
    app.command()(send)
