"""MJML → HTML: the engine's only door, and a guard against what it lets through."""

import re
from xml.parsers import expat

from mjml import mjml2html

# A text may say "None", and so may an article's address; but none of these is it alone.
_LEFT_OVER = re.compile(
    r"</?mj[-a-z]*[\s>/]|\{\{|\{%|\\u\{"
    r"|\s(?:href|src|id|name|lang|dir|width|height)=[\"'](?:None|undefined)[\"']"
)
# The engine crashes, beyond any exception, on 20,000 nested elements.
_MAX_DEPTH = 200


class MalformedError(ValueError):
    """MJML that gives no sound HTML: why, and at which character of it."""

    def __init__(self, message: str, offset: int) -> None:
        self.offset = offset
        super().__init__(message)


def html(mjml: str) -> str:
    """Return the HTML of an MJML document.

    Raises:
        MalformedError: where it is not well-formed, or the engine leaves MJML in it.
    """
    _require_well_formed(mjml)
    try:
        made = str(mjml2html(mjml, fonts={}, disable_comments=True))
    except ValueError as fault:
        raise MalformedError(str(fault), _reported_offset(fault, mjml)) from fault
    left = _LEFT_OVER.search(made)
    if left:
        message = f"{left.group().strip()!r} is left in the HTML"
        raise MalformedError(message, max(mjml.find(left.group()), 0))
    return made


def _require_well_formed(mjml: str) -> None:
    """Raise for what is not XML: the engine's own errors rarely say where."""
    depth = 0

    def opened(_name: str, _attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _MAX_DEPTH:
            message = f"more than {_MAX_DEPTH} elements inside one another"
            raise MalformedError(message, parser.CurrentByteIndex)

    def closed(_name: str) -> None:
        nonlocal depth
        depth -= 1

    parser = expat.ParserCreate()
    parser.UseForeignDTD()  # so that HTML's named characters pass
    parser.StartElementHandler, parser.EndElementHandler = opened, closed
    try:
        parser.Parse(mjml, True)  # noqa: FBT003 - it takes no keywords
    except expat.ExpatError as fault:
        message = expat.ErrorString(fault.code) or "not well-formed"
        raise MalformedError(message, _offset(mjml, fault)) from fault


def _offset(text: str, fault: expat.ExpatError) -> int:
    before = text.split("\n")[: fault.lineno - 1]
    return sum(len(line) + 1 for line in before) + fault.offset


def _reported_offset(fault: ValueError, mjml: str) -> int:
    """Return where the engine says the fault is: it counts bytes, if it says so."""
    found = re.search(r"(\d+):\d+", str(fault))
    if found is None:
        return 0
    return len(mjml.encode()[: int(found.group(1))].decode(errors="ignore"))
