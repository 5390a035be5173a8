"""What templates or the engine leave behind: marks, missing values, lost letters."""

import re
from collections.abc import Iterator

from digest.model import Finding
from digest.preflight.document import shown
from digest.preflight.finding import error, warning
from digest.preflight.mail import Mail
from digest.preflight.plain import around, plain, same

NO_VALUE = r"(?:None|undefined|NaN|null|\[object Object\])"
"""How programs write that they have no value."""

# In other people's words braces are written as references, so these are a template's.
_MARKS = re.compile(r"</?mj[-a-z]{0,40}[\s>/]|\{\{|\{%|\\u\{")
_ENTITY = re.compile(
    r"&(?:amp|lt|gt|quot|apos|nbsp|#\d{1,7}|#x[0-9a-f]{1,6});", re.IGNORECASE
)
_MISSING = re.compile(rf"(?<![\w-]){NO_VALUE}(?:px|%)?(?![\w-])")
_ALONE = re.compile(rf"\s*{NO_VALUE}\s*")
_PARTS = re.compile(r"[·|,;]")  # of a line that lists values
_VALUES = ("href", "src", "style", "width", "height", "class", "id", "lang", "dir")
_HTML = "email.html"
_TEMPLATE = "correct the template that prints it"


def leftover_findings(mail: Mail) -> Iterator[Finding]:
    """Yield what should have become something else on the way."""
    source = mail.document.source
    if found := _MARKS.search(source):
        message = f"“{found.group().strip()}” is left in the HTML"
        yield error("template-leftover", message, _TEMPLATE, place=_HTML)
    if "\ufffd" in source or "&#65533;" in source:
        message = "a letter was lost in decoding (U+FFFD)"
        remedy = "put back the letter in the manuscript"
        yield error("letter-lost", message, remedy, place=_lost(mail))
    yield from _entities(mail)
    yield from _missing_values(mail)


def _lost(mail: Mail) -> str:
    found = (run.element for run in mail.light if "\ufffd" in run.text)
    return next(map(shown, found), _HTML)


def _entities(mail: Mail) -> Iterator[Finding]:
    """Yield entities that readers see: a template's fault, or in an article's words."""
    for run in mail.light:
        found = _ENTITY.search(run.text)
        if found and mail.printed.says(around(found)):
            message = f"“{found.group()}” is printed as it is"
            remedy = "write what it stands for, unless the source prints it so"
            yield mail.at(run.element, warning("entity-printed", message, remedy))
        elif found:
            message = f"“{found.group()}” is escaped twice: readers see it"
            yield mail.at(run.element, error("escaped-twice", message, _TEMPLATE))


def _missing_values(mail: Mail) -> Iterator[Finding]:
    """Yield where a value was missing; a story may say “None” all the same."""
    for element in mail.document.all():
        for name in _VALUES:
            value = element.get(name, "").partition("#")[0]
            if _MISSING.search(value) and same(value) not in _others(mail):
                yield mail.at(element, _missing(f"the attribute {name}=“{value}”"))
    for run in mail.light:
        if not mail.printed.has(run.text) and _lacks_a_value(run.text, mail):
            yield mail.at(run.element, _missing(f"the text “{plain(run.text)}”"))


def _others(mail: Mail) -> frozenset[str]:
    """Return the addresses that other people made: those of pages and of pictures."""
    return mail.printed.addresses | mail.pictures


def _lacks_a_value(text: str, mail: Mail) -> bool:
    """Tell whether a text, or a part of one that lists values, is none."""
    return any(
        _ALONE.fullmatch(part) and not mail.printed.has(part)
        for part in _PARTS.split(text)
    )


def _missing(what: str) -> Finding:
    message = f"{what} has no value where one should stand"
    return error("value-missing", message, _TEMPLATE)
