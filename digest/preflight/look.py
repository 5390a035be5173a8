"""What declarations mean: how a text is set, and what it takes from around it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from digest.preflight.document import Element
from digest.preflight.stylesheet import Colour, colour, colour_in

READ = frozenset(
    (
        "background",
        "background-color",
        "color",
        "display",
        "font",
        "font-size",
        "line-height",
        "max-height",
        "overflow",
        "text-align",
        "text-decoration",
        "text-decoration-line",
        "visibility",
    )
)
WHITE, BLACK = Colour(1, 1, 1), Colour(0, 0, 0)

_LINK = Colour(0, 0, 0.933)  # what browsers give a link without a colour of its own
_NORMAL = 1.2  # line height, in font sizes
_SIZES = {"h1": 2.0, "h2": 1.5, "h3": 1.17, "h5": 0.83, "h6": 0.67, "small": 0.83}
_KEYWORDS = {
    "xx-small": 9.0,
    "x-small": 10.0,
    "small": 13.0,
    "medium": 16.0,
    "large": 18.0,
    "x-large": 24.0,
    "xx-large": 32.0,
}
_NOT_SHOWN = frozenset(("head", "style", "script", "title", "template", "noscript"))
_LENGTH = re.compile(r"(\d{0,6}(?:\.\d{1,6})?)(px|pt|em|rem|%|)")
_FONT = re.compile(
    r"(\d{1,5}(?:\.\d{1,6})?(?:px|pt|em|rem|%))(?:\s*/\s*([^\s,]{1,20}))?"
)
_PIXELS = {"px": 1.0, "pt": 4 / 3, "rem": 16.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How a text is set: colours, sizes in pixels, and whether it is seen at all."""

    colour: Colour
    paper: Colour
    size: float = 16.0
    line: float = _NORMAL  # in font sizes, or in pixels where `line_is_fixed`
    line_is_fixed: bool = False
    align: str = "start"
    underlined: bool = False
    hidden: bool = False

    @property
    def leading(self) -> float:
        """Line height in font sizes."""
        return self.line / self.size if self.line_is_fixed and self.size else self.line


def styled(element: Element, above: Style, said: Mapping[str, str]) -> Style:
    """Return how an element is set, `above` being what it stands in."""
    style = _by_itself(element, above)
    for name, value in said.items():
        style = _applied(style, name, value, above)
    if said.get("max-height") in {"0", "0px"} and said.get("overflow") == "hidden":
        return replace(style, hidden=True)
    return style


def _by_itself(element: Element, above: Style) -> Style:
    """Return how an element is set that no author said anything of."""
    tag = element.tag
    changes: dict[str, object] = {}
    if tag == "a" and element.get("href"):
        changes |= {"colour": _LINK, "underlined": True}
    if tag in _SIZES:
        changes["size"] = above.size * _SIZES[tag]
    if (painted := colour(element.get("bgcolor", ""))) is not None:
        changes["paper"] = painted.over(above.paper)
    if (align := element.get("align", "").lower()) and tag not in {"table", "img"}:
        changes["align"] = align
    if element.get("hidden") is not None or tag in _NOT_SHOWN:
        changes["hidden"] = True
    return replace(above, **changes) if changes else above  # type: ignore[arg-type]  # its own fields


def _applied(  # noqa: PLR0911 - one property, one line
    style: Style, name: str, value: str, above: Style
) -> Style:
    match name:
        case "color":
            return _coloured(style, value, above)
        case "background" | "background-color":
            painted = colour(value) or colour_in(value)
            return replace(style, paper=painted.over(above.paper)) if painted else style
        case "font-size" | "font" | "line-height":
            return _sized(style, name, value, above)
        case "text-align":
            return replace(style, align=value)
        case "text-decoration" | "text-decoration-line":
            return replace(style, underlined="underline" in value)
        case "display" if value == "none":
            return replace(style, hidden=True)
        case "visibility" if value in {"hidden", "collapse"}:
            return replace(style, hidden=True)
        case _:
            return style


def _coloured(style: Style, value: str, above: Style) -> Style:
    if value in {"inherit", "currentcolor"}:
        return replace(style, colour=above.colour)
    painted = colour(value)
    return replace(style, colour=painted) if painted else style


def _sized(style: Style, name: str, value: str, above: Style) -> Style:
    if name == "line-height":
        return _led(style, value)
    size, leading = value, ""
    if name == "font":
        found = _FONT.search(value)
        if found is None:
            return style
        size, leading = found[1], found[2] or "normal"
    pixels = _KEYWORDS.get(size) or _length(size, above.size)
    style = style if pixels is None else replace(style, size=pixels)
    return _led(style, leading) if leading else style


def _led(style: Style, value: str) -> Style:
    if value == "normal":
        return replace(style, line=_NORMAL, line_is_fixed=False)
    found = _LENGTH.fullmatch(value)
    if found is None or not found[1]:
        return style
    if not found[2]:
        return replace(style, line=float(found[1]), line_is_fixed=False)
    pixels = _length(value, style.size)
    return style if pixels is None else replace(style, line=pixels, line_is_fixed=True)


def _length(value: str, base: float) -> float | None:
    """Return a length in pixels; `base` is what `em` and `%` are of."""
    found = _LENGTH.fullmatch(value)
    if found is None or found[1] in {"", "."}:
        return None
    number, unit = float(found[1]), found[2]
    if unit in _PIXELS:
        return number * _PIXELS[unit]
    if unit:
        return base * (number / 100 if unit == "%" else number)
    return 0.0 if number == 0 else None
