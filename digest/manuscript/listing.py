"""A block that is a list right under its heading: which tells it from a section."""

from collections.abc import Iterator, Sequence

from digest.manuscript.markdown import Node, content
from digest.manuscript.misplaced import Misplaced, line_of, refused


def first_of(nodes: Sequence[Node]) -> Node | None:
    """Return what a list right under a heading begins with; None: there is no list."""
    if not nodes or nodes[0].type != "bullet_list":
        return None
    return next(iter(nodes[0].children[0].children), None)


def listed(nodes: Sequence[Node]) -> Iterator[Node]:
    """Yield the items of the lists; nothing else stands in such a block."""
    for node in nodes:
        if node.type != "bullet_list":
            raise refused(node)
        yield from node.children


def only_paragraph(item: Node, *, what: str, help_text: str) -> Node:
    """Return the one paragraph that an item is."""
    if len(item.children) != 1 or item.children[0].type != "paragraph":
        message = f"{what} is one paragraph, with nothing under it; {help_text}"
        raise Misplaced(line_of(item), message)
    return item.children[0]


def seen(paragraph: Node) -> list[Node]:
    """Return what stands in a paragraph, without the empty texts between marks."""
    return [node for node in content(paragraph) if node.type != "text" or node.content]
