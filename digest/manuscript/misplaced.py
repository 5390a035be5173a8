"""What a manuscript has no place for, and what to say about it."""

from markdown_it.tree import SyntaxTreeNode as Node

_HELP = {
    "hr": "a rule has no place in an edition; remove it",
    "table": "a table has no place in an edition; write its rows as facts",
    "fence": "a code block has no place in an edition; remove its fences",
    "code_block": "this is indented like code; remove the spaces before it",
    "html_block": "HTML has no place in an edition; remove it, or write a `<` as `\\<`",
    "ordered_list": "a list with numbers has no place here; begin each fact with `- `",
    "bullet_list": "a fact stands outside a story; put it under a `###` headline",
    "blockquote": "a quotation stands outside a story; put it under a `###` headline",
    "paragraph": "text stands between a section's heading and its first story; "
    "put it above the first `##`, or under a `###` headline",
}
PICTURE_HELP = (
    "a story has one picture, in a paragraph of its own between its byline and its "
    "standfirst: `![What it shows](https://…)`; put it there, or remove it"
)


class Misplaced(ValueError):  # noqa: N818 — `read` turns it into a ManuscriptError
    """Something stands where a manuscript has no place for it."""

    def __init__(self, line: int, message: str) -> None:
        self.line = line
        self.message = message
        super().__init__(message)


def line_of(node: Node) -> int:
    """Return the line on which a block begins."""
    return node.map[0] + 1 if node.map else 1


def refused(node: Node) -> Misplaced:
    """Return what to raise for a block that an edition cannot hold where it stands."""
    if node.type != "heading":
        return Misplaced(line_of(node), _HELP.get(node.type, "remove this"))
    if not node.markup.startswith("#"):
        message = "this text is a heading because of the line under it; remove that"
        return Misplaced(line_of(node), message)
    level = node.tag.removeprefix("h")
    message = (
        f"a heading of level {level} has no place here; a section is `##`, a story "
        "`###`, and the edition's title stands in the front matter"
    )
    return Misplaced(line_of(node), message)
