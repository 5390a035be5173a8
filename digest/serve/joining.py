"""Signing up twice: a form that anybody can fill in, and a link that only one can open.

Whoever sends the form learns nothing: what is known of an address is looked up after
the answer, and is told to its mailbox alone.
"""

import logging
from collections import OrderedDict
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hmac import compare_digest

from digest.errors import DigestError
from digest.model import Subscriber
from digest.render import words
from digest.serve.errands import Errands
from digest.serve.forms import Choice
from digest.serve.letters import Kind, email
from digest.serve.metrics import Metrics
from digest.serve.service import CONFIRMABLE, Service

_LOG = logging.getLogger("digest.serve")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
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

    def may_confirm(self, id_: str, moment: str = "") -> Subscriber | None:
        """Return who may still confirm; None where the link is too old.

        It is also where somebody left, or was not to be written to, after signing up.
        """
        known = self._service.store.subscribers.get(id_)
        asked = self._asked(known, moment) if known else None
        if asked is None or self._service.clock() - asked > CONFIRMABLE:
            return None
        gone = self._service.store.subscribers.suppression(id_)
        return None if gone and gone.since > asked else known

    def confirm(self, subscriber: Subscriber, moment: str = "") -> None:
        """Put somebody on the list: by his own wish, so off the other one, too.

        Doing it again changes nothing, nor does the link of an earlier sign-up.
        """
        store = self._service.store.subscribers
        is_new = subscriber.status != "active"
        if is_new:
            now = self._service.clock()
            store.keep(replace(subscriber, status="active", confirmed=now))
            self._metrics.confirmed()
        if is_new or self._signed_up(subscriber.id, moment):
            store.allow(subscriber.id)

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
        if known and not _is_the_forms(known):
            # Anybody may have sent the form: what is known stays as it is, and only
            # the link says when that was.
            return self._due("confirm", replace(known, joined=now), now)
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

    def _asked(self, known: Subscriber, moment: str) -> datetime | None:
        """Return when somebody signed up by the form; None where he did not."""
        if signed_up := self._signed_up(known.id, moment):
            return signed_up
        return known.joined if known.source == "form" else None

    def _moment(self, id_: str, when: datetime) -> str:
        """Return a time for a link, which nobody but us can have written there."""
        passed = str((when - _EPOCH) // timedelta(microseconds=1))
        return f"{passed}-{self._service.keyring.secret('sign-up', id_, passed)}"

    def _signed_up(self, id_: str, moment: str) -> datetime | None:
        """Return the time in a link; None where there is none of ours."""
        passed, _, said = moment.partition("-")
        right = self._service.keyring.secret("sign-up", id_, passed)
        if not compare_digest(right.encode(), said.encode()):
            return None
        return _EPOCH + timedelta(microseconds=int(passed))

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
            when = () if _is_the_forms(to) else (self._moment(to.id, to.joined),)
            url = service.url("confirm", token, *when)
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


def _is_the_forms(known: Subscriber) -> bool:
    """Tell whether all that is known is what somebody wrote into the form."""
    return known.status == "pending" and known.source == "form"
