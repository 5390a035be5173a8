"""Valid subscribers and lists for tests; a test states only what matters to it."""

from datetime import UTC, datetime

from digest.deliver import normalised, objection
from digest.keys import Keyring
from digest.model import Frequency, Subscriber, SubscriberStatus
from digest.subscribers import Expected, Listing, read

NOW = datetime(2025, 1, 16, 7, 30, tzinfo=UTC)
SECTIONS = ("Analysis", "News", "Politics, war; peace")
RING = Keyring((bytes(32),))


def a_subscriber(
    address: str = "ada@example.org",
    *,
    language: str = "",
    sections: tuple[str, ...] = (),
    frequency: Frequency = "each",
    status: SubscriberStatus = "active",
    name: str = "",
    tags: tuple[str, ...] = (),
) -> Subscriber:
    return Subscriber(
        id=RING.id(address),
        address=address,
        name=name,
        language=language,
        sections=sections,
        frequency=frequency,
        tags=tags,
        status=status,
        joined=NOW,
    )


def listing(data: bytes | str, **columns: str) -> Listing:
    expected = Expected(
        normalised=normalised, objection=objection, sections=SECTIONS, columns=columns
    )
    return read(data, expected)


def mistakes(data: bytes | str, **columns: str) -> list[str]:
    return [str(mistake) for mistake in listing(data, **columns).mistakes]


def addresses(data: bytes | str, **columns: str) -> list[str]:
    return [row.address for row in listing(data, **columns).rows]
