"""An edition as an email: HTML from MJML, and the same as plain text."""

from collections.abc import Callable

from digest.config import Newsletter
from digest.errors import TemplateError
from digest.model import Edition, Email, Integrity
from digest.render import mjml
from digest.render.blame import printed_at
from digest.render.columns import tidied
from digest.render.environment import Templates, filled
from digest.render.page import Page, values
from digest.render.shorter import shorter
from digest.render.view import page
from digest.render.words import words
from digest.text.limits import MAX_HTML_BYTES

_HTML = "email.mjml.j2"
_TEXT = "email.txt.j2"


def email(
    edition: Edition,
    *,
    integrity: Integrity,
    newsletter: Newsletter,
    templates: Templates,
    preferences: str = "",
) -> Email:
    """Return an edition as an email of at most 80 KB of HTML.

    `preferences` is the address where a reader chooses what to get. Stories that would
    make it longer are left out, the last ones first and each as a whole; the email says
    how many.

    Raises:
        TemplateError: where a template cannot be filled in, or gives no sound HTML.
    """
    spoken = words(templates, edition.language)

    def printed(kept: int) -> Page:
        return page(
            edition,
            integrity=integrity,
            newsletter=newsletter,
            words=spoken,
            kept=kept,
            preferences=preferences,
        )

    made, html = _fitted(printed, templates, len(edition.stories))
    return Email(
        edition=edition.name,
        language=made.language,
        subject=made.subject,
        html=html,
        text=tidied(filled(templates, _TEXT, values(made))),
    )


def _fitted(
    printed: Callable[[int], Page], templates: Templates, told: int
) -> tuple[Page, str]:
    """Return the page with as many stories as fit, at least one, and its HTML."""

    def tried(kept: int) -> tuple[Page, str]:
        made = printed(kept)
        return made, _html(templates, made)

    whole = tried(told)
    if _fits(whole[1]) or told <= 1:
        return whole
    fitting = None
    fewest, most = 1, told - 1
    while fewest <= most:
        kept = (fewest + most) // 2
        found = tried(kept)
        if _fits(found[1]):
            fitting, fewest = found, kept + 1
        else:
            most = kept - 1
    return fitting or tried(1)


def _fits(html: str) -> bool:
    return len(html.encode()) <= MAX_HTML_BYTES


def _html(templates: Templates, made: Page) -> str:
    source = filled(templates, _HTML, values(made))
    try:
        return shorter(mjml.html(source))
    except mjml.MalformedError as fault:
        template = templates.get_template(_HTML)
        name, line = printed_at(template, values(made), fault.offset)
        raise TemplateError(name, line, str(fault)) from fault
