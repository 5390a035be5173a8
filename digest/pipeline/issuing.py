"""One manuscript all the way out: checked, rendered, and sent if nothing blocks it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from digest.deliver import normalised
from digest.model import Finding
from digest.pipeline.copying import Copies, People
from digest.pipeline.job import Job
from digest.pipeline.keeping import Proofs
from digest.pipeline.keyring import keyring
from digest.pipeline.letters import Letters
from digest.pipeline.sending import SMTP, Sent, mail_ledger, sent
from digest.pipeline.shelf import Shelf
from digest.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """What came of a manuscript; `sent` is None where nothing was to be sent.

    That is so where findings block it, where it is not `due` yet, or where a person has
    paused it. `translated` holds the findings of its translations.
    """

    manuscript: Path
    proofs: Proofs
    translated: dict[Path, tuple[Finding, ...]]
    blocks: bool
    sent: Sent | None = None
    due: datetime | None = None
    is_paused: bool = False


def issued(  # noqa: PLR0913 - what is sent, to whom, and how
    manuscript: Path,
    recipients: People,
    job: Job,
    store: Store,
    *,
    resend_in_doubt: bool = False,
    is_whole: bool = True,
    once_more: bool = False,
) -> Issued:
    """Check a manuscript, render it, and send it to whoever has not got it.

    Where it `is_whole`, these are all recipients, else some alone. `once_more` makes
    their copies again, whatever became of earlier ones, and gives them an identity of
    their own, where mail programs know those of an earlier run. The proofs are written
    even where findings block sending: they are to be looked at.

    Raises:
        ManuscriptError: it cannot be read, or is not called what its file is called.
        StoreError: what is in doubt is to be sent again while another run is sending.
    """
    ring = keyring(job)
    store.forget_addresses(lambda address: ring.id(normalised(address)))
    letters = Letters(manuscript, job, store, keyring=ring)
    made = Issued(
        manuscript=manuscript,
        proofs=letters.proofs,
        translated=letters.translated,
        blocks=letters.blocks,
    )
    waiting = made if made.blocks else _held_back(made, letters.name, job, store)
    if waiting.blocks or waiting.due or waiting.is_paused:
        return waiting
    ledger = mail_ledger(job, store)
    if ledger and resend_in_doubt:
        with ledger.alone():
            ledger.release(letters.name, job.now)
    copies = Copies(letters, recipients, job, store, keyring=ring, once_more=once_more)
    if ledger and once_more:
        chosen = [copy.id for copy in copies]
        copies.passed_over.clear()
        with ledger.alone():
            ledger.release(letters.name, job.now, recipients=chosen or [""])
    result = sent(
        letters.name,
        copies,
        job,
        store,
        expected=len(recipients),
        is_whole=is_whole,
    )
    result.passed_over.update(copies.passed_over)
    return replace(made, sent=result)


def left_open(
    recipients: People, job: Job, store: Store, *, but: str
) -> Iterator[Issued]:
    """Finish the editions that earlier runs began to send and did not end.

    A server that was down in the last run of a week must not cost readers an edition.
    """
    if job.settings.deliver.outbox != SMTP:
        return
    shelf = Shelf(folder=job.editions)
    for name in store.ledger(SMTP).unfinished():
        manuscript = shelf.manuscript(name)
        if name != but and manuscript.is_file():
            yield issued(manuscript, recipients, job, store)


def lost(job: Job, store: Store, *, but: str) -> Iterator[str]:
    """Yield the editions that are to be finished, and have no manuscript any more.

    What a person has paused is not to be finished.
    """
    if job.settings.deliver.outbox != SMTP:
        return
    shelf, ledger = Shelf(folder=job.editions), store.ledger(SMTP)
    for name in ledger.unfinished():
        is_there = shelf.manuscript(name).is_file()
        if not (name == but or is_there or ledger.is_paused(name)):
            yield name


def _held_back(made: Issued, name: str, job: Job, store: Store) -> Issued:
    """Return it with why nothing of it is to be sent now, where that is so."""
    ledger = mail_ledger(job, store)
    if ledger is None:
        return made
    due = ledger.due(name)
    return replace(
        made,
        due=due if due and job.now < due else None,
        is_paused=ledger.is_paused(name),
    )
