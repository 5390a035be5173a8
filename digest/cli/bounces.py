"""The command that reads what came to the bounce address."""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli import options, show
from digest.cli.options import CONFIG, STORE, Config, Json, Now, StorePath

if TYPE_CHECKING:
    from digest.pipeline.bouncing import Followed
    from digest.store import Store

Files = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="[FILE.eml…]",
        help="Mails in files of their own, in place of the mailbox.",
        exists=True,
        dir_okay=False,
    ),
]
Maildir = Annotated[
    Path | None,
    typer.Option(
        "--maildir",
        metavar="DIR",
        help="A Maildir to read.  [default: what deliver.bounces names]",
        exists=True,
        file_okay=False,
    ),
]
DryRun = Annotated[
    bool,
    typer.Option("--dry-run", help="Tell what would follow; change and mark nothing."),
]
Show = Annotated[
    bool,
    typer.Option("--show", help="Print addresses, where they are known, not ids."),
]

_KINDS = {
    "hard": ("address that does not work", "addresses that do not work"),
    "soft": ("passing failure", "passing failures"),
    "policy": ("refusal for what we are", "refusals for what we are"),
    "complaint": ("complaint", "complaints"),
    "unsubscribe": ("farewell by mail", "farewells by mail"),
    "delayed": ("delay", "delays"),
    "delivered": ("receipt", "receipts"),
    "auto-reply": ("automatic answer", "automatic answers"),
    "other": ("other mail left alone", "other mails left alone"),
}
_TOLD = frozenset({"suppressed", "counted", "told", "unknown"})


def bounces(
    files: Files = None,
    config: Config = CONFIG,
    store: StorePath = STORE,
    maildir: Maildir = None,
    now: Now = None,
    *,
    dry_run: DryRun = False,
    json: Json = False,
    addresses: Show = False,
) -> int:
    """Read reports of mail that did not arrive, complaints, and farewells.

    Who cannot be reached, complained or asked to be let go gets no more mail; a
    refusal for what we are (a block list, missing signatures) costs nobody his
    subscription, and ends with exit code 1: a person must look at it.
    """
    from digest.pipeline.bouncing import followed, waiting
    from digest.pipeline.keyring import keyring
    from digest.store import Store

    job = options.job(config, store=store, now=now)
    with (
        Store.open(options.existing(job.store)) as kept,
        waiting(job, files=files or (), maildir=maildir) as mails,
    ):
        ring = keyring(job)
        found = list(followed(mails, job, kept, ring, dry_run=dry_run))
        names = _names(found, kept) if addresses else {}
    if json:
        show.as_json(_as_json(found, names))
    else:
        _print(found, names, dry_run=dry_run)
    return int(any(each.consequence == "told" for each in found))


def register(app: typer.Typer) -> None:
    """Give the command to the app."""
    app.command()(bounces)


def _names(found: Iterable["Followed"], store: "Store") -> dict[str, str]:
    ids = (each.id for each in found if each.id)
    return {person.id: person.address for person in store.subscribers.among(ids)}


def _print(
    found: Sequence["Followed"], names: dict[str, str], *, dry_run: bool
) -> None:
    rows = [
        (
            each.consequence,
            each.report.kind,
            each.report.code or "-",
            each.edition or "-",
            names.get(each.id, each.id) or "-",
            each.report.detail,
        )
        for each in found
        if each.consequence in _TOLD
    ]
    if rows:
        show.table(rows)
    kinds = Counter(str(each.report.kind) for each in found)
    said = (show.count(kinds[kind], *_KINDS[kind]) for kind in _KINDS if kinds[kind])
    show.message("read", "; ".join((show.count(len(found), "mail"), *said)))
    _tell_consequences(found, dry_run=dry_run)


def _tell_consequences(found: Iterable["Followed"], *, dry_run: bool) -> None:
    counts = Counter(each.consequence for each in found)
    would = "would get" if dry_run else "gets"
    if number := counts["suppressed"]:
        who = show.count(number, "report is", "reports are")
        show.message("stopped", f"{who} about somebody who {would} no more mail")
    if number := counts["unknown"]:
        who = show.count(number, "report")
        show.message("unknown", f"{who} without a sign of whose copy it was: left")
    if number := counts["told"]:
        text = f"{show.count(number, 'server')} refused us, not the reader: see above"
        show.message("refused", text)


def _as_json(found: Sequence["Followed"], names: dict[str, str]) -> object:
    kinds = Counter(each.report.kind for each in found)
    return {
        "mails": len(found),
        "kinds": {str(kind): number for kind, number in sorted(kinds.items())},
        "reports": [
            {
                "kind": each.report.kind,
                "code": each.report.code,
                "detail": each.report.detail,
                "id": each.id or None,
                "address": names.get(each.id),
                "edition": each.edition or None,
                "consequence": each.consequence,
            }
            for each in found
            if each.consequence != "ignored"
        ],
    }
