"""What is counted, for Prometheus: numbers of people and answers, never who."""

from collections.abc import Callable, Iterator
from typing import Literal

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from digest.store import Store, Tallies

Leave = Literal["one-click", "page"]

_LATE = 60.0  # seconds
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_BUCKETS = (0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)


class Metrics:
    """Counters since the start, and what the store holds when it is asked."""

    def __init__(self, store: Store, seconds: Callable[[], float]) -> None:
        self._registry = registry = CollectorRegistry()
        self._signups = Counter(
            "digest_signups", "Forms for newcomers that were taken.", registry=registry
        )
        self._confirmations = Counter(
            "digest_confirmations", "Sign-ups that were confirmed.", registry=registry
        )
        self._unsubscribed = Counter(
            "digest_unsubscribes", "Who left, and how.", ["how"], registry=registry
        )
        self._erased = Counter(
            "digest_erasures", "Who had all data erased.", registry=registry
        )
        self._letters = Counter(
            "digest_letters",
            "Emails of the service, by kind; given-up: none could be sent.",
            ["kind"],
            registry=registry,
        )
        self._requests = Counter(
            "digest_requests",
            "Answers, by route, method and status code.",
            ["route", "method", "code"],
            registry=registry,
        )
        self._seconds = Histogram(
            "digest_request_seconds",
            "How long answers took, by route.",
            ["route"],
            buckets=_BUCKETS,
            registry=registry,
        )
        registry.register(_Kept(store.tallies, seconds))

    def signed_up(self) -> None:
        """Count a form."""
        self._signups.inc()

    def confirmed(self) -> None:
        """Count a confirmation."""
        self._confirmations.inc()

    def unsubscribed(self, how: Leave) -> None:
        """Count somebody who left."""
        self._unsubscribed.labels(how).inc()

    def erased(self) -> None:
        """Count an erasure."""
        self._erased.inc()

    def letter(self, kind: str) -> None:
        """Count an email."""
        self._letters.labels(kind).inc()

    def answered(self, route: str, method: str, code: int, seconds: float) -> None:
        """Count an answer; any word can be a method, so others are one."""
        method = method if method in _METHODS else "other"
        self._requests.labels(route, method, str(code)).inc()
        self._seconds.labels(route).observe(seconds)

    def text(self) -> bytes:
        """Return all numbers as Prometheus reads them; may raise StoreError."""
        return generate_latest(self._registry)


class _Kept(Collector):
    """What the store holds; copies, of which there may be millions, of late."""

    def __init__(self, tallies: Tallies, seconds: Callable[[], float]) -> None:
        self._tallies = tallies
        self._seconds = seconds
        self._copies: tuple[float, dict[str, int]] | None = None

    def describe(self) -> Iterator[GaugeMetricFamily]:
        """Yield what there will be; nothing is looked up for it."""
        yield _family("subscribers", "status", {})
        yield _family("suppressions", "reason", {})
        yield _family("deliveries", "status", {})

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Yield what there is."""
        yield _family("subscribers", "status", self._tallies.subscribers())
        yield _family("suppressions", "reason", self._tallies.suppressions())
        yield _family("deliveries", "status", self._deliveries())

    def _deliveries(self) -> dict[str, int]:
        now = self._seconds()
        if self._copies is None or now - self._copies[0] >= _LATE:
            self._copies = now, self._tallies.deliveries()
        return self._copies[1]


def _family(what: str, label: str, numbers: dict[str, int]) -> GaugeMetricFamily:
    family = GaugeMetricFamily(
        f"digest_{what}", f"How many {what} there are.", labels=[label]
    )
    for name, number in sorted(numbers.items()):
        family.add_metric([name], number)
    return family
