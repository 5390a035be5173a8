"""The pages that subscribers have: what they get, leaving, being forgotten."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from digest.model import Subscriber
from digest.serve.asked import Fields, Named, fields, named
from digest.serve.forms import Entered, changed, chosen_by
from digest.serve.leaving import Leaving
from digest.serve.metrics import Leave
from digest.serve.pages import Pages, Visit
from digest.serve.views import Button, Way

_ONE_CLICK = ("List-Unsubscribe", "One-Click")  # RFC 8058, 3.1


class Preferring:
    """What subscribers change by the links in their emails."""

    def __init__(self, pages: Pages, leaving: Leaving) -> None:
        self._pages = pages
        self._service = pages.service
        self._leaving = leaving
        self._store = pages.service.store.subscribers

    # ── preferences ─────────────────────────────────────────────────────────────

    async def show(self, request: Request) -> Response:
        """Show what a subscriber gets."""
        who = named(request, self._service.keyring, "subscriber")
        found = await run_in_threadpool(self._found, who)
        visit = self._visit(request, found)
        if found is None:
            return await run_in_threadpool(self._gets_nothing, visit, who)
        entered = Entered(address="", choice=chosen_by(found), mistakes={})
        return _form(visit, who, entered)

    async def change(self, request: Request) -> Response:
        """Do what a button on these pages says."""
        who = named(request, self._service.keyring, "subscriber")
        sent = await fields(request)
        match next(iter(sent.get("action", ())), "save"):
            case "erase":
                return _ask_to_erase(self._pages.visit(request), who)
            case "erase-all":
                return await self._erase(request, who)
            case "return":
                await run_in_threadpool(self._leaving.come_back, who.id)
                return await self.show(request)
            case _:
                return await self._save(request, who, sent)

    async def _save(self, request: Request, who: Named, sent: Fields) -> Response:
        found = await run_in_threadpool(self._found, who)
        visit = self._visit(request, found)
        if found is None:
            return await run_in_threadpool(self._gets_nothing, visit, who)
        entered = changed(sent, self._service.offer, chosen_by(found))
        if entered.mistakes:
            return _form(visit, who, entered)
        after = entered.choice.of(found)
        await run_in_threadpool(self._store.keep, after)
        return _form(self._visit(request, after), who, entered, saved=True)

    async def _erase(self, request: Request, who: Named) -> Response:
        await run_in_threadpool(self._leaving.erase, who.id)
        visit = self._pages.visit(request)
        return visit.message(visit.phrase("erased_title"), visit.phrase("erased_text"))

    # ── leaving ─────────────────────────────────────────────────────────────────

    async def ask(self, request: Request) -> Response:
        """Ask whether to leave: programs follow links, too, and press no buttons."""
        who = named(request, self._service.keyring, "subscriber")
        found = await run_in_threadpool(self._found, who)
        visit = self._visit(request, found)
        here = visit.path("unsubscribe", who.token)
        rather = Way(
            text=visit.phrase("preferences_rather"),
            url=visit.path("preferences", who.token),
        )
        return visit.message(
            visit.phrase("unsubscribe_title", self._pages.title),
            visit.phrase("unsubscribe_text"),
            buttons=[Button(text=visit.phrase("unsubscribe_button"), url=here)],
            ways=[rather] if found else [],
        )

    async def leave(self, request: Request) -> Response:
        """Unsubscribe at once: a mail program asks so, or the button of our page."""
        who = named(request, self._service.keyring, "subscriber")
        name, value = _ONE_CLICK
        sent = await fields(request)
        how: Leave = "one-click" if value in sent.get(name, ()) else "page"
        known = await run_in_threadpool(self._store.get, who.id)
        await run_in_threadpool(self._leaving.unsubscribe, who.id, how)
        visit = self._visit(request, known)
        return await run_in_threadpool(self._gets_nothing, visit, who)

    async def nobody(self, request: Request) -> Response:
        """Say that these pages take a link that names somebody."""
        visit = self._pages.visit(request)
        return visit.message(
            visit.phrase("nobody_title"),
            visit.phrase("nobody_text", self._pages.title),
            visit.phrase("nobody_advice"),
        )

    # ── in common ───────────────────────────────────────────────────────────────

    def _found(self, who: Named) -> Subscriber | None:
        """Return a subscriber who gets something."""
        known = self._store.get(who.id)
        if known is None or known.status != "active":
            return None
        return None if self._store.suppression(who.id) else known

    def _visit(self, request: Request, found: Subscriber | None) -> Visit:
        return self._pages.visit(request, found.language if found else "")

    def _gets_nothing(self, visit: Visit, who: Named) -> Response:
        """Say that nothing is sent, and how to change that."""
        left = self._store.suppression(who.id) is not None
        kind = "unsubscribed" if left else "stranger"
        title, text = f"{kind}_title", f"{kind}_text"
        said = visit.phrase(title), visit.phrase(text, self._pages.title)
        here = visit.path("preferences", who.token)
        # Who gets nothing more may want to be forgotten, too.
        erase = [_erase_button(visit, here)] if self._store.get(who.id) else []
        if not self._leaving.may_return(who.id):
            way = visit.path("subscribe")
            again = Way(text=visit.phrase("subscribe_link"), url=way)
            return visit.message(*said, buttons=erase, ways=[again])
        back = Button(
            text=visit.phrase("return_button"),
            url=here,
            values={"action": "return"},
            quiet=True,
        )
        return visit.message(*said, buttons=[back, *erase])


def _erase_button(visit: Visit, here: str) -> Button:
    return Button(
        text=visit.phrase("erase_button"),
        url=here,
        values={"action": "erase"},
        quiet=True,
    )


def _ask_to_erase(visit: Visit, who: Named) -> Response:
    here = visit.path("preferences", who.token)
    button = Button(
        text=visit.phrase("erase_all_button"), url=here, values={"action": "erase-all"}
    )
    return visit.message(
        visit.phrase("erase_title"),
        visit.phrase("erase_text"),
        buttons=[button],
        ways=[Way(text=visit.phrase("erase_not"), url=here)],
    )


def _form(
    visit: Visit, who: Named, entered: Entered, *, saved: bool = False
) -> Response:
    here = visit.path("preferences", who.token)
    heading = title = visit.phrase("preferences_title")
    if entered.mistakes:
        title = visit.phrase("mistake_title", heading)
    leave = visit.path("unsubscribe", who.token)
    values = {
        "form": visit.form(entered, to=here, newcomer=False),
        "heading": heading,
        "saved": saved,
        "leave": Way(text=visit.phrase("unsubscribe"), url=leave),
        "erase": _erase_button(visit, here),
    }
    status = 422 if entered.mistakes else 200
    return visit.page("preferences", values, title=title, status=status)
