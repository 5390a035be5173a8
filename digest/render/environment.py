"""Where templates come from, and what every value they print goes through."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
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

# Letters that the engine does not show either: Hangul fillers, half-width sound marks.
_NOT_TEXT = "it is not UTF-8 text"
_AWKWARD = frozenset("\\{}\u115f\u1160\u3164\uff9e\uff9f\uffa0")


def environment(folders: Sequence[Path], theme: Theme | None = None) -> Templates:
    """Return the templates of these folders; of two with one name, the first's.

    Every one of them finds `theme`: ours, where none is given.
    """
    templates = jinja2.Environment(
        loader=_Folders([str(folder) for folder in folders]),
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


class _Folders(jinja2.FileSystemLoader):
    """Folders of templates that say which file is not text."""

    def get_source(
        self, environment: jinja2.Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        try:
            return super().get_source(environment, template)
        except UnicodeDecodeError as fault:
            raise TemplateError(template, None, _NOT_TEXT) from fault


def filled(templates: Templates, name: str, values: Mapping[str, object]) -> str:
    """Return a template filled in.

    Raises:
        TemplateError: with the template's name and line.
    """
    try:
        return templates.get_template(name).render(values)
    except FAULTS as fault:
        raise blamed(fault, name) from fault


def sources(templates: Templates, names: Sequence[str]) -> list[tuple[str, str]]:
    """Return all files of these names, as they stand: name by name, own ones first.

    Raises:
        TemplateError: where there is none, or one is not UTF-8.
    """
    loader = templates.loader
    folders = loader.searchpath if isinstance(loader, jinja2.FileSystemLoader) else []
    paths = [(name, Path(folder) / name) for name in names for folder in folders]
    found = [(name, path) for name, path in paths if path.is_file()]
    if not found:
        message = "there is no such file among the templates"
        raise TemplateError(names[-1], None, message)
    return [(name, _text(path, name)) for name, path in found]


def _text(path: Path, name: str) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as fault:
        raise TemplateError(name, None, _NOT_TEXT) from fault


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
    awkward = character in _AWKWARD or unicodedata.category(character)[0] in "MCZ"
    return f"&#{ord(character)};" if awkward else character
