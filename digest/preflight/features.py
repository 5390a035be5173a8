"""Which features of HTML and CSS an email uses, as caniemail names them."""

import re
from collections.abc import Iterator
from functools import lru_cache

from digest.preflight.cascade import Styles
from digest.preflight.document import Document, Element
from digest.preflight.stylesheet import Declaration, declarations

_UNITS = re.compile(
    r"(?<![\w#-])\d{0,6}\.?\d{1,6}(rem|vh|vw|vmin|vmax|ch|ex|em)(?![\w-])"
)
_FUNCTIONS = {
    "calc(": "css-unit-calc",
    "clamp(": "css-function-clamp",
    "light-dark(": "css-function-light-dark",
    "linear-gradient(": "css-linear-gradient",
    "max(": "css-function-max",
    "min(": "css-function-min",
    "oklch(": "css-modern-color",
    "rgba(": "css-rgba",
    "rgb(": "css-rgb",
    "var(": "css-variables",
}
_DISPLAYS = {
    "flex": "css-display-flex",
    "inline-flex": "css-display-flex",
    "grid": "css-display-grid",
    "inline-grid": "css-display-grid",
    "none": "css-display-none",
}
_FAMILIES = {
    "align-content": "css-align-items",
    "background-color": "css-background-color",
    "bottom": "css-left-right-top-bottom",
    "column-gap": "css-gap",
    "grid-template-areas": "css-grid-template",
    "grid-template-columns": "css-grid-template",
    "grid-template-rows": "css-grid-template",
    "left": "css-left-right-top-bottom",
    "right": "css-left-right-top-bottom",
    "row-gap": "css-gap",
    "top": "css-left-right-top-bottom",
}
_SEMANTICS = frozenset(
    (
        "article", "aside", "details", "figcaption", "figure", "footer", "header",
        "main", "mark", "nav", "section", "summary", "time",
    )
)  # fmt: skip
_ELEMENTS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "html-h1-h6"),
    **dict.fromkeys(("ul", "ol", "dl"), "html-lists"),
    **dict.fromkeys(_SEMANTICS, "html-semantics"),
}
_ATTRIBUTES = (
    "align", "aria-describedby", "aria-hidden", "aria-label", "aria-labelledby",
    "background", "cellpadding", "cellspacing", "dir", "height", "lang", "role",
    "srcset", "target", "valign", "width",
)  # fmt: skip
_AT_RULES = frozenset(("font-face", "import", "keyframes", "media", "supports"))


def used(document: Document, styles: Styles) -> Iterator[tuple[str, Element, bool]]:
    """Yield each feature, where it is used, and whether for all who look.

    What stands in a media query is for some: the others get what stands outside.
    """
    for element in document.all():
        for name in _of_element(element):
            yield name, element, True
    sheets = document.all("style")
    for element, sheet in zip(sheets, styles.sheets, strict=True):
        for name, prelude in sheet.at_rules:
            if name in _AT_RULES:
                yield _at_rule(name, prelude), element, False
        for rule in sheet.rules:
            for declared in rule.declarations:
                for name in _of_declaration(declared):
                    yield name, element, not rule.media


def _of_element(element: Element) -> Iterator[str]:
    tag = element.tag
    yield _ELEMENTS.get(tag, f"html-{tag}")
    yield from (f"html-{name}" for name in _ATTRIBUTES if element.get(name) is not None)
    if tag == "a":
        href = element.get("href", "")
        if href.startswith("#"):
            yield "html-anchor-links"
        elif href.lower().startswith("mailto:"):
            yield "html-mailto-links"
    if tag == "meta" and element.get("name") == "color-scheme":
        yield "html-meta-color-scheme"
    for declared in declarations(element.get("style", ""))[0]:
        yield from _of_declaration(declared)


@lru_cache(maxsize=2048)
def _of_declaration(declared: Declaration) -> tuple[str, ...]:
    name, value = declared.name, declared.value.lower()
    if name.startswith("--"):
        return ("css-variables",)
    found = [_FAMILIES.get(name, f"css-{name}")]
    if name == "display" and value in _DISPLAYS:
        found = [_DISPLAYS[value]]
    found += [known for function, known in _FUNCTIONS.items() if function in value]
    found += [f"css-unit-{unit}" for unit in _UNITS.findall(value)]
    return tuple(dict.fromkeys(found))


def _at_rule(name: str, prelude: str) -> str:
    for feature in ("prefers-color-scheme", "prefers-reduced-motion", "hover"):
        if name == "media" and feature in prelude:
            return f"css-at-media-{feature}"
    return f"css-at-{name}"
