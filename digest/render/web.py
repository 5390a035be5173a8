"""An edition as a web page that stands on its own, with nothing else to load."""

from digest.config import Newsletter
from digest.model import Edition, Integrity
from digest.render.environment import Templates, filled
from digest.render.page import values
from digest.render.view import page
from digest.render.words import words

_HTML = "web.html.j2"


def web(
    edition: Edition,
    *,
    integrity: Integrity,
    newsletter: Newsletter,
    templates: Templates,
) -> str:
    """Return the web page of an edition, with all its stories.

    Raises:
        TemplateError: where a template cannot be filled in.
    """
    spoken = words(templates, edition.language)
    made = page(edition, integrity=integrity, newsletter=newsletter, words=spoken)
    return filled(templates, _HTML, values(made))
