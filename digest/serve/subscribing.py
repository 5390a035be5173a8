"""The pages that newcomers see: the form, alone or within another site; the link."""

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from digest.serve.asked import fields, named
from digest.serve.buckets import Buckets, Pace, client
from digest.serve.forms import Choice, Entered, signed_up
from digest.serve.joining import Joining
from digest.serve.metrics import Metrics
from digest.serve.pages import Pages, Visit
from digest.serve.tongues import match
from digest.serve.views import Button, Way

_HOUR = 3_600
# An office may sign up together, from one address; a program is slowed down.
_A_CLIENT = Pace(burst=10, per_second=20 / _HOUR)


class Subscribing:
    """Signing up and confirming."""

    def __init__(self, pages: Pages, joining: Joining, metrics: Metrics) -> None:
        self._pages = pages
        self._service = pages.service
        self._joining = joining
        self._metrics = metrics
        most = self._service.settings.signups_per_hour
        self._all = Buckets(Pace(burst=most, per_second=most / _HOUR))
        self._each = Buckets(_A_CLIENT)

    async def form(self, request: Request) -> Response:
        """Show the form."""
        visit = self._pages.visit(request)
        return self._form(visit, self._blank(visit.words.language))

    async def sent(self, request: Request) -> Response:
        """Take the form; the answer is the same for whoever is known, or not."""
        visit = self._pages.visit(request)
        entered = signed_up(await fields(request), self._service.offer)
        if entered.mistakes:
            return self._form(visit, entered)
        if not entered.is_trapped:
            self._take(visit, entered)
        return visit.message(
            visit.phrase("inbox_title"),
            visit.phrase("inbox_text", self._pages.title),
            visit.phrase("inbox_advice"),
        )

    async def ask(self, request: Request) -> Response:
        """Ask whether to confirm: programs follow links, too, and press no buttons."""
        who = named(request, self._service.keyring, "confirm")
        visit = self._pages.visit(request)
        when = request.path_params.get("moment", "")
        subscriber = await run_in_threadpool(self._joining.may_confirm, who.id, when)
        if subscriber is None:
            return _too_late(visit)
        here = visit.path("confirm", who.token, *filter(None, (when,)))
        return visit.message(
            visit.phrase("confirm_title", self._pages.title),
            visit.phrase("confirm_text"),
            buttons=[Button(text=visit.phrase("confirm_button"), url=here)],
        )

    async def confirm(self, request: Request) -> Response:
        """Confirm."""
        who = named(request, self._service.keyring, "confirm")
        visit = self._pages.visit(request)
        when = request.path_params.get("moment", "")
        subscriber = await run_in_threadpool(self._joining.may_confirm, who.id, when)
        if subscriber is None:
            return _too_late(visit)
        await run_in_threadpool(self._joining.confirm, subscriber, when)
        token = self._service.keyring.token("subscriber", who.id)
        change = visit.path("preferences", token)
        return visit.message(
            visit.phrase("confirmed_title"),
            visit.phrase("confirmed_text", self._pages.title),
            ways=[Way(text=visit.phrase("preferences"), url=change)],
        )

    def _blank(self, language: str) -> Entered:
        """Return an empty form, in which the page's own language is chosen."""
        languages = self._service.offer.languages
        found = match(language, languages) or languages[0]
        choice = Choice(language="" if found == languages[0] else found)
        return Entered(address="", choice=choice, mistakes={})

    def _form(self, visit: Visit, entered: Entered) -> Response:
        heading = title = visit.phrase("subscribe_title", self._pages.title)
        if entered.mistakes:
            title = visit.phrase("mistake_title", heading)
        here = visit.path("embed" if visit.is_inner else "subscribe")
        made = visit.form(entered, to=here, newcomer=True)
        return visit.page(
            "subscribe",
            {"form": made, "heading": heading, "intro": self._pages.intro},
            title=title,
            status=422 if entered.mistakes else 200,
        )

    def _take(self, visit: Visit, entered: Entered) -> None:
        """Take a form in.

        Raises:
            HTTPException: 429, too many come from there, or in all; 503, too many wait.
        """
        now = self._service.seconds()
        asker = visit.request.client
        wait = self._each.wait(client(asker.host if asker else None), now)
        wait = wait or self._all.wait("", now)
        if wait:
            raise HTTPException(429, headers={"Retry-After": str(int(wait) + 1)})
        language = visit.words.language
        if not self._joining.sign_up(entered.address, entered.choice, language):
            raise HTTPException(503, headers={"Retry-After": "60"})
        self._metrics.signed_up()


def _too_late(visit: Visit) -> Response:
    again = Way(text=visit.phrase("subscribe_button"), url=visit.path("subscribe"))
    return visit.message(
        visit.phrase("late_title"), visit.phrase("late_text"), status=410, ways=[again]
    )
