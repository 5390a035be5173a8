"""Where sources differ: an item of a story's list that names more sources than one.

    - Sources differ: **12** people killed [Outlet](https://…); **15** people killed
      [Other](https://…)

What stands before its first figure may say anything, and ends in a colon. A fact has
one source, at its end: that tells the two apart.
"""

from collections.abc import Sequence

from digest.manuscript.escape import clean, paragraph, unguarded
from digest.manuscript.listing import seen
from digest.manuscript.markdown import Node, content, plain
from digest.manuscript.misplaced import Misplaced, line_of
from digest.manuscript.numbers import number, number_written
from digest.model import Difference, Number

_LEAST = 2
_HELP = "write `- Sources differ: **12** people [Outlet](https://…); **15** people …`"


def written(difference: Difference) -> str | None:
    """Return a difference as an item of a list; None: there are no two sides to it."""
    sides = [
        number_written(side)
        for side in difference.numbers
        if clean(side.figure) and clean(side.counted)
    ]
    if len(sides) < _LEAST:
        return None
    title = clean(difference.title) or "Sources differ"
    return f"- {paragraph(f'{title}:')} {'; '.join(sides)}"


def is_difference(entry: Node) -> bool:
    """Tell whether an item of a list has bold figures, and sources more than one."""
    types = [node.type for node in content(entry.children[0])] if entry.children else []
    return types.count("link") >= _LEAST and "strong" in types


def difference(entry: Node) -> Difference:
    """Read an item that names more sources than one."""
    line = line_of(entry)
    nodes = seen(entry.children[0])
    if len(entry.children) != 1:
        raise Misplaced(line, f"figures have nothing under them; {_HELP}")
    first = next((n for n, node in enumerate(nodes) if node.type == "strong"), 0)
    title = unguarded(plain(nodes[:first], line))
    if not title.endswith(":") or not title.removesuffix(":").strip():
        raise Misplaced(line, f"no words and colon stand before the figures; {_HELP}")
    return Difference(
        title=title.removesuffix(":").strip(), numbers=_sides(nodes[first:], line)
    )


def _sides(nodes: Sequence[Node], line: int) -> tuple[Number, ...]:
    """Read figures with their sources, a semicolon between each two."""
    ends = [place for place, node in enumerate(nodes) if node.type == "link"]
    starts = [0, *(end + 2 for end in ends[:-1])]
    joints = [nodes[end + 1] for end in ends[:-1]]
    if ends[-1] != len(nodes) - 1 or any(not _is_joint(node) for node in joints):
        raise Misplaced(
            line, f"each figure is in bold and ends with its source; {_HELP}"
        )
    return tuple(
        number(nodes[start : end + 1], line, help_text=_HELP)
        for start, end in zip(starts, ends, strict=True)
    )


def _is_joint(node: Node) -> bool:
    return node.type == "text" and node.content.strip() == ";"
