"""A story's picture: a paragraph of its own, between byline and standfirst.

    ![What it shows](https://outlet.example/picture.jpg)

How large it is does not stand here: that is looked up in the stored article.
"""

from collections.abc import Iterator

from digest.manuscript.escape import clean, link, unguarded
from digest.manuscript.listing import seen
from digest.manuscript.markdown import Node, plain
from digest.manuscript.misplaced import Misplaced, line_of
from digest.model import Picture


def written(picture: Picture) -> Iterator[str]:
    """Yield the Markdown for a picture; none for one without an address."""
    if url := clean(picture.url):
        yield f"!{link(clean(picture.alt), url)}"


def is_picture(node: Node) -> bool:
    """Tell whether a block is a paragraph with a picture in it, and nothing else."""
    parts = seen(node) if node.type == "paragraph" else []
    return [part.type for part in parts] == ["image"]


def picture(node: Node) -> Picture:
    """Read a picture from its paragraph."""
    line = line_of(node)
    (image,) = seen(node)
    url = clean(str(image.attrGet("src") or ""))
    if not url:
        message = "the picture has no address; write `![What it shows](https://…)`"
        raise Misplaced(line, message)
    return Picture(url=url, alt=unguarded(plain(image.children, line)), line=line)
