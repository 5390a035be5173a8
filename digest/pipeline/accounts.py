"""Who got an edition, who did not and why, and what a person decides about it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from digest.deliver import normalised
from digest.errors import UsageError
from digest.keys import Keyring
from digest.model import Bounce, Delivery, Subscriber, Suppression
from digest.pipeline.copying import earlier_than
from digest.pipeline.job import Job
from digest.pipeline.letters import offered
from digest.pipeline.sending import SMTP
from digest.store import Copy, EditionState, Store
from digest.subscribers import REASONS, Offer, Segment, wants

Status = Literal[
    "sent",
    "refused",
    "deferred",
    "in-doubt",
    "bounced",
    "complained",
    "none",
]
_DECIDED = {"sent": "a person says: it was sent", "unsent": "a person says: it was not"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What became of one person's copy of an edition; `none`: there was none for him.

    `address` is "" where the subscriber is not known any more.
    """

    edition: str
    id: str
    address: str
    status: Status
    detail: str = ""
    changed: datetime | None = None


def editions(store: Store) -> tuple[EditionState, ...]:
    """Return how each edition went by mail, the newest first."""
    return store.ledger(SMTP).states()


def accounts(edition: str, job: Job, store: Store) -> Iterator[Account]:
    """Yield what became of each subscriber's copy, by id, and who got none and why.

    Why is told by the manuscript as it is now, where it is still there.

    Raises:
        UsageError: the edition never was on its way.
    """
    state_of(edition, store)
    copies = {d.recipient: d for d in store.ledger(SMTP).deliveries(edition)}
    reports: dict[str, list[Bounce]] = {}
    for bounce in store.subscribers.bounces(edition=edition):
        reports.setdefault(bounce.id, []).append(bounce)
    known = {person.id: person for person in store.subscribers.each()}
    barred = {each.id: each for each in store.subscribers.suppressions()}
    why = _Why(edition, job, store)
    for id_ in sorted({*copies, *known}):
        address = known[id_].address if id_ in known else ""
        if copy := copies.get(id_):
            yield _account(copy, address, reports.get(id_, ()))
        else:
            yield Account(
                edition=edition,
                id=id_,
                address=address,
                status="none",
                detail=why.none(known[id_], barred.get(id_)),
            )


def history(
    address: str, store: Store, ring: Keyring
) -> tuple[tuple[Account, ...], Suppression | None]:
    """Return all copies of one person, the newest first, and why he gets no more."""
    ids = ring.ids(normalised(address))
    reports: dict[str, list[Bounce]] = {}
    for id_ in ids:
        for bounce in store.subscribers.bounces(id_):
            reports.setdefault(bounce.edition, []).append(bounce)
    found = tuple(
        _account(
            copy.delivery,
            normalised(address),
            reports.get(copy.delivery.edition, ()),
            changed=copy.changed,
        )
        for copy in _copies(store, ids)
    )
    stands = store.subscribers.suppressed(ids)
    return found, next(iter(stands.values()), None)


def state_of(edition: str, store: Store) -> EditionState:
    """Return how an edition went.

    Raises:
        UsageError: it never was on its way.
    """
    for state in editions(store):
        if state.edition == edition:
            return state
    message = (
        f"{edition}: no such edition was sent by mail; `digest deliveries` lists them"
    )
    raise UsageError(message)


def settled(  # noqa: PLR0913 - whose copies, what is decided, by whom it is known
    edition: str,
    decision: str,
    addresses: Iterable[str],
    *,
    job: Job,
    store: Store,
    ring: Keyring,
) -> int:
    """Write down what a person decides of copies in doubt; return how many.

    `sent` ends them, `unsent` has the next run send them. Without addresses all of the
    edition's are meant.

    Raises:
        UsageError: an address has no copy in doubt.
    """
    state_of(edition, store)
    ledger = store.ledger(SMTP)
    status: Literal["sent", "deferred"] = "sent" if decision == "sent" else "deferred"
    with ledger.alone():  # else it could be what another run is sending just now
        doubted = {
            each.recipient: each
            for each in ledger.deliveries(edition)
            if each.status == "in-doubt"
        }
        chosen = _chosen(doubted, addresses, ring)
        decided = [
            replace(each, status=status, detail=_DECIDED[decision]) for each in chosen
        ]
        ledger.note(settled=decided, now=job.now)
    return len(chosen)


def paused(edition: str, job: Job, store: Store) -> None:
    """Stop sending an edition until it is resumed.

    Raises:
        UsageError: it is not on its way, or not any more.
    """
    if state_of(edition, store).finished:
        message = f"{edition}: there is nothing to pause: it is sent"
        raise UsageError(message)
    store.ledger(SMTP).pause(edition, job.now)


def resumed(edition: str, store: Store) -> None:
    """Go on sending an edition.

    Raises:
        UsageError: it never was on its way.
    """
    state_of(edition, store)
    store.ledger(SMTP).resume(edition)


def _chosen(
    doubted: Mapping[str, Delivery], addresses: Iterable[str], ring: Keyring
) -> list[Delivery]:
    wanted = [ring.ids(normalised(address)) for address in addresses]
    if not wanted:
        return list(doubted.values())
    found = [[doubted[id_] for id_ in ids if id_ in doubted] for ids in wanted]
    missing = sum(not each for each in found)
    if missing:
        message = f"{missing} of these addresses have no copy in doubt: nothing is done"
        raise UsageError(message)
    return [copy for each in found for copy in each]


def _copies(store: Store, ids: Iterable[str]) -> tuple[Copy, ...]:
    return store.ledger(SMTP).copies_of(ids)


def _account(
    copy: Delivery,
    address: str,
    reports: Iterable[Bounce],
    *,
    changed: datetime | None = None,
) -> Account:
    status, detail = _outcome(copy, tuple(reports))
    return Account(
        edition=copy.edition,
        id=copy.recipient,
        address=address,
        status=status,
        detail=detail,
        changed=changed,
    )


def _outcome(copy: Delivery, reports: tuple[Bounce, ...]) -> tuple[Status, str]:
    """Return what became of a copy: what was reported afterwards is the last word."""
    complaint = next((each for each in reports if each.kind == "complaint"), None)
    if complaint:
        return "complained", complaint.detail
    if reports:
        last = reports[-1]
        return "bounced", f"{last.kind}: {last.detail}"
    return copy.status, copy.detail


class _Why:
    """Why somebody got none of an edition, in words."""

    def __init__(self, edition: str, job: Job, store: Store) -> None:
        manuscript = job.editions / f"{edition}.md"
        self._offer = offered(manuscript, job) if manuscript.is_file() else None
        self._earlier = earlier_than(edition, job, store)

    def none(self, person: Subscriber, barred: Suppression | None) -> str:
        """Return why a person got nothing."""
        offer = self._offer or Offer(language="", sections={"": ()}, known=())
        found = wants(person, offer, suppression=barred, earlier=self._earlier)
        if isinstance(found, Segment) or (found == "sections" and not self._offer):
            return "not reached yet"
        return REASONS[found]
