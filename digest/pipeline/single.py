"""An edition to one person: a test before it is sent, or a subscriber's copy alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from digest.deliver import normalised, objection
from digest.errors import UsageError
from digest.model import Subscriber
from digest.pipeline.copying import Copies
from digest.pipeline.issuing import Issued, issued
from digest.pipeline.job import Job
from digest.pipeline.keyring import keyring
from digest.pipeline.letters import Letters
from digest.pipeline.sending import sent
from digest.pipeline.subscribers import Recipients
from digest.store import Store


@dataclass(frozen=True, slots=True)
class _One:
    """One subscriber, as a list of them."""

    subscriber: Subscriber

    def __iter__(self) -> Iterator[Subscriber]:
        yield self.subscriber

    def __len__(self) -> int:
        return 1


def tested(address: str, manuscript: Path, job: Job, store: Store) -> Issued:
    """Send an edition to an address, marked as a test; no ledger knows of it.

    It is sent even where findings would block it: it is there to be looked at.

    Raises:
        UsageError: mail cannot be sent to the address.
    """
    ring = keyring(job)
    address = normalised(address)
    if reason := objection(address):
        message = f"--test: not an email address: {reason}"
        raise UsageError(message)
    editor = Subscriber(
        id=ring.secret("test", address), address=address, joined=job.now
    )
    letters = Letters(manuscript, job, store, keyring=ring, is_test=True)
    copies = Copies(letters, _One(editor), job, store, keyring=ring, once_more=True)
    result = sent(letters.name, copies, job, store, expected=1, is_test=True)
    return Issued(
        manuscript=manuscript,
        proofs=letters.proofs,
        translated=letters.translated,
        blocks=letters.blocks,
        sent=result,
    )


def issued_to(  # noqa: PLR0913 - what is sent, to whom, of whom, and whether once more
    address: str,
    manuscript: Path,
    recipients: Recipients,
    job: Job,
    store: Store,
    *,
    again: bool = False,
) -> Issued:
    """Send an edition to one subscriber; once more, if `again`, who has it already.

    Raises:
        UsageError: nobody of that address subscribes.
        StoreError: another run is sending, and a copy should be made once more.
    """
    ids = set(keyring(job).ids(normalised(address)))
    found = next((each for each in recipients if each.id in ids), None)
    if found is None:
        message = (
            "--to: nobody of that address subscribes; see `digest subscribers list`"
        )
        raise UsageError(message)
    one = _One(found)
    return issued(manuscript, one, job, store, is_whole=False, once_more=again)
