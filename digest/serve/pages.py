"""The service's pages: which template, in which language, with what around it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from starlette.requests import Request
from starlette.responses import HTMLResponse

from digest.render import (
    Words,
    cleaned_paragraphs,
    direction,
    filled,
    own_name,
    policy,
    style,
    words,
)
from digest.serve.forms import Entered
from digest.serve.service import Service
from digest.serve.tongues import language, match
from digest.serve.views import Button, Form, Way, form
from digest.text.printable import clean

_SHEET = "serve/_serve.css.j2"
_NOT_KEPT = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What is around a page; `is_inner` where it is shown within another site's."""

    language: str
    direction: str
    title: str
    newsletter: str
    home: str
    archive: str
    languages: tuple[Way, ...]
    privacy: str
    closing: tuple[str, ...]
    style: str
    is_inner: bool


class Pages:
    """The pages of a service."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.sheet = style(service.templates, {}, _SHEET)
        # What our pages may load: their style sheet, and nothing else.
        self.policy = policy(self.sheet, forms="'self'")
        newsletter = service.newsletter
        self.title = clean(newsletter.title)
        self.intro = cleaned_paragraphs(newsletter.intro)
        closing = (
            *cleaned_paragraphs(newsletter.footer),
            clean(newsletter.postal_address),
        )
        self.closing = tuple(filter(None, closing))

    def visit(self, request: Request, chosen: str = "") -> "Visit":
        """Return what answers a request, in its language.

        What the address asks for comes first, then what a subscriber has `chosen`,
        then what the browser says.
        """
        known = self.service.languages
        wanted = filter(None, (_asked(request), chosen))
        accepted = request.headers.get("accept-language", "")
        spoken = words(self.service.templates, language(wanted, accepted, known))
        return Visit(self, request, spoken)


class Visit:
    """A request, and the pages that answer it."""

    def __init__(self, pages: Pages, request: Request, spoken: Words) -> None:
        self._pages = pages
        self._service = pages.service
        self.request = request
        self.words = spoken
        self.is_inner = request.url.path.endswith("/embed")

    def phrase(self, key: str, value: str = "") -> str:
        """Return a phrase in the visitor's language."""
        return self.words.phrase(key, value)

    def path(self, *parts: str) -> str:
        """Return one of our addresses; the language asked for in words goes along."""
        path = self._service.path(*parts)
        asked = match(_asked(self.request), self._service.languages)
        return f"{path}?lang={asked}" if asked else path

    def form(self, entered: Entered, *, to: str, newcomer: bool) -> Form:
        """Return a form that is sent to an address."""
        offer = self._service.offer
        return form(entered, offer, self.words, url=to, newcomer=newcomer)

    def page(
        self,
        template: str,
        values: Mapping[str, object],
        *,
        title: str,
        status: int = 200,
        headers: Mapping[str, str] | None = None,
    ) -> HTMLResponse:
        """Return a page as an answer; nobody keeps it, for it may be personal."""
        given = {**values, "page": self._frame(title), "words": self.words.phrases}
        name = f"serve/{template}.html.j2"
        html = filled(self._service.templates, name, given)
        return HTMLResponse(
            html, status, {**_NOT_KEPT, **self._framing(), **(headers or {})}
        )

    def message(
        self,
        title: str,
        *paragraphs: str,
        status: int = 200,
        buttons: Sequence[Button] = (),
        ways: Sequence[Way] = (),
        headers: Mapping[str, str] | None = None,
    ) -> HTMLResponse:
        """Return a page that says something and may ask one question."""
        values = {"paragraphs": paragraphs, "buttons": buttons, "ways": ways}
        return self.page("message", values, title=title, status=status, headers=headers)

    def _framing(self) -> Mapping[str, str]:
        """Return what lets other sites show the page that is meant for them."""
        if not self.is_inner:
            return {}
        allowed = f"{self._pages.policy}; frame-ancestors *"
        return {"Content-Security-Policy": allowed}

    def _frame(self, title: str) -> Frame:
        pages = self._pages
        return Frame(
            language=self.words.language,
            direction=direction(self.words.language),
            title=title,
            newsletter=pages.title,
            home=self.path("subscribe"),
            archive=self._service.path("archive", ""),
            languages=tuple(map(self._way_to, self._others())),
            privacy=self._service.settings.privacy or "",
            closing=pages.closing,
            style=pages.sheet,
            is_inner=self.is_inner,
        )

    def _others(self) -> tuple[str, ...]:
        """Return the languages to choose from; none where there is one."""
        known = self._service.languages
        return known if len(known) > 1 else ()

    def _way_to(self, tag: str) -> Way:
        way = Way(text=own_name(tag), url=f"?lang={tag}", language=tag)
        return replace(way, current=tag == self.words.language)


def _asked(request: Request) -> str:
    return request.query_params.get("lang", "")[:20]
