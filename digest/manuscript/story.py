"""The blocks under a headline → a story: its bylines, standfirst, facts, quotations."""

from collections.abc import Sequence
from dataclasses import replace

from digest.manuscript.block_quote import block_quote
from digest.manuscript.byline import parsed as byline
from digest.manuscript.differences import difference, is_difference
from digest.manuscript.escape import unguarded
from digest.manuscript.linked import linked, source
from digest.manuscript.markdown import Node, content, plain
from digest.manuscript.misplaced import PICTURE_HELP, Misplaced, line_of, refused
from digest.manuscript.picture import is_picture, picture
from digest.model import Byline, Difference, Fact, Picture, Quote, Story

_BY_HELP = "write *Outlet · Author · 14 January 2025 · 5 min* under the headline"
_ALSO_HELP = (
    "write a further source as *Also: [Outlet](https://…) · Author*, and several with "
    "nothing more to say of them as *Also: [Outlet](https://…), [Other](https://…)*"
)
_BLANK_HELP = (
    "text follows in the byline's paragraph; leave a blank line after the byline"
)
_FACT_HELP = "write `- The fact. [Outlet](https://…)`"


def story(nodes: Sequence[Node]) -> Story:
    """Read a story from its heading and the blocks up to the next."""
    heading, *rest = nodes
    headline, url = _headline(heading)
    bylines, rest = _bylines(rest, url, line_of(heading))
    image, rest = _image(rest)
    standfirst, rest = _standfirst(rest)
    facts: list[Fact] = []
    differences: list[Difference] = []
    quotes: list[Quote] = []
    for node in rest:
        if node.type == "bullet_list":
            told = [child for child in node.children if is_difference(child)]
            differences += map(difference, told)
            facts += (_fact(child) for child in node.children if child not in told)
        elif node.type == "blockquote":
            quotes.append(block_quote(node))
        else:
            raise _late(node)
    return Story(
        headline=headline,
        image=image,
        standfirst=standfirst,
        facts=tuple(facts),
        differences=tuple(differences),
        quotes=tuple(quotes),
        bylines=tuple(bylines),
        line=line_of(heading),
    )


def _late(node: Node) -> Misplaced:
    if node.type != "paragraph":
        return refused(node)
    if is_picture(node):
        return Misplaced(line_of(node), PICTURE_HELP)
    message = (
        "text stands where facts and quotations do; a story has one paragraph of its "
        "own, under its byline"
    )
    return Misplaced(line_of(node), message)


def _headline(heading: Node) -> tuple[str, str]:
    line = line_of(heading)
    nodes = content(heading)
    if len(nodes) != 1 or nodes[0].type != "link":
        message = "a headline is a link to its story; write `### [Headline](https://…)`"
        raise Misplaced(line, message)
    return linked(nodes[0], line)


# ── bylines ───────────────────────────────────────────────────────────────────────


def _bylines(
    nodes: Sequence[Node], url: str, line: int
) -> tuple[list[Byline], list[Node]]:
    """Read the story's own byline and those of its further sources; return the rest."""
    lines = _emphasised(nodes[0]) if nodes else []
    if not lines:
        if nodes and _begins_emphasised(nodes[0]):
            raise Misplaced(line_of(nodes[0]), _BLANK_HELP)
        raise Misplaced(line, f"the story has no byline; {_BY_HELP}")
    first_line = line_of(nodes[0])
    first = byline(plain(lines[0], first_line), url, first_line)
    bylines = [_with_note(first, lines[1:], first_line)]
    for at, node in enumerate(nodes[1:], start=1):
        lines = _emphasised(node)
        if not lines and _begins_emphasised(node, also=True):
            raise Misplaced(line_of(node), _BLANK_HELP)
        if not lines or not any(part.type == "link" for part in lines[0]):
            return bylines, list(nodes[at:])
        bylines += _further(lines, line_of(node))
    return bylines, []


def _emphasised(node: Node) -> list[list[Node]]:
    """Return a paragraph's lines where each is emphasised as a whole; [] where not."""
    if node.type != "paragraph":
        return []
    lines = []
    broken = True
    for part in content(node):
        if part.type == "em" and broken:
            lines.append(list(part.children))
        elif part.type not in {"softbreak", "hardbreak"} or broken:
            return []
        broken = part.type != "em"
    return lines


def _begins_emphasised(node: Node, *, also: bool = False) -> bool:
    """Tell whether a paragraph begins with a line that is emphasised as a whole.

    With `also`, that line has to be a further source's byline.
    """
    parts = content(node) if node.type == "paragraph" else []
    types = [part.type for part in parts[:2]]
    if types not in (["em", "softbreak"], ["em", "hardbreak"]):
        return False
    return not also or any(part.type == "link" for part in parts[0].children)


def _with_note(found: Byline, lines: Sequence[Sequence[Node]], line: int) -> Byline:
    if not lines:
        return found
    if len(lines) > 1:
        message = "a byline has two lines at most: the byline, the note on its author"
        raise Misplaced(line, message)
    return replace(found, note=unguarded(plain(lines[0], line + 1)) or None)


def _further(lines: Sequence[Sequence[Node]], line: int) -> list[Byline]:
    label, *rest = lines[0]
    if label.type != "text" or label.content.strip() != "Also:" or not rest:
        raise Misplaced(line, _ALSO_HELP)
    if len(lines) == 1 and _is_list(rest):
        return [Byline(source=source(link, line)) for link in rest[::2]]
    link, *tail = rest
    if link.type != "link":
        raise Misplaced(line, _ALSO_HELP)
    page = source(link, line)
    text = plain(tail, line)
    if text.strip() and not text.startswith(" · "):
        raise Misplaced(line, _ALSO_HELP)
    found = replace(byline(f"Also{text}", None, line), source=page)
    return [_with_note(found, lines[1:], line)]


def _is_list(parts: Sequence[Node]) -> bool:
    """Tell whether these are links with commas between them."""
    return all(part.type == "link" for part in parts[::2]) and all(
        part.type == "text" and part.content.strip() == "," for part in parts[1::2]
    )


# ── picture, standfirst, facts ────────────────────────────────────────────────────


def _image(nodes: Sequence[Node]) -> tuple[Picture | None, list[Node]]:
    if not nodes or not is_picture(nodes[0]):
        return None, list(nodes)
    return picture(nodes[0]), list(nodes[1:])


def _standfirst(nodes: Sequence[Node]) -> tuple[str, list[Node]]:
    if not nodes or nodes[0].type != "paragraph":
        return "", list(nodes)
    return unguarded(plain(content(nodes[0]), line_of(nodes[0]))), list(nodes[1:])


def _fact(entry: Node) -> Fact:
    line = line_of(entry)
    if len(entry.children) != 1 or entry.children[0].type != "paragraph":
        message = f"a fact is one paragraph, with nothing under it; {_FACT_HELP}"
        raise Misplaced(line, message)
    nodes = content(entry.children[0])
    if not nodes or nodes[-1].type != "link":
        raise Misplaced(line, f"the fact does not end with its source; {_FACT_HELP}")
    text = unguarded(plain(nodes[:-1], line))
    if not text:
        raise Misplaced(line, f"the fact has no words; {_FACT_HELP}")
    return Fact(text=text, source=source(nodes[-1], line), line=line)
