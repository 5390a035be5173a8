"""What an email loads or runs: pictures, styles, and what clients take away."""

import re
from collections.abc import Iterator

from digest.model import Finding
from digest.preflight.document import Element
from digest.preflight.finding import error, warning
from digest.preflight.mail import Mail
from digest.preflight.stylesheet import declarations
from digest.text.alts import MOST_ALT_CHARACTERS

_ACTIVE = (
    "script", "form", "input", "button", "select", "textarea", "iframe", "object",
    "embed", "applet", "video", "audio", "frame", "frameset",
)  # fmt: skip
_REMOTE = re.compile(r"url\(|@import", re.IGNORECASE)
_IMPORTED = frozenset(("import", "font-face"))
_COLOURS = re.compile(r"(?:^|[\s:;,(])#([0-9a-fA-F]{3,8})(?![0-9a-fA-F])")
_SIX = 6
_PIXELS = re.compile(r"\s*(\d{1,6})(?:\.\d{1,6})?(?:px)?\s*")
_SEEN = 3  # pixels; what is smaller either way is not there to be seen
_HTML = "email.html"


def resource_findings(mail: Mail) -> Iterator[Finding]:
    """Yield what has no place in an email, or would be loaded from elsewhere."""
    for element in mail.document.all(*_ACTIVE):
        message = f"<{element.tag}> does not work in an email, and looks like an attack"
        remedy = "take it out of the template; a link to the web page can have it"
        yield mail.at(element, error("active-content", message, remedy))
    remedy = "write styles into the template, and use fonts that readers have"
    for element in mail.document.all("link"):
        if "stylesheet" in element.get("rel", "").lower():
            message = f"a style sheet is loaded from {element.get('href', '')}"
            yield error("remote-style", message, remedy, place=_HTML)
    for made in mail.styles.sheets:
        for name, _ in made.at_rules:
            if name in _IMPORTED:
                message = f"@{name} loads from elsewhere"
                yield error("remote-style", message, remedy, place=f"{_HTML}: <style>")
    for element, css in _styles(mail):
        if re.search(r"url\(", css, re.IGNORECASE):
            message = "url(…) in a style loads from elsewhere"
            yield mail.at(element, error("remote-style", message, remedy))


def style_findings(mail: Mail) -> Iterator[Finding]:
    """Yield what is wrong in styles: what cannot be read, colours some clients drop."""
    for made in mail.styles.sheets:
        for fault in made.faults:
            message = f"a style sheet cannot be read: {fault}"
            remedy = "correct it: some clients drop all of a sheet with a mistake"
            place = f"{_HTML}: <style>"
            yield error("style-syntax", message, remedy, place=place)
    for element in mail.document.all():
        css = element.get("style", "")
        for fault in declarations(css)[1] if css else ():
            message = f"a style attribute cannot be read: {fault}"
            yield mail.at(element, error("style-syntax", message, "correct it"))
        for short in _short_colours(f"{css} {element.get('bgcolor', '')}"):
            message = (
                f"the colour {short} is not written as six digits: Outlook drops it"
            )
            remedy = "write it as #rrggbb"
            yield mail.at(element, warning("colour-form", message, remedy))


def image_findings(mail: Mail) -> Iterator[Finding]:
    """Yield what is wrong with pictures: where they come from, what stands for them."""
    for image in mail.document.all("img"):
        yield from (mail.at(image, finding) for finding in _about(image))


def _about(image: Element) -> Iterator[Finding]:
    source, alt = image.get("src", "").strip(), image.get("alt")
    if source.lower().startswith("data:"):
        message = "a picture is written into the HTML: Gmail and Outlook do not show it"
        yield error("image-data", message, "link to it by https, or leave it out")
    elif not source.lower().startswith(("https://", "cid:")):
        message = f"a picture's address is not https: “{source[:80]}”"
        yield error("image-address", message, "use an https address, or leave it out")
    if alt is None:
        message = "a picture has no `alt`: who does not see it is told its address"
        remedy = "write what it shows, or alt=“” where it only decorates"
        yield error("image-alt", message, remedy)
    elif len(alt) > MOST_ALT_CHARACTERS:
        message = (
            f"a picture's `alt` has {len(alt)} characters, over {MOST_ALT_CHARACTERS}"
        )
        yield warning("alt-long", message, "say shorter what it shows")
    if _is_unseen(image):
        message = "a picture that nobody sees tells the sender who reads"
        yield error("tracking-pixel", message, "take it out")
    elif not image.get("width", "").strip():
        message = "a picture has no width: Outlook shows it as large as it is"
        yield warning("image-width", message, "write its width in pixels")


def _is_unseen(image: Element) -> bool:
    """Tell whether a picture is a dot or a line, or hidden some other way."""
    said = {each.name: each.value for each in declarations(image.get("style", ""))[0]}
    sizes = [
        _PIXELS.fullmatch(size)
        for name in ("width", "height")
        for size in (image.get(name), said.get(name), said.get(f"max-{name}"))
        if size
    ]
    is_small = any(size and int(size[1]) < _SEEN for size in sizes)
    is_clear = said.get("opacity", "1").strip() in {"0", "0.0", "0%"}
    is_hidden = said.get("display") == "none" or said.get("visibility") == "hidden"
    return is_small or is_clear or is_hidden or image.get("hidden") is not None


def _styles(mail: Mail) -> Iterator[tuple[Element, str]]:
    for element in mail.document.all():
        yield element, element.get("style", "") or ""
        if element.tag == "style":
            yield element, element.text or ""


def _short_colours(css: str) -> list[str]:
    found = _COLOURS.findall(css)
    return [f"#{digits}" for digits in found if len(digits) != _SIX]
