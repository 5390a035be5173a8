"""The store's list of subscribers: people looked up, added, changed, taken off."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal

from digest.deliver import normalised, objection
from digest.errors import UsageError
from digest.model import Bounce, Frequency, Subscriber, Suppression, SuppressionReason
from digest.pipeline.job import Job
from digest.pipeline.keyring import keyring
from digest.pipeline.subscribers import sections
from digest.store import Store
from digest.subscribers import (
    REASONS,
    csv_line,
    language_tag,
    lines,
    section_named,
)
from digest.text.printable import clean

Standing = Literal[
    "active", "pending", "unsubscribed", "bounced", "complained", "erased"
]

_PAGE = 500
_DAY = "%d %B %Y"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """What is known of somebody; without `subscriber`: he or she is not on the list."""

    id: str
    subscriber: Subscriber | None
    suppression: Suppression | None

    @property
    def standing(self) -> Standing | None:
        """How it stands with the newsletter; None: nothing is known."""
        if self.suppression:
            return self.suppression.reason
        return self.subscriber.status if self.subscriber else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which people are looked for; what is empty matches all."""

    text: str = ""
    tag: str = ""
    language: str = ""
    section: str = ""
    standing: str = ""

    def matches(self, person: Person) -> bool:
        """Tell whether a person is one of them."""
        known = person.subscriber
        if known is None:
            return False
        said = "\n".join((known.address, known.name, *known.tags)).casefold()
        return (
            self.text.casefold() in said
            and (not self.tag or self.tag in known.tags)
            and (not self.language or known.language == self.language)
            and (not known.sections or self.section in ("", *known.sections))
            and (not self.standing or person.standing == self.standing)
        )


def person(address: str, job: Job, store: Store) -> Person:
    """Return what is known of whoever has an address.

    Raises:
        UsageError: it is none.
    """
    id_ = _id(address, job)
    known = store.subscribers.get(id_)
    return Person(
        id=id_, subscriber=known, suppression=store.subscribers.suppression(id_)
    )


def subscribed(address: str, job: Job, store: Store) -> Subscriber:
    """Return the subscriber of an address.

    Raises:
        UsageError: nobody on the list has it.
    """
    known = person(address, job, store).subscriber
    if known is None:
        message = "nobody on the list has this address"
        raise UsageError(message)
    return known


def people(store: Store, wanted: Wanted) -> Iterator[Person]:
    """Yield the people on the list who are looked for, by address."""
    everybody = store.subscribers.by_address()
    while page := list(islice(everybody, _PAGE)):
        suppressed = store.subscribers.suppressed(each.id for each in page)
        for each in page:
            found = Person(
                id=each.id, subscriber=each, suppression=suppressed.get(each.id)
            )
            if wanted.matches(found):
                yield found


def bounces(id_: str, store: Store) -> tuple[Bounce, ...]:
    """Return the reports of copies that somebody did not get, oldest first."""
    return store.subscribers.bounces(id_)


def added(  # noqa: PLR0913 - a subscriber is what he or she chose
    address: str,
    job: Job,
    store: Store,
    *,
    name: str = "",
    language: str = "",
    wanted: Iterable[str] = (),
    frequency: Frequency = "each",
    tags: Iterable[str] = (),
    confirmed: bool = True,
) -> Subscriber:
    """Add somebody to the list.

    Raises:
        UsageError: the address is none or known, or its owner wants nothing more; or
            there is no such section or language.
    """
    known = person(address, job, store)
    _may_be_added(known)
    new = Subscriber(
        id=known.id,
        address=normalised(address),
        name=clean(name),
        language=named_language(language),
        sections=named_sections(wanted, job),
        frequency=frequency,
        tags=_sorted(tags),
        status="active" if confirmed else "pending",
        source="added",
        joined=job.now,
    )
    store.subscribers.keep(new)
    return new


def removed(address: str, job: Job, store: Store) -> bool:
    """Take somebody off the list, and see that no import brings him back.

    False where he was not on it.
    """
    id_ = _id(address, job)
    _suppress(id_, "unsubscribed", job, store)
    return store.subscribers.remove(id_)


def retagged(
    address: str,
    job: Job,
    store: Store,
    *,
    more: Iterable[str] = (),
    fewer: Iterable[str] = (),
) -> Subscriber:
    """Give a subscriber tags, or take them away.

    Raises:
        UsageError: nobody on the list has the address.
    """
    known = subscribed(address, job, store)
    changed = replace(known, tags=_sorted({*known.tags, *more} - set(fewer)))
    store.subscribers.keep(changed)
    return changed


def erased(address: str, job: Job, store: Store) -> bool:
    """Erase somebody: a keyed hash is all that is left; False: nothing was there."""
    return store.subscribers.erase(_id(address, job), job.now)


def suppressed(
    address: str, reason: SuppressionReason, job: Job, store: Store
) -> Person:
    """Send somebody nothing more; the row on the list stays."""
    _suppress(_id(address, job), reason, job, store)
    return person(address, job, store)


def allowed(address: str, job: Job, store: Store) -> bool:
    """Let somebody get the newsletter again; False where nothing stood against it."""
    return store.subscribers.allow(_id(address, job))


def exported(store: Store) -> Iterator[str]:
    """Yield the lines of the list as CSV, by address."""
    return lines(store.subscribers.by_address())


def exported_suppressions(store: Store) -> Iterator[str]:
    """Yield the lines of the suppression list: ids, and addresses still on the list."""
    yield csv_line(("id", "email", "reason", "since", "detail"))
    everybody = iter(store.subscribers.suppressions())
    while page := list(islice(everybody, _PAGE)):
        known = {each.id: each for each in store.subscribers.among(p.id for p in page)}
        for each in page:
            address = known[each.id].address if each.id in known else ""
            since = each.since.isoformat()
            yield csv_line((each.id, address, each.reason, since, each.detail))


def statistics(store: Store) -> dict[str, dict[str, int]]:
    """Return how many people there are of each kind, the most first."""
    counts: dict[str, Counter[str]] = {
        kind: Counter()
        for kind in ("standing", "language", "frequency", "section", "tag", "source")
    }
    for each in people(store, Wanted()):
        if each.subscriber:
            _count(each, each.subscriber, counts)
    counts["suppressed"] = Counter(
        each.reason for each in store.subscribers.suppressions()
    )
    return {
        kind: dict(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))
        for kind, counted in counts.items()
    }


def named_language(text: str) -> str:
    """Return a language's tag.

    Raises:
        UsageError: it is none.
    """
    try:
        return language_tag(text)
    except ValueError as error:
        raise UsageError(str(error)) from error


def named_sections(names: Iterable[str], job: Job) -> tuple[str, ...]:
    """Return the settings' sections of these names, in their order.

    Raises:
        UsageError: there is no such section.
    """
    known = sections(job)
    try:
        wanted = {section_named(name, known) for name in names}
    except ValueError as error:
        raise UsageError(str(error)) from error
    return tuple(title for title in known if title in wanted)


def _id(address: str, job: Job) -> str:
    reason = objection(normalised(address))
    if reason:
        message = f"not an email address: {reason}"
        raise UsageError(message)
    return keyring(job).id(normalised(address))


def _may_be_added(known: Person) -> None:
    if known.suppression:
        why = REASONS[known.suppression.reason]
        message = (
            f"not added: {why}, {known.suppression.since:{_DAY}}; where the person"
            " wants it back, `digest subscribers allow` comes first"
        )
        raise UsageError(message)
    if known.subscriber:
        message = f"on the list since {known.subscriber.joined:{_DAY}}"
        raise UsageError(message)


def _suppress(id_: str, reason: SuppressionReason, job: Job, store: Store) -> None:
    found = Suppression(id=id_, reason=reason, since=job.now, detail="by hand")
    store.subscribers.suppress(found)


def _sorted(tags: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({clean(tag) for tag in tags} - {""}))


def _count(each: Person, known: Subscriber, counts: dict[str, Counter[str]]) -> None:
    counts["standing"][each.standing or ""] += 1
    counts["language"][known.language or "the newsletter’s"] += 1
    counts["frequency"][known.frequency] += 1
    counts["section"].update(known.sections or ("all",))
    counts["tag"].update(known.tags)
    counts["source"][known.source] += 1
