"""What each text of an email looks like: the cascade, as far as reading needs it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from digest.preflight.document import Document, Element
from digest.preflight.look import BLACK, READ, WHITE, Style, styled
from digest.preflight.media import View, holds
from digest.preflight.selectors import Specificity, selectors
from digest.preflight.stylesheet import Rule, Sheet, declarations, sheet

Rank = tuple[bool, Specificity, int]

_NOTHING: Mapping[str, tuple[Rank, str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of visible text, the element it stands in, and how it is set."""

    element: Element
    text: str
    style: Style


@dataclass(frozen=True, slots=True)
class Styles:
    """A document's style sheets, and what their selectors find in it."""

    document: Document
    sheets: tuple[Sheet, ...]
    found: tuple[tuple[Rule, Specificity, list[Element]], ...]

    def runs(self, view: View) -> tuple[Run, ...]:
        """Return the document's visible text, in order."""
        return tuple(_runs(self, view))


def styles(document: Document) -> Styles:
    """Return a document's styles, ready to be looked at in any view."""
    sheets = tuple(
        sheet(each.text or "", each.get("media", "")) for each in document.all("style")
    )
    found = [
        (rule, each.specificity, each.found(document))
        for made in sheets
        for rule in made.rules
        if any(declared.name in READ for declared in rule.declarations)
        for each in selectors(rule.selectors)
    ]
    return Styles(document, sheets, tuple(found))


# ── which declarations win ────────────────────────────────────────────────────────


def _runs(made: Styles, view: View) -> Iterator[Run]:
    ruled = _ruled(made, view)
    set_as: dict[Element, Style] = {}
    first = Style(
        colour=BLACK if view.scheme == "light" else WHITE,
        paper=WHITE if view.scheme == "light" else BLACK,
    )
    for element in made.document.root.iter():
        parent = element.getparent()
        above = first if parent is None else set_as[parent]
        style = styled(element, above, _declared(element, ruled.get(element, _NOTHING)))
        set_as[element] = style
        if element.text and not style.hidden and _is_read(element.text):
            yield Run(element=element, text=element.text, style=style)
        tail = element.tail
        if tail and parent is not None and not above.hidden and _is_read(tail):
            yield Run(element=parent, text=tail, style=above)


def _is_read(text: str) -> bool:
    return any(character.isalnum() for character in text)


def _ruled(
    made: Styles, view: View
) -> Mapping[Element, Mapping[str, tuple[Rank, str]]]:
    """Return for each element what the style sheets say, the strongest word each."""
    ruled: dict[Element, dict[str, tuple[Rank, str]]] = defaultdict(dict)
    for order, (rule, specificity, elements) in enumerate(made.found):
        if not all(holds(query, view) for query in rule.media):
            continue
        for declared in rule.declarations:
            if declared.name not in READ:
                continue
            rank = declared.important, specificity, order
            said = rank, declared.value.lower()
            for element in elements:
                known = ruled[element].get(declared.name)
                if known is None or rank >= known[0]:
                    ruled[element][declared.name] = said
    return ruled


def _declared(
    element: Element, ruled: Mapping[str, tuple[Rank, str]]
) -> dict[str, str]:
    """Return an element's declarations, the winning one of each property."""
    if not ruled and not element.get("style"):
        return {}
    found = {name: value for name, (_, value) in ruled.items()}
    for declared in declarations(element.get("style", ""))[0]:
        if declared.name not in READ:
            continue
        rank = ruled[declared.name][0] if declared.name in ruled else None
        if rank is None or declared.important or not rank[0]:
            # the later of shorthand and longhand holds
            found.pop(declared.name, None)
            found[declared.name] = declared.value.lower()
    important = [name for name, (rank, _) in ruled.items() if rank[0]]
    for name in important:  # stronger than the shorthand of a style attribute, too
        found[name] = found.pop(name)
    return found
