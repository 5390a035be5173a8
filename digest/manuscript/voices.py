"""The block "voices": a section whose heading is followed by quotations at once.

    ## Voices

    > A quotation, word for word.
    >
    > — Speaker, role, in [Outlet](https://outlet.example/page)

Its heading may say anything: the quotation right under it is what tells it from a
section of stories, whose quotations stand under a headline.
"""

from collections.abc import Iterator, Sequence

from digest.manuscript.block_quote import block_quote
from digest.manuscript.block_quote import written as quote_written
from digest.manuscript.escape import clean, heading
from digest.manuscript.markdown import Node
from digest.manuscript.misplaced import refused
from digest.model import Voices


def written(block: Voices) -> Iterator[str]:
    """Yield the blocks of Markdown for an edition's voices; none for an empty one."""
    quotes = [text for quote in block.quotes for text in quote_written(quote)]
    if quotes:
        yield f"## {heading(clean(block.title) or 'Voices')}"
        yield from quotes


def holds_voices(nodes: Sequence[Node]) -> bool:
    """Tell whether what stands right under a section's heading is a quotation."""
    return bool(nodes) and nodes[0].type == "blockquote"


def voices(title: str, nodes: Sequence[Node]) -> Voices:
    """Read the quotations under a heading; nothing else stands in such a block."""
    for node in nodes:
        if node.type != "blockquote":
            raise refused(node)
    return Voices(title=title, quotes=tuple(map(block_quote, nodes)))
