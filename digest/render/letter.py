"""A short email that is no edition: two templates, MJML and plain text."""

from collections.abc import Mapping

from digest.errors import TemplateError
from digest.render import mjml
from digest.render.blame import printed_at
from digest.render.columns import tidied
from digest.render.environment import Templates, filled
from digest.render.shorter import shorter

_HTML = "serve/letter.mjml.j2"
_TEXT = "serve/letter.txt.j2"


def letter(templates: Templates, values: Mapping[str, object]) -> tuple[str, str]:
    """Return the HTML and the plain text of an email.

    Raises:
        TemplateError: where a template cannot be filled in, or gives no sound HTML.
    """
    source = filled(templates, _HTML, values)
    try:
        html = shorter(mjml.html(source))
    except mjml.MalformedError as fault:
        template = templates.get_template(_HTML)
        name, line = printed_at(template, dict(values), fault.offset)
        raise TemplateError(name, line, str(fault)) from fault
    return html, tidied(filled(templates, _TEXT, values))
