"""What an email would load or run by attributes, links and elements of the head."""

import re
from collections.abc import Iterator

from digest.model import Finding
from digest.preflight.document import Element
from digest.preflight.finding import error
from digest.preflight.mail import Mail

# Of a <link>: what a program fetches without being asked.
_FETCHED = frozenset(
    (
        "dns-prefetch", "icon", "import", "manifest", "modulepreload", "prefetch",
        "preconnect", "preload", "prerender", "shortcut", "apple-touch-icon",
    )
)  # fmt: skip
_REMOTE = ("background", "poster", "lowsrc", "dynsrc")
_RUNS = re.compile(r"expression\s*\(|-moz-binding|behavior\s*:", re.IGNORECASE)
_SOURCES = re.compile(r"(?:^|,)\s*(\S{1,2000})")
_OUT = "take it out of the template"
_HTML = "email.html"


def loading_findings(mail: Mail) -> Iterator[Finding]:
    """Yield what loads or runs something though nobody asked for it."""
    for element in mail.document.all():
        yield from (mail.at(element, finding) for finding in _of_element(element))
    for sheet in mail.document.all("style"):
        if _RUNS.search(sheet.text or ""):
            message = "a style runs a script"
            yield error("active-content", message, _OUT, place=f"{_HTML}: <style>")


def _of_element(element: Element) -> Iterator[Finding]:
    for name, value in sorted(element.attrib.items()):
        if message := _of_attribute(name.lower(), value):
            code = "remote-style" if name in _REMOTE else "active-content"
            yield error(code, message, _OUT)
    if any(not _is_safe(each) for each in _SOURCES.findall(element.get("srcset", ""))):
        message = "an address of a picture's srcset is not https"
        yield error("image-address", message, "use an https address, or leave it out")
    match element.tag:
        case "base":
            message = "<base> changes where all links lead"
            yield error("active-content", message, _OUT)
        case "meta" if element.get("http-equiv", "").strip().lower() == "refresh":
            message = "a meta element leads readers away (refresh)"
            yield error("active-content", message, _OUT)
        case "link" if _FETCHED & set(element.get("rel", "").lower().split()):
            message = f"<link rel=“{element.get('rel')}”> loads from elsewhere"
            yield error("remote-style", message, _OUT)


def _of_attribute(name: str, value: str) -> str:
    """Return what is wrong with an attribute, "" if nothing."""
    if name.startswith("on") and name.isalpha():
        return f"the attribute {name} runs a script"
    if name == "ping":
        return "the attribute ping tells who follows a link"
    if name in _REMOTE and value.strip():
        return f"the attribute {name} loads {value[:80]}"
    if name == "style" and _RUNS.search(value):
        return "a style runs a script"
    return ""


def _is_safe(address: str) -> bool:
    return address.lower().startswith(("https://", "cid:"))
