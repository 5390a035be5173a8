"""The main job: collect, draft, check, render, deliver, each step as far as it goes."""

from dataclasses import dataclass

from digest.pipeline.collecting import Collected, collected
from digest.pipeline.drafting import Draft, drafted
from digest.pipeline.issuing import Issued, issued, left_open, lost
from digest.pipeline.job import Job
from digest.pipeline.subscribers import recipients
from digest.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What a run did.

    `issued` is None where there was nothing new; `earlier` are editions that an earlier
    run had begun to send and this one went on with; `lost` those that it could not go
    on with, for their manuscripts are gone.
    """

    collected: Collected
    draft: Draft
    issued: Issued | None
    earlier: tuple[Issued, ...]
    lost: tuple[str, ...] = ()


def run(job: Job) -> Run:
    """Do the whole job for the period of the job's clock.

    Doing it twice is harmless: what is collected, drafted or sent already is not done
    again, and what an earlier run left open is finished.

    Raises:
        UsageError: the list of subscribers has mistakes, or there is none to send to.
    """
    with Store.open(job.store) as store:
        people = recipients(job, store)  # first: a mistake is told before any work
        came = collected(job, store)
        draft = drafted(job, store)
        earlier = tuple(left_open(people, job, store, but=draft.name))
        made = None
        if draft.manuscript:
            made = issued(draft.manuscript, people, job, store)
        gone = tuple(lost(job, store, but=draft.name))
    return Run(collected=came, draft=draft, issued=made, earlier=earlier, lost=gone)
