"""The main job: collect, draft, check, render, deliver, each step as far as it goes."""

from dataclasses import dataclass

from digest.manuscript import Report
from digest.pipeline.collecting import Collected, collected
from digest.pipeline.drafting import Draft, drafted
from digest.pipeline.job import Job
from digest.pipeline.proofs import Rendered, checked, rendered
from digest.pipeline.sending import Sent, sent
from digest.pipeline.subscribers import subscribers
from digest.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What a run did; None for the steps it did not come to."""

    collected: Collected
    draft: Draft
    report: Report | None = None
    rendered: Rendered | None = None
    sent: Sent | None = None


def run(job: Job) -> Run:
    """Do the whole job for the period of the job's clock.

    Doing it twice is harmless: what is collected, drafted or sent already is not done
    again, and what an earlier run left open is finished. Findings that block stop it
    before anything is sent; the proofs are written all the same, to look at.

    Raises:
        UsageError: the list of subscribers has mistakes, or there is none to send to.
    """
    recipients = subscribers(job)  # first: a mistake in it is told before any work
    with Store.open(job.store) as store:
        came = collected(job, store)
        draft = drafted(job, store)
        if draft.manuscript is None:
            return Run(collected=came, draft=draft)
        report = checked(draft.manuscript, store)
        proofs = rendered(report, job)
        if report.blocks:
            return Run(collected=came, draft=draft, report=report, rendered=proofs)
        deliveries = sent(proofs.email, recipients, job, store)
    return Run(
        collected=came, draft=draft, report=report, rendered=proofs, sent=deliveries
    )
