"""Signing up twice: a form that anybody can fill in, and a link that only one can open.

Whoever sends the form learns nothing: what is known of an address is looked up after
the answer, and is told to its mailbox alone.
"""

import logging
from collections import OrderedDict
from dataclasses import replace
from datetime import datetime, timedelta

from digest.errors import DigestError
from digest.model import Subscriber
from digest.render import words
from digest.serve.errands import Errands
from digest.serve.forms import Choice
from digest.serve.letters import Kind, email
from digest.serve.metrics import Metrics
from digest.serve.service import CONFIRMABLE, Service

_LOG = logging.getLogger("digest.serve")
_BETWEEN_LETTERS = timedelta(hours=1)
_REMEMBERED = 10_000  # addresses
_AGAIN = (60.0, 600.0, 3_600.0)  # seconds until a letter is tried again


class Joining:
    """What a sign-up and its confirmation do."""

    def __init__(self, service: Service, errands: Errands, metrics: Metrics) -> None:
        self._service = service
        self._errands = errands
        self._metrics = metrics
        self._written_to: OrderedDict[str, datetime] = OrderedDict()

    def sign_up(self, address: str, choice: Choice, language: str) -> bool:
        """Take a sign-up; False where too many wait. The page was in `language`."""
        now = self._service.clock()
        tried = iter(_AGAIN)
        waiting: list[tuple[Kind, Subscriber]] = []

        def errand() -> float | None:
            try:
                if not waiting:
                    waiting.extend(self._noted(address, choice, now))
                done = all(self._written(*each, language) for each in waiting)
            except DigestError as error:
                _LOG.warning("a sign-up waits: %s", error)
                done = False
            again = None if done else next(tried, None)
            if not done and again is None:
                self._metrics.letter("given-up")
            return again

        return self._errands.put(errand)

    def may_confirm(self, id_: str) -> Subscriber | None:
        """Return who may still confirm; None where the link is too old."""
        known = self._service.store.subscribers.get(id_)
        if known is None or known.source != "form":
            return None
        young = self._service.clock() - known.joined <= CONFIRMABLE
        return known if young else None

    def confirm(self, subscriber: Subscriber) -> Subscriber:
        """Put somebody on the list: by his own wish, so off the other one, too."""
        store = self._service.store.subscribers
        now = self._service.clock()
        active = subscriber
        if subscriber.status != "active":
            active = replace(subscriber, status="active", confirmed=now)
            store.keep(active)
            self._metrics.confirmed()
        store.allow(subscriber.id)
        return active

    def expire(self) -> int:
        """Forget those who did not confirm in time; return how many."""
        before = self._service.clock() - CONFIRMABLE
        return self._service.store.subscribers.expire(before)

    def _noted(
        self, address: str, choice: Choice, now: datetime
    ) -> list[tuple[Kind, Subscriber]]:
        """Write a sign-up down; return what is to be written to whom."""
        store = self._service.store.subscribers
        ring = self._service.keyring
        known = next(iter(store.among(ring.ids(address))), None)
        if known and known.status == "active" and not store.suppression(known.id):
            return self._due("known", known, now)
        pending = Subscriber(
            id=known.id if known else ring.id(address),
            address=address,
            tags=known.tags if known else (),
            status="pending",
            source="form",
            joined=now,
        )
        store.keep(choice.of(pending))
        return self._due("confirm", pending, now)

    def _due(
        self, kind: Kind, to: Subscriber, now: datetime
    ) -> list[tuple[Kind, Subscriber]]:
        """Return the letter, unless one went there just now.

        In memory is enough: after a new start one more letter may go out.
        """
        before = self._written_to.get(to.id)
        if before and now - before < _BETWEEN_LETTERS:
            return []
        self._written_to[to.id] = now
        self._written_to.move_to_end(to.id)
        if len(self._written_to) > _REMEMBERED:
            self._written_to.popitem(last=False)
        return [(kind, to)]

    def _written(self, kind: Kind, to: Subscriber, language: str) -> bool:
        service = self._service
        now = service.clock()
        if kind == "confirm":
            token = service.keyring.token("confirm", to.id)
            url = service.url("confirm", token)
        else:
            token = service.keyring.token("subscriber", to.id)
            url = service.url("preferences", token)
        made = email(
            kind,
            f"{url}?lang={language}",
            service=service,
            words=words(service.templates, language),
            now=now,
        )
        settled = service.post(made, to.address, now)
        if settled:
            self._metrics.letter(kind)
        return settled
