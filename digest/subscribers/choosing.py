"""Who gets which part of an edition, and why somebody gets nothing of it."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Literal

from digest.model import Edition, Frequency, Subscriber, Suppression
from digest.subscribers.values import folded

Reason = Literal[
    "pending",
    "unsubscribed",
    "bounced",
    "complained",
    "erased",
    "frequency",
    "sections",
]
REASONS: dict[Reason, str] = {
    "pending": "has not confirmed the address yet",
    "unsubscribed": "signed off",
    "bounced": "the address takes no mail",
    "complained": "called an email spam",
    "erased": "erased on request",
    "frequency": "got an edition of this week or month already, and wants no more",
    "sections": "nothing in it is of the sections chosen",
}
_BATCH = 500


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Segment:
    """Subscribers who get the very same: a language, and sections; none for all."""

    language: str
    sections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What there is of an edition: in each language, the titles of its sections.

    `language` is the newsletter's own, for whoever wants one that there is not. `known`
    are the sections that one may choose: what an editor calls otherwise is for all.
    """

    language: str
    sections: Mapping[str, tuple[str, ...]]
    known: tuple[str, ...]

    @property
    def unknown(self) -> tuple[str, ...]:
        """Its sections that nobody can have chosen: in the newsletter's own words."""
        known = {folded(title) for title in self.known}
        return tuple(
            title
            for titles in dict.fromkeys(self.sections.values())
            for title in titles
            if folded(title) not in known
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """Who got another edition of the same week, and of the same month, by id."""

    week: Container[str] = frozenset()
    month: Container[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What one subscriber gets: a segment's copy, or nothing, for a reason."""

    subscriber: Subscriber
    outcome: Segment | Reason = field()


def offer(editions: Sequence[Edition], *, known: Sequence[str]) -> Offer:
    """Return what there is of an edition: its languages, the newsletter's own first."""
    return Offer(
        language=editions[0].language,
        sections={
            each.language: tuple(s.title for s in each.sections if s.stories)
            for each in editions
        },
        known=tuple(known),
    )


def choices(
    subscribers: Iterable[Subscriber],
    offer: Offer,
    *,
    suppressed: Callable[[Sequence[str]], Mapping[str, Suppression]],
    earlier: Earlier,
) -> Iterator[Choice]:
    """Yield what each subscriber gets of an edition, in little memory.

    `suppressed` is asked which of some ids get no mail at all.
    """
    shared: dict[tuple[str, tuple[str, ...]], Segment | Reason] = {}
    remaining = iter(subscribers)
    while batch := list(islice(remaining, _BATCH)):
        standing = suppressed([each.id for each in batch])
        for each in batch:
            found: Segment | Reason | None = _hindrance(
                each, standing.get(each.id), earlier
            )
            if found is None:
                key = (each.language, each.sections)
                found = shared.get(key) or shared.setdefault(key, segment(each, offer))
            yield Choice(subscriber=each, outcome=found)


def wants(
    subscriber: Subscriber,
    offer: Offer,
    *,
    suppression: Suppression | None = None,
    earlier: Earlier = Earlier(),
) -> Segment | Reason:
    """Return what a subscriber gets of an edition: a segment, or why nothing."""
    found = _hindrance(subscriber, suppression, earlier)
    return found or segment(subscriber, offer)


def segment(subscriber: Subscriber, offer: Offer) -> Segment | Literal["sections"]:
    """Return the segment that a subscriber's language and sections make.

    Who wants all that there is shares one, whether by name or without.
    """
    spoken = edition_language(subscriber.language, offer)
    titles = offer.sections[spoken]
    wanted = _wanted(titles, subscriber.sections, offer.known)
    if wanted == titles:
        return Segment(language=spoken)
    return Segment(language=spoken, sections=wanted) if wanted else "sections"


def edition_language(wanted: str, offer: Offer) -> str:
    """Return the language of an edition that comes nearest to the one wanted."""
    exact = [tag for tag in offer.sections if tag.lower() == wanted.lower()]
    first = wanted.lower().partition("-")[0]
    near = sorted(
        tag for tag in offer.sections if tag.lower().partition("-")[0] == first
    )
    if not wanted or (offer.language in near and not exact):
        return offer.language
    return next(iter((*exact, *near)), offer.language)


def same_period(frequency: Frequency, one: date, other: date) -> bool:
    """Tell whether of two editions of these days somebody wants the first alone."""
    if frequency == "weekly":
        return one.isocalendar()[:2] == other.isocalendar()[:2]
    return frequency == "monthly" and (one.year, one.month) == (other.year, other.month)


def _hindrance(
    subscriber: Subscriber, suppression: Suppression | None, earlier: Earlier
) -> Reason | None:
    if suppression is not None:
        return suppression.reason
    if subscriber.status == "pending":
        return "pending"
    weekly = subscriber.frequency == "weekly" and subscriber.id in earlier.week
    monthly = subscriber.frequency == "monthly" and subscriber.id in earlier.month
    return "frequency" if weekly or monthly else None


def _wanted(
    titles: Sequence[str], chosen: Sequence[str], known: Sequence[str]
) -> tuple[str, ...]:
    """Return the titles that somebody wants: those chosen, and those nobody can."""
    wanted = {folded(title) for title in chosen}
    on_offer = {folded(title) for title in known}
    return tuple(
        title
        for title in titles
        if not wanted or folded(title) in wanted or folded(title) not in on_offer
    )
