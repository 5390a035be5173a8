"""Which template, and which line of it, is to blame when an edition does not print."""

from collections.abc import Iterator, Mapping
from traceback import extract_tb
from types import FrameType

import jinja2

from digest.errors import TemplateError

# What filling in a template may raise: a template is its owner's code.
FAULTS = (
    jinja2.TemplateError,
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)

_IN_MACRO = "template"  # what Jinja calls the place when it rewrites a traceback


def blamed(fault: BaseException, name: str) -> TemplateError:
    """Return a fault as an error that names the template and the line."""
    if isinstance(fault, jinja2.TemplateSyntaxError):
        return TemplateError(
            fault.name or name, fault.lineno, fault.message or "syntax"
        )
    if isinstance(fault, jinja2.TemplateNotFound):
        missing = f"there is no template {fault.name or name!r}"
        return TemplateError(*_line(fault, name), missing)
    place, line = _line(fault, name)
    return TemplateError(place, line, str(fault) or type(fault).__name__)


def printed_at(
    template: jinja2.Template, values: Mapping[str, object], offset: int
) -> tuple[str, int]:
    """Return the template and the line that print the character at `offset`."""
    place = template.name or "", 1
    for piece, name, line in _pieces(template, values):
        place = name, line + piece[: max(offset, 0)].count("\n")
        offset -= len(piece)
        if offset < 0:
            break
    return place


def _line(fault: BaseException, name: str) -> tuple[str, int | None]:
    """Return the innermost template line of a traceback, as Jinja rewrote it."""
    frames = extract_tb(fault.__traceback__)
    inside = [frame for frame in frames if frame.filename.endswith(".j2")]
    if isinstance(fault, jinja2.UndefinedError):
        # What a macro was given and is not there is its caller's mistake.
        inside = [frame for frame in inside if frame.name != _IN_MACRO] or inside
    if not inside:
        return name, None
    path, line = inside[-1].filename.replace("\\", "/"), inside[-1].lineno
    return path.rpartition("/")[2], line


def _pieces(
    template: jinja2.Template, values: Mapping[str, object]
) -> Iterator[tuple[str, str, int]]:
    """Yield what a template prints, piece by piece, and where each piece stands."""
    pieces = template.root_render_func(template.new_context(dict(values)))
    for piece in pieces:
        yield str(piece), *(_standing(template, pieces) or (template.name or "", 1))


def _standing(template: jinja2.Template, pieces: object) -> tuple[str, int] | None:
    """Return where a compiled template, a generator, has stopped; None: it is done.

    Jinja compiles an include to a loop over the included template's own generator,
    which it keeps in `gen`, beside `template`.
    """
    frame = getattr(pieces, "gi_frame", None)
    if not isinstance(frame, FrameType):
        return None
    included, inner = frame.f_locals.get("template"), frame.f_locals.get("gen")
    deeper = (
        _standing(included, inner) if isinstance(included, jinja2.Template) else None
    )
    line = template.get_corresponding_lineno(frame.f_lineno)
    return deeper or (template.name or "", line)
