"""What a page says in JSON-LD (schema.org): of its article, and of the way to it."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Node = Mapping[str, object]

_MAX_BLOCKS = 20
_MAX_CHARACTERS = 1_000_000  # of one block
_MAX_NODES = 500
_BELOW = ("@graph", "mainEntity", "mainEntityOfPage")
_ARTICLES = frozenset(
    (
        "article",
        "advertisercontentarticle",
        "analysisnewsarticle",
        "askpublicnewsarticle",
        "backgroundnewsarticle",
        "blogposting",
        "liveblogposting",
        "newsarticle",
        "opinionnewsarticle",
        "report",
        "reportagenewsarticle",
        "reviewnewsarticle",
        "scholarlyarticle",
        "socialmediaposting",
        "techarticle",
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """The nodes that tell of this page; {} where it has none."""

    article: Node
    breadcrumbs: Node


def linked(tree: Any) -> Linked:
    """Return what a page's JSON-LD says of its article; what is broken says nothing."""
    nodes = list(_nodes(tree))
    return Linked(
        article=next((node for node in nodes if _types(node) & _ARTICLES), {}),
        breadcrumbs=next((n for n in nodes if "breadcrumblist" in _types(n)), {}),
    )


def objects(value: object) -> list[Node]:
    """Return the nodes in a value that may be one, or a list of them."""
    listed = value if isinstance(value, list) else [value]
    return [each for each in listed[:_MAX_NODES] if isinstance(each, dict)]


def texts(value: object) -> list[str]:
    """Return the texts in a value that may be one, or a list of them."""
    listed = value if isinstance(value, list) else [value]
    return [str(each) for each in listed[:_MAX_NODES] if isinstance(each, str | int)]


def _nodes(tree: Any) -> Iterator[Node]:
    """Yield nodes in the page's order, those they hold right after them."""
    waiting: list[object] = list(_blocks(tree))[::-1]
    for _ in range(_MAX_NODES):
        if not waiting:
            return
        node = waiting.pop()
        if isinstance(node, list):
            waiting += node[:_MAX_NODES][::-1]
        elif isinstance(node, dict):
            yield node
            waiting += [node[key] for key in reversed(_BELOW) if key in node]


def _blocks(tree: Any) -> Iterator[object]:
    scripts = tree.xpath("//script[@type='application/ld+json']")[:_MAX_BLOCKS]
    for script in scripts:
        text = (script.text or "").strip()[:_MAX_CHARACTERS]
        try:
            yield json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue


def _types(node: Node) -> frozenset[str]:
    names: Iterable[str] = texts(node.get("@type"))
    return frozenset(name.rpartition("/")[2].lower() for name in names)
