"""Leaving, coming back, being forgotten: each harmless when done twice."""

from digest.model import Suppression
from digest.serve.metrics import Leave, Metrics
from digest.serve.service import Service


class Leaving:
    """What becomes of subscribers who want no more."""

    def __init__(self, service: Service, metrics: Metrics) -> None:
        self._service = service
        self._store = service.store.subscribers
        self._metrics = metrics

    def unsubscribe(self, id_: str, how: Leave) -> None:
        """Send somebody nothing more, whoever he is: the token vouches for the id."""
        if self._store.suppression(id_) is None:
            self._metrics.unsubscribed(how)
        now = self._service.clock()
        self._store.suppress(Suppression(id=id_, reason="unsubscribed", since=now))

    def may_return(self, id_: str) -> bool:
        """Tell whether an unsubscription can be taken back: it was the person's own."""
        found = self._store.suppression(id_)
        known = self._store.get(id_)
        left = found is not None and found.reason == "unsubscribed"
        return left and known is not None and known.status == "active"

    def come_back(self, id_: str) -> bool:
        """Take an unsubscription back; False where it cannot be."""
        return self.may_return(id_) and self._store.allow(id_)

    def erase(self, id_: str) -> None:
        """Forget all about somebody but the keyed hash that says so."""
        found = self._store.suppression(id_)
        if found is None or found.reason != "erased":
            self._metrics.erased()
        self._store.erase(id_, self._service.clock())
