"""A rendered email → the outbox that the settings name; what became of each copy."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from digest.config import Deliver
from digest.deliver import EmlFolder, Ledger, Outbox, SmtpOutbox, deliver
from digest.errors import OutboxError, UsageError
from digest.model import Delivery, DeliveryStatus, Email
from digest.pipeline.job import Job
from digest.store import Store

SMTP = "smtp"  # what the store's ledger calls mail
USERNAME = "DIGEST_SMTP_USERNAME"
PASSWORD = "DIGEST_SMTP_PASSWORD"  # noqa: S105 - the name of a variable


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What became of an edition's copies.

    `now` holds what this run did; `earlier` counts the copies that needed nothing any
    more; `left` those nobody tried, because of `trouble` with the outbox as a whole.
    """

    edition: str
    place: str
    now: tuple[Delivery, ...]
    earlier: int
    left: int
    trouble: str | None

    @property
    def is_complete(self) -> bool:
        """Tell whether every recipient has the edition, or never will."""
        return all(delivery.is_over for delivery in self.now) and not self.left

    def count(self, status: DeliveryStatus) -> int:
        """Return how many copies of this run ended so."""
        return Counter(delivery.status for delivery in self.now)[status]


def sent(
    email: Email,
    recipients: Sequence[str],
    job: Job,
    store: Store,
    *,
    resend_in_doubt: bool = False,
) -> Sent:
    """Deliver an email to every recipient who has not got it."""
    outbox = _outbox(job, email)
    ledger: Ledger
    if isinstance(outbox, EmlFolder):
        ledger, mailed = outbox, None
    else:
        ledger = mailed = store.ledger(SMTP)
        mailed.begin(email.edition, job.now)
    done: list[Delivery] = []
    trouble = None
    try:
        for delivery in _delivered(
            email, recipients, job, outbox, ledger, resend_in_doubt=resend_in_doubt
        ):
            done.append(delivery)
            job.progress.advance("emails", done=len(done), total=len(recipients))
    except OutboxError as error:
        trouble = str(error)
    finished = {d.recipient for d in ledger.deliveries(email.edition) if d.is_over}
    told = {delivery.recipient for delivery in done}
    result = Sent(
        edition=email.edition,
        place=outbox_name(job.settings.deliver, job.out, email.edition),
        now=tuple(done),
        earlier=len((finished & set(recipients)) - told),
        left=len(set(recipients) - finished - told),
        trouble=trouble,
    )
    if mailed and result.is_complete:
        mailed.finish(email.edition, job.now)
    return result


def _delivered(  # noqa: PLR0913 - what is sent, to whom, through what, known by whom
    email: Email,
    recipients: Sequence[str],
    job: Job,
    outbox: Outbox,
    ledger: Ledger,
    *,
    resend_in_doubt: bool,
) -> Iterator[Delivery]:
    with outbox:
        yield from deliver(
            email,
            recipients,
            newsletter=job.settings.newsletter,
            outbox=outbox,
            ledger=ledger,
            now=job.now,
            resend_in_doubt=resend_in_doubt,
        )


def is_on_its_way(edition: str, job: Job, store: Store) -> bool:
    """Tell whether anybody has an edition already, or may have it."""
    folder = EmlFolder(eml_folder(job.out, edition))
    return store.was_sent(edition) or bool(folder.deliveries(edition))


def outbox_name(settings: Deliver, out: Path, edition: str) -> str:
    """Return where messages go, in words."""
    if settings.outbox == "smtp" and settings.smtp:
        return f"{settings.smtp.host}:{settings.smtp.port}"
    return str(eml_folder(out, edition))


def eml_folder(out: Path, edition: str) -> Path:
    """Return the folder of an edition's `.eml` files."""
    return out / edition / "outbox"


def credentials(environment: Mapping[str, str]) -> tuple[str | None, str | None]:
    """Return the mail server's user and password, from the environment only.

    Raises:
        UsageError: only one of them is set.
    """
    username = environment.get(USERNAME) or None
    password = environment.get(PASSWORD) or None
    if (username is None) != (password is None):
        message = f"set both {USERNAME} and {PASSWORD} in the environment, or neither"
        raise UsageError(message)
    return username, password


def _outbox(job: Job, email: Email) -> Outbox:
    settings = job.settings.deliver
    if settings.outbox == "smtp" and settings.smtp:
        username, password = credentials(job.environment)
        return SmtpOutbox(settings.smtp, username=username, password=password)
    return EmlFolder(eml_folder(job.out, email.edition))
