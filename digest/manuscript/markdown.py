"""Markdown as blocks and their plain text: the one door to markdown-it."""

from collections.abc import Iterable

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from digest.manuscript.escape import guard
from digest.manuscript.misplaced import PICTURE_HELP, Misplaced

Node = SyntaxTreeNode


class _Parser(MarkdownIt):
    """CommonMark that leaves addresses as they are written: they name the sources."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802 — markdown-it's name
        return url

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802 — markdown-it's name
        return True


def blocks(markdown: str) -> list[Node]:
    """Return the blocks of a document.

    Tables are recognised so that they can be refused by name. Characters written with a
    backslash or as an entity stay apart from the text around them, see `plain`.
    """
    parser = _Parser("commonmark").enable("table").disable("text_join")
    return list(Node(parser.parse(markdown)).children)


def content(block: Node) -> list[Node]:
    """Return what stands in a paragraph or heading."""
    return [node for inline in block.children for node in inline.children]


def plain(nodes: Iterable[Node], line: int) -> str:
    """Return the text of what stands on a line, its separators still guarded.

    Emphasis and code lose their marks; HTML inside a line is the text that it is.
    """
    return "".join(_plain(node, line) for node in nodes)


def _plain(node: Node, line: int) -> str:
    match node.type:
        case "text" | "code_inline" | "html_inline":
            return node.content
        case "text_special":
            # A backslash before a letter or a space is one too, and stays as it is.
            return guard(node.content) if len(node.content) == 1 else node.content
        case "softbreak" | "hardbreak":
            return " "
        case "em" | "strong":
            return plain(node.children, line)
        case "image":
            raise Misplaced(line, PICTURE_HELP)
        case _:
            message = (
                "a link stands where plain text belongs; only a headline and the "
                "source at the end of a fact or an attribution are linked"
            )
            raise Misplaced(line, message)
