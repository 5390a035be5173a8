"""Who gets the newsletter: a CSV file, one held by the environment, or the store's."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from email.utils import parseaddr
from pathlib import Path

from digest.deliver import normalised, objection
from digest.errors import Mistake, SettingsError, UsageError
from digest.model import Subscriber
from digest.pipeline.job import Job
from digest.pipeline.keyring import keyring
from digest.store import Store
from digest.subscribers import Expected, Row, read, subscriber

VARIABLE = "DIGEST_SUBSCRIBERS"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipients:
    """All who may get an edition, as often as they are asked for.

    The store's are read a page at a time; `listed` are those of a list of its own, None
    where the store's count. Who of them gets nothing, and why, is told by
    `digest.subscribers.choices` with the store's suppressions, for whichever list.
    """

    store: Store
    listed: tuple[Subscriber, ...] | None

    def __iter__(self) -> Iterator[Subscriber]:
        if self.listed is None:
            return self.store.subscribers.each()
        return iter(self.listed)

    def __len__(self) -> int:
        if self.listed is None:
            return self.store.subscribers.count()
        return len(self.listed)


def recipients(job: Job, store: Store) -> Recipients:
    """Return all who may get an edition.

    They come from the environment (the CSV text itself), or else from the file that
    `deliver.subscribers` names, or else from the store's list. With nobody at all,
    an outbox that sends nothing gets one copy, addressed to the newsletter itself, to
    look at.

    Raises:
        UsageError: there are mistakes in the list, or nobody to send to.
    """
    rows = _rows(job)
    if rows is None and store.subscribers.count():
        return Recipients(store=store, listed=None)
    naming = keyring(job).id
    found = (_itself(job),) if rows is None else rows
    listed = (_subscriber(row, naming, job) for row in found)
    return Recipients(store=store, listed=tuple(listed))


def are_named(job: Job) -> bool:
    """Tell whether the settings or the environment name subscribers at all."""
    return bool(job.environment.get(VARIABLE) or job.settings.deliver.subscribers)


def expected(job: Job, columns: Mapping[str, str] | None = None) -> Expected:
    """Return what a list may say for a newsletter of these settings."""
    return Expected(
        normalised=normalised,
        objection=objection,
        sections=sections(job),
        columns=columns or {},
    )


def sections(job: Job) -> tuple[str, ...]:
    """Return the sections that a subscriber can choose, in the settings' order."""
    return tuple(dict.fromkeys(feed.section for feed in job.settings.feeds))


def list_bytes(path: Path) -> bytes:
    """Return a list's file as it is.

    Raises:
        UsageError: it cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        message = f"{path}: cannot read the subscribers: {error.strerror or error}"
        raise UsageError(message) from error


def _rows(job: Job) -> tuple[Row, ...] | None:
    """Return the rows of a list of its own; None where there is none."""
    if text := job.environment.get(VARIABLE, ""):
        return _read(text, job, name=VARIABLE)
    if job.settings.deliver.subscribers:
        path = job.folder / job.settings.deliver.subscribers
        return _read(list_bytes(path), job, name=str(path))
    return None


def _read(data: bytes | str, job: Job, *, name: str) -> tuple[Row, ...]:
    found = read(data, expected(job))
    mistakes = found.mistakes
    if not (found.rows or mistakes):
        mistakes = (Mistake(line=None, where="", message="no address in it"),)
    if mistakes:
        raise SettingsError(name, mistakes)
    return tuple(row for row in found.rows if not row.gone)


def insist_on_somebody(job: Job) -> None:
    """Make sure that nothing would be sent where there is nobody.

    Raises:
        UsageError: emails would be sent, and there is nobody to send to.
    """
    if job.settings.deliver.outbox == "smtp":
        message = (
            "nobody to send to: add subscribers with `digest subscribers`, name a CSV"
            " file with `deliver.subscribers`, or put its text into the environment as"
            f" {VARIABLE}"
        )
        raise UsageError(message)


def _itself(job: Job) -> Row:
    """Return the newsletter as its own reader, where nothing is sent."""
    insist_on_somebody(job)
    address = normalised(parseaddr(job.settings.newsletter.from_)[1])
    return Row(line=0, address=address)


def _subscriber(row: Row, naming: Callable[[str], str], job: Job) -> Subscriber:
    id_ = naming(row.address)
    return subscriber(row, id_=id_, status="active", now=job.now)
