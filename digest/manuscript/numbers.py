"""The block "by the numbers": a section that holds a list whose items begin in bold.

    ## By the numbers

    - **11,000** soldiers from six towns [Outlet](https://outlet.example/page)

Its heading may say anything: the list right under it is what tells it from a section of
stories, whose facts stand under a headline.
"""

from collections.abc import Iterator, Sequence

from digest.manuscript.escape import clean, heading, inline, unguarded
from digest.manuscript.linked import source, source_written
from digest.manuscript.listing import first_of, listed, only_paragraph, seen
from digest.manuscript.markdown import Node, plain
from digest.manuscript.misplaced import Misplaced, line_of
from digest.model import ByTheNumbers, Number

_HELP = "write `- **11,000** what it counts [Outlet](https://…)`"


def written(block: ByTheNumbers) -> Iterator[str]:
    """Yield the blocks of Markdown for an edition's numbers; none for an empty one."""
    items = [
        f"- {number_written(item)}"
        for item in block.numbers
        if clean(item.figure) and clean(item.counted)
    ]
    if items:
        yield f"## {heading(clean(block.title) or 'By the numbers')}"
        yield "\n".join(items)


def number_written(item: Number) -> str:
    """Return a figure in bold, what it counts, and its source."""
    figure, counted = inline(clean(item.figure)), inline(clean(item.counted))
    return f"**{figure}** {counted} {source_written(item.source)}"


def holds_numbers(nodes: Sequence[Node]) -> bool:
    """Tell whether what stands right under a section's heading is a list of numbers."""
    first = first_of(nodes)
    return first is not None and _begins_bold(seen(first))


def by_the_numbers(title: str, nodes: Sequence[Node]) -> ByTheNumbers:
    """Read the numbers under a heading."""
    return ByTheNumbers(title=title, numbers=tuple(map(_entry, listed(nodes))))


def _entry(entry: Node) -> Number:
    paragraph = only_paragraph(entry, what="a figure", help_text=_HELP)
    return number(seen(paragraph), line_of(entry))


def number(nodes: Sequence[Node], line: int, *, help_text: str = _HELP) -> Number:
    """Read a figure in bold, what it counts, and its source."""
    if not _begins_bold(nodes):
        raise Misplaced(
            line, f"the figure is not in bold at the beginning; {help_text}"
        )
    if nodes[-1].type != "link":
        raise Misplaced(line, f"the figure does not end with its source; {help_text}")
    figure = unguarded(plain(nodes[:1], line))
    counted = unguarded(plain(nodes[1:-1], line))
    if not figure or not counted:
        raise Misplaced(line, f"the figure does not say what it counts; {help_text}")
    return Number(
        figure=figure, counted=counted, source=source(nodes[-1], line), line=line
    )


def _begins_bold(nodes: Sequence[Node]) -> bool:
    return bool(nodes) and nodes[0].type == "strong"
