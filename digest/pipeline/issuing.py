"""One manuscript all the way out: checked, rendered, and sent if nothing blocks it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from digest.pipeline.job import Job
from digest.pipeline.keeping import Proofs, proofs
from digest.pipeline.proofs import insist_on_its_name
from digest.pipeline.sending import SMTP, Sent, sent
from digest.pipeline.shelf import Shelf
from digest.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """What came of a manuscript; `sent` is None where findings block it."""

    manuscript: Path
    proofs: Proofs
    sent: Sent | None


def issued(
    manuscript: Path,
    recipients: Sequence[str],
    job: Job,
    store: Store,
    *,
    resend_in_doubt: bool = False,
) -> Issued:
    """Check a manuscript, render it, and send it to whoever has not got it.

    The proofs are written even where findings block sending: they are to be looked at.

    Raises:
        ManuscriptError: it cannot be read, or is not called what its file is called.
    """
    made = proofs(manuscript, job, store)
    if made.blocks:
        return Issued(manuscript=manuscript, proofs=made, sent=None)
    email = made.rendered.email
    insist_on_its_name(email.edition, manuscript)
    copies = sent(email, recipients, job, store, resend_in_doubt=resend_in_doubt)
    return Issued(manuscript=manuscript, proofs=made, sent=copies)


def left_open(
    recipients: Sequence[str], job: Job, store: Store, *, but: str
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
