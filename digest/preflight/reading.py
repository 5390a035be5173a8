"""How well an email can be read: sizes, lines, columns, colours, underlines."""

import re
from collections.abc import Iterator

from digest.model import Finding
from digest.preflight.cascade import Run
from digest.preflight.document import Element
from digest.preflight.finding import error, warning
from digest.preflight.mail import Mail
from digest.preflight.plain import key
from digest.preflight.stylesheet import declarations
from digest.text.contrast import (
    LEAST_BRIGHT,
    LEAST_CONTRAST,
    contrast,
    cut_off,
    luminance,
)

_BODY, _META, _LEAST = 16, 14, 12  # pixels
_LEADING = (1.35, 1.8)
_WIDEST = 600  # pixels; what previews and small windows show
_PIXELS = re.compile(r"(\d{1,6})(?:\.\d{1,4})?(?:px)?")
_LARGER = "set a larger font-size in the template"


def type_findings(mail: Mail) -> Iterator[Finding]:
    """Yield what is set too small, too tight, or from edge to edge."""
    told: set[tuple[Element, str]] = set()
    for run in (*mail.light, *mail.phone):
        for finding in _of_type(run, mail):
            # several runs of an element, and both views, are one place
            if (run.element, finding.code) not in told:
                told.add((run.element, finding.code))
                yield mail.at(run.element, finding)


def width_findings(mail: Mail) -> Iterator[Finding]:
    """Yield what is wider than a phone can make fit, or stands side by side."""
    for element in mail.document.all():
        width = _width(element)
        if width > _WIDEST:
            message = f"a <{element.tag}> is {width} px wide, more than {_WIDEST}"
            remedy = "make it narrower, or as wide as what it stands in"
            yield mail.at(element, warning("too-wide", message, remedy))
    for heading in mail.printed.headings(mail.document):
        for cell in heading.iterancestors("td"):
            beside = (
                *cell.itersiblings("td"),
                *cell.itersiblings("td", preceding=True),
            )
            if any("".join(each.itertext()).strip() for each in beside):
                message = "a story stands beside something else: one column is enough"
                remedy = "give each story the whole width"
                yield mail.at(heading, warning("columns", message, remedy))
                break


def colour_findings(mail: Mail) -> Iterator[Finding]:
    """Yield what cannot be told from its background, in light and in dark."""
    yield from _contrasts(mail, mail.light, "contrast", "light")
    yield from _contrasts(mail, mail.dark, "contrast-dark", "dark")
    for run in mail.dark:
        if luminance(str(run.style.paper)) >= LEAST_BRIGHT:
            message = f"in dark mode the background stays at {run.style.paper}"
            remedy = "give it a dark one inside @media (prefers-color-scheme: dark)"
            yield mail.at(run.element, warning("dark-background", message, remedy))
    named = {meta.get("name", "").lower() for meta in mail.document.all("meta")}
    for name in ("color-scheme", "supported-color-schemes"):
        if name not in named:
            message = f"<meta name=“{name}”> is missing: Apple Mail inverts colours"
            remedy = "put it into the template's head, with content=“light dark”"
            yield warning("scheme-missing", message, remedy, place="email.html")


def underline_findings(mail: Mail) -> Iterator[Finding]:
    """Yield the links that only a colour tells from the text around them."""
    for run in mail.light:
        link = _link_around(run.element)
        if link is not None and not run.style.underlined:
            message = "a link is not underlined: not everybody sees its colour"
            remedy = "leave text-decoration alone"
            yield mail.at(link, warning("link-plain", message, remedy))


def _of_type(run: Run, mail: Mail) -> Iterator[Finding]:
    size, is_body = run.style.size, _is_body(run, mail)
    if size < _LEAST:
        message = f"text of {size:g} px cannot be read: {_LEAST} is the least"
        yield error("text-tiny", message, _LARGER)
    elif size < (_BODY if is_body else _META):
        what, least = ("a story", _BODY) if is_body else ("a detail", _META)
        message = f"the text of {what} has {size:g} px, less than {least}"
        yield warning("text-small", message, _LARGER)
    tight, loose = _LEADING
    if is_body and not tight <= round(run.style.leading, 2) <= loose:
        message = f"lines are {run.style.leading:.2f} times as high as the letters"
        remedy = f"set a line-height of {tight} to {loose} times the font-size"
        yield warning("line-height", message, remedy)
    if run.style.align == "justify":
        message = "justified text has holes on a phone"
        remedy = "align it to where its lines begin"
        yield warning("text-justified", message, remedy)


def _contrasts(
    mail: Mail, runs: tuple[Run, ...], code: str, scheme: str
) -> Iterator[Finding]:
    for run in runs:
        paper = run.style.paper
        ink = run.style.colour.over(paper)
        ratio = contrast(str(ink), str(paper))
        if ratio < LEAST_CONTRAST:
            message = (
                f"{ink} on {paper} ({scheme}) has a contrast of {cut_off(ratio)}:1"
            )
            remedy = f"take a colour with at least {LEAST_CONTRAST}:1"
            yield mail.at(run.element, error(code, message, remedy))


def _is_body(run: Run, mail: Mail) -> bool:
    return key(run.text) in mail.printed.claims


def _width(element: Element) -> int:
    """Return how many pixels wide an element wants to be; 0: it does not say."""
    said = [
        declared.value
        for declared in declarations(element.get("style", ""))[0]
        if declared.name in {"width", "min-width"}
    ]
    said.append(element.get("width", ""))
    sizes = (_PIXELS.fullmatch(value) for value in said)
    return max((int(size[1]) for size in sizes if size), default=0)


def _link_around(element: Element) -> Element | None:
    around = (element, *element.iterancestors("a"))
    return next((a for a in around if a.tag == "a" and a.get("href")), None)
