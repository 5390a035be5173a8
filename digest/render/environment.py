"""Where templates come from, and what every value they print goes through."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path

import jinja2
from jinja2.nodes import EvalContext
from markupsafe import Markup, escape

from digest.config import Theme
from digest.errors import TemplateError
from digest.render.blame import FAULTS, blamed
from digest.render.columns import fill, ruled

Templates = jinja2.Environment

# Outside of these the MJML engine may print a character of an attribute as Rust source
# ("\u{301}"); braces would be fields to a mailing service that merges again.
_SUSPECT = re.compile(
    r"[^ -\[\]-z|~\u00a1-\u00ac\u00ae-\u02ff\u0400-\u0482\u048a-\u052f\u2010-\u2027]"
)


def environment(folders: Sequence[Path], theme: Theme | None = None) -> Templates:
    """Return the templates of these folders; of two with one name, the first's.

    Every one of them finds `theme`: ours, where none is given.
    """
    templates = jinja2.Environment(
        loader=jinja2.FileSystemLoader([str(folder) for folder in folders]),
        autoescape=jinja2.select_autoescape(
            disabled_extensions=("txt.j2",), default=True
        ),
        undefined=jinja2.StrictUndefined,
        finalize=_printed,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters |= {"fill": fill, "ruled": ruled}
    templates.globals["theme"] = theme or Theme()
    return templates


def filled(templates: Templates, name: str, values: Mapping[str, object]) -> str:
    """Return a template filled in.

    Raises:
        TemplateError: with the template's name and line.
    """
    try:
        return templates.get_template(name).render(values)
    except FAULTS as fault:
        raise blamed(fault, name) from fault


def first_source(templates: Templates, names: Sequence[str]) -> tuple[str, str]:
    """Return the first of these files that there is: its name, and how it stands.

    Raises:
        TemplateError: where there is none, or it is not UTF-8.
    """
    for name in names:
        try:
            text, _, _ = _loader(templates).get_source(templates, name)
        except jinja2.TemplateNotFound:
            continue
        except UnicodeDecodeError as fault:
            raise blamed(fault, name) from fault
        return name, text
    raise TemplateError(names[-1], None, "there is no such file among the templates")


def _loader(templates: Templates) -> jinja2.BaseLoader:
    return templates.loader or jinja2.FileSystemLoader([])


@jinja2.pass_eval_context
def _printed(context: EvalContext, value: object) -> object:
    """Return a value as a template prints it: safe in text and in an attribute."""
    if value is None:
        message = "a value is None here: print it inside an {% if %}"
        raise ValueError(message)
    if not context.autoescape or isinstance(value, Markup | jinja2.Undefined):
        return value
    return Markup(_SUSPECT.sub(_reference, str(escape(value))))  # noqa: S704 - escaped


def _reference(match: re.Match[str]) -> str:
    character = match.group()
    awkward = character in "\\{}" or unicodedata.category(character)[0] in "MCZ"
    return f"&#{ord(character)};" if awkward else character
