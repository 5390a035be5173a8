"""What came to the bounce address → whom it is about, and what follows from it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Literal, get_args

from digest.bounces import Report, reported
from digest.config import Bounces
from digest.errors import UsageError
from digest.keys import Keyring
from digest.model import Bounce, BounceKind, Suppression, SuppressionReason
from digest.pipeline import mailboxes
from digest.pipeline.job import Job
from digest.pipeline.mailboxes import Arrived
from digest.pipeline.sending import SMTP
from digest.store import Copy, Store

# `ignored`: nothing is to follow; `unknown`: it is about nobody of ours, as far as can
# be proved; `known`: it was counted before, or nothing is sent to him anyway.
Consequence = Literal["suppressed", "counted", "told", "known", "unknown", "ignored"]

_BATCH = 500
_SOFT_LIMIT = 5
_COUNTING = frozenset(get_args(BounceKind))
_REASONS: Mapping[str, SuppressionReason] = {
    "hard": "bounced",
    "soft": "bounced",
    "complaint": "complained",
    "unsubscribe": "unsubscribed",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """A report with whom it is about ("": nobody), which edition, and what followed."""

    report: Report
    id: str = ""
    edition: str = ""
    consequence: Consequence = "ignored"


@contextmanager
def waiting(
    job: Job, *, files: Sequence[Path] = (), maildir: Path | None = None
) -> Iterator[Iterator[Arrived]]:
    """Open where reports wait: files or a Maildir given, or what the settings name.

    Raises:
        UsageError: nothing is named, or what is named cannot be read.
        MailboxError: the mail server cannot be used.
    """
    settings = job.settings.deliver.bounces
    if files:
        yield mailboxes.files(files)
    elif maildir:
        yield mailboxes.maildir(maildir)
    elif settings and settings.maildir:
        yield mailboxes.maildir(job.folder / settings.maildir)
    elif settings and settings.imap:
        with mailboxes.imap(settings.imap, job.environment) as box:
            yield box
    else:
        message = (
            "nowhere to read reports from: set deliver.bounces.maildir or"
            " deliver.bounces.imap, or name a folder with --maildir, or files"
        )
        raise UsageError(message)


def followed(
    mails: Iterable[Arrived],
    job: Job,
    store: Store,
    ring: Keyring,
    *,
    dry_run: bool = False,
) -> Iterator[Followed]:
    """Read mails, do what follows from each, and mark those that are dealt with.

    What nobody can make anything of stays unread, for a person to find.
    """
    remaining = iter(mails)
    while batch := list(islice(remaining, _BATCH)):
        made = _Following.of(map(reported, (mail.raw for mail in batch)), store, ring)
        for mail, report in zip(batch, made.reports, strict=True):
            result = made.follow(report, job, dry_run=dry_run)
            is_clear = report.kind != "other" and result.consequence != "unknown"
            if is_clear and not dry_run:
                mail.read()
            yield result


def follow(
    bounce: Bounce, store: Store, *, now: datetime, settings: Bounces | None = None
) -> Consequence:
    """Do what follows from a copy that did not arrive; once, however often told.

    Suppressed first and counted second: a run that is killed in between does both
    again, and one that has counted does neither, so that somebody who came back of his
    own will is not put out again by an old report.
    """
    copies = store.ledger(SMTP).copies_of([bounce.id])
    return _followed(bounce, copies, store, now, settings, dry_run=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Following:
    """Some reports, and what the ledger knows of those whom they are about."""

    reports: tuple[Report, ...]
    people: Mapping[str, str]
    editions: Mapping[str, tuple[str, str]]
    copies: Mapping[str, list[Copy]]
    store: Store

    @classmethod
    def of(cls, reports: Iterable[Report], store: Store, ring: Keyring) -> "_Following":
        """Look up, all at once, what the signs in the reports stand for."""
        read = tuple(reports)
        ledger = store.ledger(SMTP)
        tokens = {
            token: id_
            for report in read
            for token in report.tokens
            if (id_ := _verified(token, report, ring))
        }
        named = {sign for report in read for sign in report.message_ids}
        known = ledger.by_message_id(sorted(named))
        editions = {sign: (d.recipient, d.edition) for sign, d in known.items()}
        found = {*tokens.values(), *(id_ for id_, _ in editions.values())}
        copies: dict[str, list[Copy]] = {}
        for copy in ledger.copies_of(sorted(found)):
            copies.setdefault(copy.delivery.recipient, []).append(copy)
        return cls(
            reports=read, people=tokens, editions=editions, copies=copies, store=store
        )

    def follow(self, report: Report, job: Job, *, dry_run: bool) -> Followed:
        """Do what follows from one report."""
        if report.kind not in _COUNTING | {"unsubscribe"}:
            return Followed(report=report)
        id_ = self._who(report)
        if id_ is None:
            is_letter = report.kind == "unsubscribe"  # with a token of somebody else's
            return Followed(
                report=Report(kind="other") if is_letter else report,
                consequence="ignored" if is_letter else "unknown",
            )
        edition = self._edition(report, id_)
        if report.kind == "unsubscribe":
            done = _let_go(id_, self.store, job.now, dry_run=dry_run)
        else:
            done = _followed(
                _bounce(report, id_, edition, job.now),
                self.copies.get(id_, []),
                self.store,
                job.now,
                job.settings.deliver.bounces,
                dry_run=dry_run,
            )
        return Followed(report=report, id=id_, edition=edition, consequence=done)

    def _who(self, report: Report) -> str | None:
        """Return whom a report is about, by signs that only his own copy had."""
        signed = (self.people.get(token) for token in report.tokens)
        named = (self.editions.get(sign, ("", ""))[0] for sign in report.message_ids)
        return next(filter(None, (*signed, *named)), None)

    def _edition(self, report: Report, id_: str) -> str:
        """Return which edition it is about; where nothing says so, his newest."""
        named = (self.editions.get(sign, ("", "")) for sign in report.message_ids)
        told = next((edition for person, edition in named if person == id_), "")
        return told or next(iter(_received(self.copies.get(id_, []))), "")


def _verified(token: str, report: Report, ring: Keyring) -> str | None:
    """Return whose token it is; an own wish takes more than a bounce address."""
    own = ring.read("subscriber", token)
    return own if report.kind == "unsubscribe" else own or ring.read("bounce", token)


def _bounce(report: Report, id_: str, edition: str, now: datetime) -> Bounce:
    kinds: Mapping[str, BounceKind] = {kind: kind for kind in get_args(BounceKind)}
    return Bounce(
        id=id_,
        edition=edition,
        kind=kinds[report.kind],
        received=now,
        code=report.code,
        detail=report.detail,
    )


def _received(copies: Iterable[Copy]) -> tuple[str, ...]:
    """Return the editions that somebody was sent, the newest first."""
    taken = {"sent", "in-doubt"}
    return tuple(
        copy.delivery.edition for copy in copies if copy.delivery.status in taken
    )


# ── what follows ──────────────────────────────────────────────────────────────────


def _followed(  # noqa: PLR0913 - what happened, and all by which it is judged
    bounce: Bounce,
    copies: Iterable[Copy],
    store: Store,
    now: datetime,
    settings: Bounces | None,
    *,
    dry_run: bool,
) -> Consequence:
    people = store.subscribers
    noted = people.bounces(bounce.id)
    if any(_same(bounce, each) for each in noted):
        return "known"
    limit = settings.soft_limit if settings else _SOFT_LIMIT
    stands = people.suppression(bounce.id)
    done = _consequence(bounce, _in_a_row(bounce, noted, copies), limit)
    if stands and stands.reason == "erased":
        return "known"
    if dry_run:
        return done
    if done == "suppressed":
        people.suppress(_suppression(bounce, now))
    people.note_bounce(bounce)
    return done


def _consequence(bounce: Bounce, in_a_row: int, limit: int) -> Consequence:
    match bounce.kind:
        case "hard" | "complaint":
            return "suppressed"
        case "soft":
            return "suppressed" if in_a_row >= limit else "counted"
        case "policy":
            return "told"


def _same(one: Bounce, other: Bounce) -> bool:
    return (one.edition, one.kind) == (other.edition, other.kind)


def _in_a_row(bounce: Bounce, noted: Iterable[Bounce], copies: Iterable[Copy]) -> int:
    """Return how many editions bounced softly one after the other, to the newest.

    Editions newer than the newest report are not told of yet, and those that were
    refused as a matter of policy tell nothing of the mailbox.
    """
    every = [*noted, bounce]
    soft = {each.edition for each in every if each.kind == "soft"}
    policy = {each.edition for each in every if each.kind == "policy"}
    told = [each for each in _received(copies) if each not in policy - soft]
    while told and told[0] not in soft:
        told.pop(0)
    row = next((n for n, each in enumerate(told) if each not in soft), len(told))
    return max(row, 1)


def _suppression(bounce: Bounce, now: datetime) -> Suppression:
    return Suppression(
        id=bounce.id, reason=_REASONS[bounce.kind], since=now, detail=bounce.detail
    )


def _let_go(id_: str, store: Store, now: datetime, *, dry_run: bool) -> Consequence:
    if store.subscribers.suppression(id_):
        return "known"
    if not dry_run:
        store.subscribers.suppress(
            Suppression(id=id_, reason="unsubscribed", since=now, detail="by mail")
        )
    return "suppressed"
