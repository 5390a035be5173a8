"""Subscribers → their copies: which letter each gets, with links of his or her own."""

from collections import Counter
from collections.abc import Iterator
from functools import partial
from typing import Protocol
from urllib.parse import quote

from digest.compose import edition_day
from digest.config import Settings
from digest.deliver import Copy, Recipient, message_id
from digest.keys import Keyring
from digest.model import Subscriber
from digest.pipeline.job import Job
from digest.pipeline.letters import Letters
from digest.pipeline.sending import ledger_name
from digest.store import Store
from digest.subscribers import Earlier, Reason, Segment, choices, same_period
from digest.text.destinations import is_mailto
from digest.text.service import service_url


class People(Protocol):
    """Subscribers, as often as they are asked for."""

    def __iter__(self) -> Iterator[Subscriber]: ...

    def __len__(self) -> int: ...


class Copies:
    """The copies of an edition, made one after the other, in little memory.

    `passed_over` counts the subscribers so far who get none, by reason. `once_more`
    gives copies an identity of this run: mail programs show what they know but once.
    """

    def __init__(  # noqa: PLR0913 - what is copied, for whom, known by what
        self,
        letters: Letters,
        people: People,
        job: Job,
        store: Store,
        *,
        keyring: Keyring,
        once_more: bool = False,
    ) -> None:
        self._letters, self._people = letters, people
        self._job, self._store, self._keyring = job, store, keyring
        again = (job.now.isoformat(),) if once_more else ()
        self._said = ("copy", letters.name, *again)
        self.passed_over: Counter[Reason] = Counter()

    def __iter__(self) -> Iterator[Copy]:
        """Yield the copy of each subscriber who is to get one."""
        found = choices(
            self._people,
            self._letters.offer,
            suppressed=self._store.subscribers.suppressed,
            earlier=earlier_than(self._letters.name, self._job, self._store),
        )
        for choice in found:
            if isinstance(choice.outcome, Segment):
                yield self._copy(choice.subscriber, choice.outcome)
            else:
                self.passed_over[choice.outcome] += 1

    def _copy(self, subscriber: Subscriber, segment: Segment) -> Copy:
        name = self._letters.name
        secret = self._keyring.secret(*self._said, subscriber.id)
        newsletter = self._job.settings.newsletter
        return Copy(
            edition=name,
            id=subscriber.id,
            address=subscriber.address,
            recipient=partial(recipient, subscriber, self._job.settings, self._keyring),
            letter=self._letters.letter(segment),
            message_id=message_id(name, secret, newsletter),
        )


def recipient(
    subscriber: Subscriber, settings: Settings, keyring: Keyring
) -> Recipient:
    """Return where a subscriber's copy goes, and the links that are only theirs."""
    links, preferences = [], ""
    token = ""
    if settings.serve or settings.deliver.bounces:
        token = keyring.token("subscriber", subscriber.id)
    if settings.serve:
        service = settings.serve.address
        links.append(service_url(service, "unsubscribe", token))
        preferences = service_url(service, "preferences", token)
    links += _by_mail(settings, token)
    return Recipient(
        id=subscriber.id,
        address=subscriber.address,
        unsubscribe=tuple(links),
        preferences=preferences,
        bounce=_bounce(settings, subscriber, keyring),
    )


def _by_mail(settings: Settings, token: str) -> Iterator[str]:
    """Yield where one signs off by writing: what arrives there names who wrote."""
    leave = settings.newsletter.unsubscribe or ""
    if is_mailto(leave):
        named = token and "?" not in leave
        yield f"{leave}?subject={quote(f'unsubscribe {token}')}" if named else leave
    elif leave and not settings.serve:
        yield leave
    elif settings.deliver.bounces:
        local, _, domain = settings.deliver.bounces.address.rpartition("@")
        subject = quote(f"unsubscribe {token}")
        yield f"mailto:{local}@{domain}?subject={subject}"


def _bounce(settings: Settings, subscriber: Subscriber, keyring: Keyring) -> str:
    """Return the envelope's sender: reports of what did not arrive go to it.

    It names the subscriber, so that a report need not be understood to know of whom it
    is (variable envelope return path).
    """
    if settings.deliver.bounces is None:
        return ""
    local, _, domain = settings.deliver.bounces.address.rpartition("@")
    return f"{local}+{keyring.token('bounce', subscriber.id)}@{domain}"


def earlier_than(name: str, job: Job, store: Store) -> Earlier:
    """Return who got another edition of the same week, and of the same month."""
    outbox, day = ledger_name(job.settings.deliver), edition_day(name)
    if outbox is None or day is None:
        return Earlier()
    ledger = store.ledger(outbox)
    others = [
        (other, when)
        for other in ledger.editions()
        if other != name and (when := edition_day(other))
    ]
    week = [other for other, when in others if same_period("weekly", when, day)]
    month = [other for other, when in others if same_period("monthly", when, day)]
    return Earlier(week=ledger.got_any(week), month=ledger.got_any(month))
