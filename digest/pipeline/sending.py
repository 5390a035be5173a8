"""Letters → the outbox that the settings name; what became of each copy."""

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, nullcontext
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from random import SystemRandom

from digest.config import Deliver, Smtp
from digest.deliver import (
    Copy,
    Delivering,
    EmlFolder,
    Forgetful,
    Ledger,
    MaildirFolder,
    Manners,
    Outbox,
    Printed,
    SmtpOutbox,
)
from digest.errors import OutboxError, UsageError
from digest.model import Delivery, DeliveryStatus, Suppression
from digest.pipeline.job import Job
from digest.processes import told_to_stop
from digest.store import Ledger as StoreLedger
from digest.store import Store

SMTP = "smtp"  # what the store's ledger calls mail
USERNAME = "DIGEST_SMTP_USERNAME"
PASSWORD = "DIGEST_SMTP_PASSWORD"  # noqa: S105 - the name of a variable

_MINUTE = 60  # seconds
_MIXED = 5_000


@dataclass(slots=True, kw_only=True)
class Sent:
    """What became of an edition's copies.

    `counts` is what this run did, by status; `notable` are the copies that were not
    simply sent; `earlier` counts the copies that needed nothing any more; `left` those
    still to be made, because of `trouble` with the outbox, a pause, or another run.
    `passed_over` counts subscribers who are to get none, by reason.
    """

    edition: str
    place: str
    counts: Counter[DeliveryStatus] = field(default_factory=Counter)
    notable: list[Delivery] = field(default_factory=list)
    passed_over: Counter[str] = field(default_factory=Counter)
    earlier: int = 0
    left: int = 0
    is_paused: bool = False
    is_test: bool = False
    trouble: str | None = None

    @property
    def is_complete(self) -> bool:
        """Tell whether every recipient has the edition, or never will."""
        return not (self.left or self.counts["deferred"] or self.counts["in-doubt"])

    def count(self, status: DeliveryStatus) -> int:
        """Return how many copies of this run ended so."""
        return self.counts[status]


def sent(  # noqa: PLR0913 - what is sent, known by what, told to whom
    edition: str,
    copies: Iterable[Copy],
    job: Job,
    store: Store,
    *,
    expected: int,
    is_test: bool = False,
    is_whole: bool = True,
) -> Sent:
    """Make every copy that nobody has got yet.

    `expected` is how many there are about, for the progress bar. Whoever the mail
    server does not know is put on the suppression list. Of a test no ledger knows.
    Where it `is_whole`, the edition is begun, and finished when all have it; a copy for
    one alone is neither.
    """
    place = outbox_name(job.settings.deliver, job.out, edition)
    result = Sent(edition=edition, place=place, is_test=is_test)
    mailed = None if is_test else mail_ledger(job, store)
    ledger = Forgetful() if is_test else delivery_ledger(job, store, edition)
    if mailed and not mailed.is_alone():
        copies = _in_any_order(copies)  # or two would go through the list side by side
    if mailed and is_whole:
        mailed.begin(edition, job.now)
    with told_to_stop() as stopping:
        work = Delivering(
            _outboxes(job, edition),
            ledger=ledger,
            now=job.now,
            clock=time.monotonic,
            manners=_manners(job.settings.deliver.smtp),
            stopping=stopping,
        )
        with mailed.sending() if mailed else nullcontext():
            _send(work, copies, result, job, store, expected=expected)
        for delivery in work.doubts(alone=mailed is None or mailed.is_alone()):
            _take_note(delivery, result, job, store)
        result.earlier, result.left = work.earlier, work.left
        result.is_paused = work.is_paused
    if mailed and is_whole and result.is_complete and not result.is_paused:
        open_ones = mailed.counts(edition).keys() & {"deferred", "in-doubt"}
        if not open_ones:  # another's claim, or what was put off on its own
            mailed.finish(edition, job.now)
    return result


def _send(  # noqa: PLR0913 - what is sent, by whom, and who is told
    work: Delivering,
    copies: Iterable[Copy],
    result: Sent,
    job: Job,
    store: Store,
    *,
    expected: int,
) -> None:
    try:
        # Closed wherever it is interrupted: what is on its way is then finished.
        with closing(work.deliver(copies)) as deliveries:
            for delivery in deliveries:
                _take_note(delivery, result, job, store)
                done = work.earlier + result.counts.total()
                job.progress.advance("emails", done=done, total=max(expected, done))
    except OutboxError as error:
        result.trouble = str(error)


def _in_any_order(copies: Iterable[Copy]) -> Iterator[Copy]:
    """Yield copies, thousands at a time in an order of this run's own."""
    remaining = iter(copies)
    while batch := list(islice(remaining, _MIXED)):
        SystemRandom().shuffle(batch)
        yield from batch


def _take_note(delivery: Delivery, result: Sent, job: Job, store: Store) -> None:
    result.counts[delivery.status] += 1
    if delivery.status != "sent":
        result.notable.append(delivery)
    of_the_address = delivery.status == "refused" and delivery.blame == "address"
    if of_the_address and not result.is_test:
        bounced = Suppression(
            id=delivery.recipient,
            reason="bounced",
            since=job.now,
            detail=delivery.detail,
        )
        store.subscribers.suppress(bounced)


def is_on_its_way(edition: str, job: Job, store: Store) -> bool:
    """Tell whether anybody has an edition already, or may have it."""
    return store.was_sent(edition) or EmlFolder(eml_folder(job.out, edition)).is_used()


def outbox_name(settings: Deliver, out: Path, edition: str) -> str:
    """Return where messages go, in words."""
    match settings.outbox:
        case "smtp" if settings.smtp:
            return f"{settings.smtp.host}:{settings.smtp.port}"
        case "stdout":
            return "standard output"
        case "maildir":
            return str(maildir(out))
        case _:
            return str(eml_folder(out, edition))


def eml_folder(out: Path, edition: str) -> Path:
    """Return the folder of an edition's `.eml` files."""
    return out / edition / "outbox"


def maildir(out: Path) -> Path:
    """Return the Maildir that all editions' copies go to."""
    return out / "maildir"


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


def mail_ledger(job: Job, store: Store) -> StoreLedger | None:
    """Return the store's ledger of what the outbox took; None: it has none."""
    name = ledger_name(job.settings.deliver)
    return store.ledger(name) if name else None


def delivery_ledger(job: Job, store: Store, edition: str) -> Ledger:
    """Return what knows who has an edition: the store, or a folder of its copies."""
    if kept := mail_ledger(job, store):
        return kept
    if job.settings.deliver.outbox == "stdout":
        return Forgetful()
    return EmlFolder(eml_folder(job.out, edition))


def ledger_name(settings: Deliver) -> str | None:
    """Return what the store's ledger calls the outbox; None: it keeps none for it."""
    return settings.outbox if settings.outbox in {"smtp", "maildir"} else None


def _outboxes(job: Job, edition: str) -> list[Outbox]:
    settings = job.settings.deliver
    match settings.outbox:
        case "smtp" if settings.smtp:
            return list(_connections(settings.smtp, job.environment))
        case "stdout":
            return [Printed(job.output, now=job.now)]
        case "maildir":
            return [MaildirFolder(maildir(job.out))]
        case _:
            return [EmlFolder(eml_folder(job.out, edition))]


def _connections(smtp: Smtp, environment: Mapping[str, str]) -> Iterator[SmtpOutbox]:
    username, password = credentials(environment)
    for _ in range(smtp.connections):
        yield SmtpOutbox(smtp, username=username, password=password)


def _manners(smtp: Smtp | None) -> Manners:
    if smtp is None:
        return Manners()
    return Manners(
        per_second=smtp.per_second,
        domains={each.domain: each.per_second for each in smtp.domains},
        patience=smtp.retry_minutes * _MINUTE,
    )
