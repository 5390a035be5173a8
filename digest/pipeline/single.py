"""An edition to one person: a test before it is sent, or a subscriber's copy alone."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from digest.deliver import Forgetful, normalised, objection
from digest.errors import UsageError
from digest.model import Subscriber
from digest.pipeline.copying import Copies
from digest.pipeline.issuing import Issued, issued
from digest.pipeline.job import Job
from digest.pipeline.keyring import keyring
from digest.pipeline.letters import Letters
from digest.pipeline.sending import mail_ledger, sent
from digest.pipeline.subscribers import Recipients
from digest.store import Store


@dataclass(frozen=True, slots=True)
class Only:
    """One subscriber, as a list of recipients."""

    subscriber: Subscriber
    expected: int = 1

    def __iter__(self) -> Iterator[Subscriber]:
        """Yield the one."""
        yield self.subscriber


def tested(address: str, manuscript: Path, job: Job, store: Store) -> Issued:
    """Send an edition to an address, marked as a test; no ledger knows of it.

    It is sent even where findings would block it: it is there to be looked at.

    Raises:
        UsageError: mail cannot be sent to the address.
    """
    ring = keyring(job)
    person = _somebody(address, job)
    letters = Letters(manuscript, job, store, keyring=ring, test=True)
    copies = Copies(
        letters, Only(replace(person, id=ring.id(person.address))), job, store, keyring=ring, again=True
    )
    result = sent(
        letters.name, copies, job, store, expected=1, ledger=Forgetful()
    )
    return Issued(
        manuscript=manuscript,
        proofs=letters.proofs,
        translated=letters.translated,
        blocks=letters.blocks,
        sent=result,
    )
