"""What a hazard is: what a server does, and what must come of it."""

from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass
from enum import Enum

from digest.model import Harvest


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a hazard is served, and the traps that nobody may touch.

    `trap` is a server at the same port of another address, `neighbour` one at another
    port of the same: neither is allowed.
    """

    origin: str
    port: int
    trap: str
    neighbour: str

    def url(self, path: str) -> str:
        return f"{self.origin}{path}"


Stream = Callable[[Place], AsyncIterator[bytes]]
Says = bytes | Callable[[Place], bytes] | Stream

RESET = b"\0reset the connection\0"  # in a stream: breaks it off without a goodbye


class Outcome(Enum):
    """What comes of a feed."""

    ARTICLE = "is read"
    FAILURE = "a failure in words"
    PAGE_FAILURE = "a failure of the page, in words"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hazard:
    """One thing that a server may do.

    `answers` tells what it says on each path, beginning with `/feed`. `says` stands in
    the failure's reason; `then` says in words what `holds` makes sure of. `unguarded`
    and `guard` are for the hazard table: what would happen, and who is in the way.
    """

    name: str
    answers: Mapping[str, Says]
    outcome: Outcome = Outcome.ARTICLE
    says: str = ""
    then: str = ""
    holds: Callable[[Harvest], bool] = lambda _: True
    unguarded: str = ""
    guard: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """Hazards of one kind. `unguarded` and `guard` hold where a hazard has none.

    No more than `at_once` are collected in one run: heavy ones wait for one another.
    """

    name: str
    about: str
    guard: str
    hazards: tuple[Hazard, ...]
    unguarded: str = ""
    at_once: int = 100
