"""The command that tells who got what, and why not."""

import csv
import sys
from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli import options, show
from digest.cli.options import CONFIG, STORE, Config, Json, Now, StorePath
from digest.errors import UsageError

if TYPE_CHECKING:
    from digest.pipeline.accounts import Account
    from digest.pipeline.job import Job
    from digest.store import EditionState, Store


class Act(StrEnum):
    """What a person may do about an edition."""

    settle = "settle"
    pause = "pause"
    resume = "resume"


class Status(StrEnum):
    """What may have become of a copy."""

    sent = "sent"
    refused = "refused"
    deferred = "deferred"
    in_doubt = "in-doubt"
    bounced = "bounced"
    complained = "complained"
    none = "none"


class Decision(StrEnum):
    """What a person may decide of a copy in doubt."""

    sent = "sent"
    unsent = "unsent"


EditionName = Annotated[
    str | None, typer.Argument(metavar="[EDITION]", help="An edition: 2025-W03.")
]
Action = Annotated[
    Act | None,
    typer.Argument(
        metavar="[settle|pause|resume]",
        help="Decide what is in doubt (with --as); stop sending an edition; go on.",
    ),
]
People = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[ADDRESS…]",
        help="For settle: whose copies.  [default: all that are in doubt]",
    ),
]
Of = Annotated[
    str | None,
    typer.Option("--of", metavar="ADDRESS", help="All that one person got."),
]
Only = Annotated[
    Status | None,
    typer.Option("--status", help="Only copies that this became of; none: no copy."),
]
As = Annotated[
    Decision | None,
    typer.Option("--as", help="For settle: what became of the copies in doubt."),
]
Csv = Annotated[bool, typer.Option("--csv", help="Print CSV.")]

_COUNTS = ("sent", "refused", "deferred", "in-doubt")
_DAY = "%Y-%m-%d %H:%M"


def deliveries(
    edition: EditionName = None,
    action: Action = None,
    people: People = None,
    config: Config = CONFIG,
    store: StorePath = STORE,
    now: Now = None,
    of: Of = None,
    status: Only = None,
    decision: As = None,
    *,
    json: Json = False,
    as_csv: Csv = False,
) -> int:
    """Tell who got what, and why not.

    Without an edition: how each of them went. With one: what became of each
    subscriber's copy, and who got none and why.
    """
    from digest.pipeline import accounts
    from digest.pipeline.keyring import keyring
    from digest.store import Store

    if decision and action is not Act.settle:
        message = "--as is for settle: `digest deliveries EDITION settle --as sent`"
        raise UsageError(message)
    job = options.job(config, store=store, now=now)
    with Store.open(options.existing(job.store)) as kept:
        if of is not None:
            found, stands = accounts.history(of, kept, keyring(job))
            _print_accounts(found, json=json, as_csv=as_csv)
            if stands:
                since = f"{stands.since:%d %B %Y}"
                show.message("no more", f"{stands.reason} since {since}")
        elif edition is None:
            _print_editions(accounts.editions(kept), json=json, as_csv=as_csv)
        elif action:
            _act(action, edition, decision, people or (), job, kept)
        else:
            every = accounts.accounts(edition, job, kept)
            wanted = (each for each in every if not status or each.status == status)
            _print_accounts(wanted, json=json, as_csv=as_csv)
    return 0


def register(app: typer.Typer) -> None:
    """Give the command to the app."""
    app.command()(deliveries)


# ── what a person decides ─────────────────────────────────────────────────────────


def _act(
    action: Act,
    edition: str,
    decision: Decision | None,
    people: Sequence[str],
    job: "Job",
    store: "Store",
) -> None:
    from digest.pipeline import accounts
    from digest.pipeline.keyring import keyring

    if action is Act.settle:
        if decision is None:
            message = "settle: say what became of the copies: --as sent or --as unsent"
            raise UsageError(message)
        ring = keyring(job)
        number = accounts.settled(
            edition, decision, people, job=job, store=store, ring=ring
        )
        copies = show.count(number, "copy", "copies")
        show.message("settled", f"{edition}: {copies} as {decision}")
    elif people:
        message = f"{action} is about the whole edition: name no address"
        raise UsageError(message)
    elif action is Act.pause:
        accounts.paused(edition, job, store)
        show.message("paused", f"{edition}: nothing is sent until it is resumed")
    else:
        accounts.resumed(edition, store)
        show.message("resumed", f"{edition}: the next run goes on sending it")


# ── what is printed ───────────────────────────────────────────────────────────────


def _print_editions(
    states: Iterable["EditionState"], *, json: bool, as_csv: bool
) -> None:
    found = [_edition(state) for state in states]
    if json:
        show.as_json(found)
        return
    names = (
        "edition", "begun", *_COUNTS, "bounced", "complained", "state",
    )  # fmt: skip
    _print_rows([names, *([str(row[name]) for name in names] for row in found)], as_csv)


def _edition(state: "EditionState") -> dict[str, object]:
    reports = state.reports
    return {
        "edition": state.edition,
        "begun": _instant(state.begun),
        **{name: state.copies.get(name, 0) for name in _COUNTS},
        "bounced": sum(
            number for kind, number in reports.items() if kind != "complaint"
        ),
        "complained": reports.get("complaint", 0),
        "due": _instant(state.due),
        "paused": _instant(state.paused),
        "finished": _instant(state.finished),
        "state": _state(state),
    }


def _state(state: "EditionState") -> str:
    if state.finished:
        return f"finished {state.finished:{_DAY}}"
    if state.paused:
        return f"paused {state.paused:{_DAY}}"
    return f"due {state.due:{_DAY}}" if state.due else "on its way"


def _print_accounts(found: Iterable["Account"], *, json: bool, as_csv: bool) -> None:
    if json:
        show.as_json([_account(each) for each in found])
        return
    rows = [
        (each.edition, each.status, each.address or f"{each.id} (erased)", each.detail)
        for each in found
    ]
    _print_rows([("edition", "status", "subscriber", "detail"), *rows], as_csv)


def _account(account: "Account") -> dict[str, object]:
    return {
        "edition": account.edition,
        "id": account.id,
        "address": account.address or None,
        "status": account.status,
        "detail": account.detail,
        "changed": _instant(account.changed),
    }


def _print_rows(rows: Sequence[Sequence[str]], as_csv: bool) -> None:  # noqa: FBT001
    if as_csv:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerows([_harmless(cell) for cell in row] for row in rows)
    else:
        show.table(rows)


def _harmless(cell: str) -> str:
    """Return a cell that a spreadsheet does not take for a formula."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@")) else cell


def _instant(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
