"""A manuscript looked at whole: its claims, the email it makes, and its links."""

import asyncio
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from digest.deliver import addressed
from digest.model import Email, Finding, is_blocked
from digest.pipeline.job import Job
from digest.pipeline.proofs import checked, forms
from digest.store import Store

if TYPE_CHECKING:
    from digest.manuscript import Report
    from digest.preflight import Preflight

_READER = "reader@example.org"  # in whose stead the finished message is looked at


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What there is to say about a manuscript, and about what it renders to.

    `preflight` is None where there were no settings to render it with.
    """

    report: "Report"
    preflight: "Preflight | None" = None
    online: tuple[Finding, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All of them: those of the manuscript first, as they stand in it."""
        email = self.preflight.findings if self.preflight else ()
        return (*self.report.findings, *email, *self.online)

    @property
    def blocks(self) -> bool:
        """Whether the edition must not be sent as it is."""
        return is_blocked(self.findings)


def checked_whole(
    manuscript: Path, job: Job, store: Store, *, online: bool = False
) -> Checked:
    """Check a manuscript and the email it renders to; nothing is written.

    With `online` each of its links is asked once.

    Raises:
        ManuscriptError: the file cannot be read as an edition.
    """
    report = checked(manuscript, store)
    # The page is not looked at, but a fault in its templates is told now.
    email, _ = forms(report, job)
    found = looked_at(email, report, job)
    answers = _followed(email, report, job) if online else ()
    return Checked(report=report, preflight=found, online=answers)


def looked_at(email: Email, report: "Report", job: Job) -> "Preflight":
    """Look at an email as it would be sent."""
    from digest.preflight import preflight

    newsletter = job.settings.publication
    message = addressed(email, recipient=_READER, newsletter=newsletter, now=job.now)
    return preflight(
        email,
        edition=report.edition,
        newsletter=newsletter,
        message=message.content,
        theme=job.settings.theme,
        allow=job.settings.asking.allow,
    )


def _followed(email: Email, report: "Report", job: Job) -> tuple[Finding, ...]:
    from digest.collect import followed
    from digest.preflight import Answered, answer_findings, to_ask

    newsletter, edition = job.settings.publication, report.edition
    urls = to_ask(email, edition=edition, newsletter=newsletter)
    came = asyncio.run(followed(urls, http=job.settings.asking, now=job.now))
    answers = [
        Answered(url=c.url, end=c.end, trouble=c.trouble, is_gone=c.is_gone)
        for c in came
    ]
    return answer_findings(email, answers, edition=edition, newsletter=newsletter)
