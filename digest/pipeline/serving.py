"""What `digest serve` needs of the world: keys, store, templates, emails, editions."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from threading import Lock

from digest.config import Serve
from digest.deliver import (
    EmlFolder,
    Letter,
    Outbox,
    Recipient,
    Signer,
    SmtpOutbox,
    message_id,
)
from digest.errors import UsageError
from digest.keys import Keyring
from digest.model import Email
from digest.pipeline.job import Job
from digest.pipeline.keyring import keyring
from digest.pipeline.publishing import archived
from digest.pipeline.sending import credentials, eml_folder, is_on_its_way
from digest.pipeline.shelf import Shelf
from digest.pipeline.signing import signers
from digest.render import environment, languages
from digest.serve import Offer, Service
from digest.store import Store

PATIENCE = timedelta(seconds=5)  # a page must not wait longer for who is writing

_LANGUAGE = re.compile(r"\.([A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*)\.md")
_LETTERS = "service"  # the folder of the service's own emails, where they are files
_FRESH = timedelta(seconds=30)


def insist_on_an_address(job: Job) -> Serve:
    """Return the settings of the service.

    Raises:
        UsageError: there are none.
    """
    if job.settings.serve:
        return job.settings.serve
    message = (
        "subscribers' pages need the address that they are reached at from outside:"
        " write it below `serve:`, such as `serve: {address:"
        " https://letters.example/news/}`"
    )
    raise UsageError(message)


def service(
    job: Job,
    store: Store,
    *,
    clock: Callable[[], datetime],
    seconds: Callable[[], float],
) -> Service:
    """Return all that the service needs; settings are read once.

    Raises:
        UsageError: there is no address, or the keys or credentials are damaged.
    """
    settings = insist_on_an_address(job)
    credentials(job.environment)
    templates = environment(job.templates, job.settings.theme)
    own = job.settings.newsletter.language
    spoken = languages(templates)
    ring = keyring(job)
    return Service(
        newsletter=job.settings.newsletter,
        settings=settings,
        keyring=ring,
        store=store,
        templates=templates,
        languages=tuple(sorted(spoken, key=lambda each: each != own)),
        offer=Offer(
            languages=tuple(dict.fromkeys((own, *_languages(job.editions)))),
            sections=tuple(dict.fromkeys(feed.section for feed in job.settings.feeds)),
        ),
        post=_Post(job, ring, signers(job)),
        archive=_Archive(job, store, settings, clock),
        clock=clock,
        seconds=seconds,
    )


def _languages(editions: Path) -> tuple[str, ...]:
    """Return the languages that there are editions in beside the newsletter's own."""
    names = (path.name for path in editions.glob("*.*.md"))
    found = (_LANGUAGE.search(name) for name in names)
    return tuple(sorted({each[1] for each in found if each}))


@dataclass(frozen=True, slots=True)
class _Post:
    """The outbox of the settings, for one email at a time."""

    job: Job
    ring: Keyring
    signers: tuple[Signer, ...]

    def __call__(self, email: Email, address: str, now: datetime) -> bool:
        """Send; False: to be tried again."""
        newsletter = self.job.settings.newsletter
        letter = Letter(email, newsletter=newsletter, signers=self.signers, now=now)
        secret = self.ring.secret("service", address, now.isoformat())
        message = letter.addressed(
            Recipient(id="", address=address),
            message_id=message_id(email.edition, secret, newsletter),
        )
        with self._outbox() as outbox:
            outbox.ready()
            return outbox.send(message).status != "deferred"

    def _outbox(self) -> Outbox:
        settings = self.job.settings.deliver
        if settings.outbox == "smtp" and settings.smtp:
            username, password = credentials(self.job.environment)
            return SmtpOutbox(settings.smtp, username=username, password=password)
        return EmlFolder(eml_folder(self.job.out, _LETTERS))


class _Archive:
    """The site of the editions that were sent, made anew where they have changed."""

    def __init__(
        self, job: Job, store: Store, settings: Serve, clock: Callable[[], datetime]
    ) -> None:
        self._job = job
        self._store = store
        self._settings = settings
        self._clock = clock
        self._lock = Lock()
        self._looked: datetime | None = None
        self._stamp: object = None
        self._files: Mapping[str, str] = {}

    def __call__(self) -> Mapping[str, str]:
        """Return the site's files by path; none where nothing was sent yet."""
        with self._lock:
            now = self._clock()
            if self._looked is None or now - self._looked >= _FRESH:
                self._look()
                self._looked = now
            return self._files

    def _look(self) -> None:
        sent = tuple(_sent(self._job, self._store))
        stamp = sent, tuple(_stamps(self._job.editions, sent))
        if stamp != self._stamp:
            self._files = archived(self._job, sent, self._settings.address)
            self._stamp = stamp


def _sent(job: Job, store: Store) -> Iterator[str]:
    shelf = Shelf(folder=job.editions)
    for name in shelf.names():
        if is_on_its_way(name, job, store):
            yield name


def _stamps(folder: Path, names: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Yield what tells whether a file was written since."""
    for name in names:
        for path in (folder / f"{name}.md", folder / f"{name}.json"):
            with suppress(FileNotFoundError):
                found = path.stat()
                yield found.st_mtime_ns, found.st_size
