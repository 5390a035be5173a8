"""CSS as rules: tinycss2's only door."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import tinycss2
import tinycss2.color4

_CONDITIONS = frozenset(("media", "supports", "layer", "container"))
# Numbers of thousands of digits, and brackets that stand thousands deep.
_TOO_MUCH = (ValueError, RecursionError)
_UNREAD = "it goes beyond what can be read"
_FUNCTION_OR_HASH = re.compile(r"#[0-9a-zA-Z]+|[a-z-]+\([^()]*\)|[a-zA-Z-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """One property and its value, in lower case where CSS does not care."""

    name: str
    value: str
    important: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Declarations for what selectors find, under all of these media queries."""

    selectors: str
    declarations: tuple[Declaration, ...]
    media: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A style sheet: its rules, the names of its at-rules, what cannot be read."""

    rules: tuple[Rule, ...]
    at_rules: tuple[tuple[str, str], ...]
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Colour:
    """Red, green and blue from 0 to 1, and how much of it covers what is below."""

    red: float
    green: float
    blue: float
    alpha: float = 1.0

    def over(self, below: "Colour") -> "Colour":
        """Return what is seen of it on another colour."""
        a = self.alpha
        return Colour(
            self.red * a + below.red * (1 - a),
            self.green * a + below.green * (1 - a),
            self.blue * a + below.blue * (1 - a),
        )

    def __str__(self) -> str:
        """Return it as CSS has it."""
        parts = (self.red, self.green, self.blue)
        return "#" + "".join(f"{round(part * 255):02x}" for part in parts)


@lru_cache(maxsize=64)
def sheet(css: str, media: str = "") -> Sheet:
    """Return a style sheet, read as browsers read it; `media` is its element's own."""
    rules: list[Rule] = []
    at_rules: list[tuple[str, str]] = []
    faults: list[str] = []
    try:
        nodes = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
        _take(nodes, (media,) if media else (), rules, at_rules, faults)
    except _TOO_MUCH:
        faults.append(_UNREAD)
    return Sheet(rules=tuple(rules), at_rules=tuple(at_rules), faults=tuple(faults))


@lru_cache(maxsize=4096)
def declarations(css: str) -> tuple[tuple[Declaration, ...], tuple[str, ...]]:
    """Return what a `style` attribute declares, and what of it cannot be read."""
    try:
        return _declared(_block(css))
    except _TOO_MUCH:
        return (), (_UNREAD,)


@lru_cache(maxsize=1024)
def colour(value: str) -> Colour | None:
    """Return the colour that a value is; None: it is none, or the text's own."""
    found = tinycss2.color4.parse_color(value)
    if found is None or isinstance(found, str):
        return None
    srgb = found.to("srgb")
    red, green, blue = (part or 0.0 for part in srgb.coordinates)
    return Colour(red, green, blue, srgb.alpha)


@lru_cache(maxsize=1024)
def colour_in(value: str) -> Colour | None:
    """Return the first colour of a shorthand such as `1px solid #1d1b18`."""
    parts = _FUNCTION_OR_HASH.findall(value)
    return next(filter(None, map(colour, parts)), None)


def _take(
    nodes: Sequence[Any],
    media: tuple[str, ...],
    rules: list[Rule],
    at_rules: list[tuple[str, str]],
    faults: list[str],
) -> None:
    for node in nodes:
        if node.type == "error":
            faults.append(node.message)
        elif node.type == "qualified-rule":
            made, wrong = _declared(_block(node.content))
            faults.extend(wrong)
            selectors = tinycss2.serialize(node.prelude).strip()
            rules.append(Rule(selectors=selectors, declarations=made, media=media))
        elif node.type == "at-rule":
            _take_at_rule(node, media, rules, at_rules, faults)


def _take_at_rule(
    node: Any,
    media: tuple[str, ...],
    rules: list[Rule],
    at_rules: list[tuple[str, str]],
    faults: list[str],
) -> None:
    name, prelude = node.lower_at_keyword, tinycss2.serialize(node.prelude).strip()
    at_rules.append((name, prelude))
    if name in _CONDITIONS and node.content is not None:
        inner = tinycss2.parse_rule_list(
            node.content, skip_comments=True, skip_whitespace=True
        )
        within = (*media, prelude) if name == "media" else media
        _take(inner, within, rules, at_rules, faults)


def _block(content: Sequence[Any] | str) -> Sequence[Any]:
    found: Sequence[Any] = tinycss2.parse_declaration_list(
        content, skip_comments=True, skip_whitespace=True
    )
    return found


def _declared(
    nodes: Sequence[Any],
) -> tuple[tuple[Declaration, ...], tuple[str, ...]]:
    made = tuple(_declarations(nodes))
    faults = tuple(node.message for node in nodes if node.type == "error")
    return made, faults


def _declarations(nodes: Sequence[Any]) -> Iterator[Declaration]:
    for node in nodes:
        if node.type == "declaration":
            yield Declaration(
                name=node.lower_name,
                value=tinycss2.serialize(node.value).strip(),
                important=node.important,
            )
