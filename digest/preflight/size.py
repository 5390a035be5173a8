"""How large an email is, and how deep: what clients clip, and engines stumble over."""

from collections.abc import Iterator

from digest.model import Finding
from digest.preflight.document import numbered_depths
from digest.preflight.finding import error, warning
from digest.preflight.mail import Mail
from digest.text.limits import MAX_HTML_BYTES

_CLIPPED_BYTES = 102_000  # near there Gmail clips
_MOST_STYLE_BYTES = 16_384  # Gmail drops a style sheet that is longer
_LEAST_TEXT = 0.15  # of the HTML; spam filters weigh it
_FRAME_BYTES = 20_000  # up to there the frame around a short text outweighs it
_MOST_ELEMENTS = 1_500
_MOST_DEPTH = 40
_PLACE = "email.html"
_FEWER = "take stories out of the manuscript, or lower `max_stories`"


def bytes_findings(html: str) -> Iterator[Finding]:
    """Yield what there is to say about the HTML's size, whatever it is."""
    size = len(html.encode("utf-8", "replace"))
    said = f"the HTML has {size // 1000} KB"
    if size >= _CLIPPED_BYTES:
        message = f"{said}: Gmail cuts an email off near {_CLIPPED_BYTES // 1000} KB"
        yield error("html-clipped", message, _FEWER, place=_PLACE)
    elif size >= MAX_HTML_BYTES:
        message = f"{said}: near {_CLIPPED_BYTES // 1000} KB Gmail cuts an email off"
        yield warning("html-large", message, _FEWER, place=_PLACE)


def size_findings(mail: Mail) -> Iterator[Finding]:
    """Yield what is too much: elements, depth, styles; and text that is too little."""
    depths = list(numbered_depths(mail.document.root))
    if len(depths) > _MOST_ELEMENTS:
        message = f"it has {len(depths)} elements, more than {_MOST_ELEMENTS}"
        yield warning("html-elements", message, _FEWER, place=_PLACE)
    if max(depths) > _MOST_DEPTH:
        message = f"{max(depths)} elements stand inside one another: Outlook gives up"
        remedy = f"nest at most {_MOST_DEPTH} in the templates"
        yield warning("html-deep", message, remedy, place=_PLACE)
    size = len(mail.document.source.encode("utf-8", "replace"))
    share = len(mail.visible.encode()) / size
    if size > _FRAME_BYTES and share < _LEAST_TEXT:
        message = f"only {share:.0%} of the HTML is text, less than {_LEAST_TEXT:.0%}"
        remedy = "use fewer tags and styles in the templates"
        yield warning("html-thin", message, remedy, place=_PLACE)
    styles = sum(len((each.text or "").encode()) for each in mail.document.all("style"))
    if styles > _MOST_STYLE_BYTES:
        message = (
            f"the style sheets have {styles:,} bytes: Gmail drops those beyond 16 KB"
        )
        remedy = "write rules that are used once into `style` attributes"
        yield error("style-large", message, remedy, place="email.html: <style>")
