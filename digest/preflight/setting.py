"""How text is placed: where its lines begin, what is hidden, what cannot break."""

import re
from collections.abc import Iterator

from digest.model import Finding
from digest.preflight.cascade import Run
from digest.preflight.document import HEADINGS, Element, text_of
from digest.preflight.finding import error, warning
from digest.preflight.mail import Mail
from digest.preflight.plain import key
from digest.preflight.selectors import selectors
from digest.preflight.stylesheet import Declaration, declarations

_BEGINS = {"ltr": {"start", "left"}, "rtl": {"start", "right"}}
_WIDEST = 600  # pixels
_UNBROKEN = 30  # characters that a phone has room for
_FAINT, _FAR_OUT = 0.5, 200  # opacity; pixels of text-indent
_WIDTHS = frozenset(("width", "min-width", "max-width"))
_PIXELS = re.compile(r"(-?\d{1,6})(?:\.\d{1,4})?(?:px)?")
_NUMBER = re.compile(r"\d{0,3}(?:\.\d{1,6})?")
_SHEET = "email.html: <style>"


def setting_findings(mail: Mail) -> Iterator[Finding]:
    """Yield text that begins on the wrong side, is hidden, or cannot break."""
    yield from _aligned(mail)
    yield from _hidden(mail)
    yield from _too_wide(mail)
    for element in _unbroken(mail):
        if len(text_of(element)) > _UNBROKEN:
            message = f"the lines of a <{element.tag}> cannot break: phones cut them"
            remedy = "leave white-space alone"
            yield mail.at(element, warning("text-unbroken", message, remedy))


def _aligned(mail: Mail) -> Iterator[Finding]:
    way = mail.document.root.get("dir", "ltr")
    for run in mail.light:
        if key(run.text) not in mail.printed.claims or _turns(run.element, way):
            continue
        align = run.style.align
        if align != "justify" and align not in _BEGINS.get(way, _BEGINS["ltr"]):
            message = f"the text of a story is aligned to its {align}"
            remedy = "align it to where its lines begin: page.start"
            yield mail.at(run.element, warning("text-aligned", message, remedy))


def _turns(element: Element, way: str) -> bool:
    """Tell whether a text stands in something that runs another way."""
    around = (element, *element.iterancestors())
    return any(each.get("dir", way) != way for each in around)


def _hidden(mail: Mail) -> Iterator[Finding]:
    for runs, where in ((mail.light, ""), (mail.phone, " on a phone")):
        seen = _around(runs)
        for heading in mail.document.all(*HEADINGS):
            is_told = any(map(str.isalnum, text_of(heading)))
            if is_told and (heading not in seen or _is_away(heading)):
                message = f"an {heading.tag} cannot be seen{where}"
                remedy = "let everybody see the headings, or leave them out"
                yield mail.at(heading, error("heading-hidden", message, remedy))


def _around(runs: tuple[Run, ...]) -> set[Element]:
    elements = {run.element for run in runs}
    return elements | {
        each for run in elements for each in run.iterancestors(*HEADINGS)
    }


def _is_away(heading: Element) -> bool:
    """Tell whether a heading is faded, or moved out of sight."""
    for said in declarations(heading.get("style", ""))[0]:
        value = said.value.strip()
        if said.name == "opacity" and _NUMBER.fullmatch(value):
            return float(value or "1") < _FAINT
        found = _PIXELS.fullmatch(value) if said.name == "text-indent" else None
        if found and abs(int(found[1])) > _FAR_OUT:
            return True
    return False


def _too_wide(mail: Mail) -> Iterator[Finding]:
    for sheet in mail.styles.sheets:
        for rule in sheet.rules:
            for said in rule.declarations:
                found = _PIXELS.fullmatch(said.value) if said.name in _WIDTHS else None
                if found and int(found[1]) > _WIDEST:
                    message = (
                        f"{rule.selectors.strip()[:40]} is {found[1]} px wide, more "
                        f"than {_WIDEST}"
                    )
                    remedy = "make it narrower, or as wide as what it stands in"
                    yield warning("too-wide", message, remedy, place=_SHEET)


def _unbroken(mail: Mail) -> Iterator[Element]:
    """Yield the elements whose lines do not break."""
    yield from mail.document.all("pre")
    for element in mail.document.all():
        if any(map(_holds_together, declarations(element.get("style", ""))[0])):
            yield element
    for sheet in mail.styles.sheets:
        for rule in sheet.rules:
            if any(map(_holds_together, rule.declarations)):
                for each in selectors(rule.selectors):
                    yield from each.found(mail.document)


def _holds_together(said: Declaration) -> bool:
    value = said.value.strip().lower()
    return said.name == "white-space" and value in {"nowrap", "pre"}
