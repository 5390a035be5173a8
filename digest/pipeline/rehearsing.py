"""What sending an edition would do, with nothing sent and nothing written down."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path

from digest.deliver import Copy
from digest.pipeline.copying import Copies, People
from digest.pipeline.job import Job
from digest.pipeline.keeping import Proofs
from digest.pipeline.keyring import keyring
from digest.pipeline.letters import Letters
from digest.pipeline.sending import delivery_ledger, mail_ledger, outbox_name
from digest.store import Store
from digest.subscribers import Segment

_BATCH = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsal:
    """Who would get what.

    `segments` counts the copies that would be made, by language and sections; `earlier`
    those that need nothing any more; `doubts` those that a person must settle first;
    `passed_over` the subscribers who get none, by reason.
    """

    edition: str
    place: str
    proofs: Proofs
    blocks: bool
    segments: Counter[Segment]
    earlier: int
    doubts: int
    passed_over: Counter[str]
    is_paused: bool = False
    due: datetime | None = None


def rehearsed(manuscript: Path, people: People, job: Job, store: Store) -> Rehearsal:
    """Check an edition, and tell who would get what.

    Raises:
        ManuscriptError: it cannot be read, or is not called what its file is called.
    """
    ring = keyring(job)
    letters = Letters(manuscript, job, store, keyring=ring)
    copies = Copies(letters, people, job, store, keyring=ring)
    ledger = delivery_ledger(job, store, letters.name)
    mailed = mail_ledger(job, store)
    segments: Counter[Segment] = Counter()
    earlier = doubts = 0
    for batch in _batches(copies):
        known = ledger.known([copy.delivery("in-doubt") for copy in batch])
        for copy in batch:
            found = known.get(copy.id)
            if found and found.is_over:
                earlier += 1
            elif found and found.status == "in-doubt":
                doubts += 1
            else:
                segments[letters.segment(copy.letter)] += 1
    return Rehearsal(
        edition=letters.name,
        place=outbox_name(job.settings.deliver, job.out, letters.name),
        proofs=letters.proofs,
        blocks=letters.blocks,
        segments=segments,
        earlier=earlier,
        doubts=doubts,
        passed_over=Counter(copies.passed_over),
        is_paused=bool(mailed and mailed.is_paused(letters.name)),
        due=mailed.due(letters.name) if mailed else None,
    )


def _batches(copies: Copies) -> Iterator[list[Copy]]:
    remaining = iter(copies)
    while batch := list(islice(remaining, _BATCH)):
        yield batch
