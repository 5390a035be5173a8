r"""The block "corrections": a section that holds a list whose items begin in italics.

    ## Corrections

    - *2025-W03 · Ada Roe · [Outlet](https://outlet.example/page)*\
      Was: The words that this edition quoted.\
      Now: The words that the article has by now.

Its heading may say anything: the list right under it is what tells it from a section of
stories. The speaker is left out where the words were the source's own, the last line
where it has nothing like them any more.
"""

from collections.abc import Iterator, Sequence

from digest.manuscript.byline import DOT
from digest.manuscript.escape import clean, guard, heading, inline, unguarded
from digest.manuscript.linked import source, source_written
from digest.manuscript.listing import first_of, listed, only_paragraph
from digest.manuscript.markdown import Node, content, plain
from digest.manuscript.misplaced import Misplaced, line_of
from digest.model import Correction, Corrections

_WAS, _NOW = "Was:", "Now:"
_HELP = (
    "write `- *2025-W03 · Speaker · [Outlet](https://…)*`, and below it a line "
    "`Was: …` and a line `Now: …`, each line before another ending with `\\`"
)


def written(block: Corrections) -> Iterator[str]:
    """Yield the blocks of Markdown for an edition's corrections; none for an empty one.

    Words without an edition, or an edition without words, are left out.
    """
    items = [
        _item(correction)
        for correction in block.items
        if clean(correction.edition) and clean(correction.was)
    ]
    if items:
        yield f"## {heading(clean(block.title) or 'Corrections')}"
        yield "\n".join(items)


def _item(correction: Correction) -> str:
    speaker = clean(correction.speaker or "")
    parts = [
        inline(clean(correction.edition)),
        *([inline(guard(speaker, DOT))] if speaker else []),
        source_written(correction.source),
    ]
    lines = [f"*{' · '.join(parts)}*", f"{_WAS} {inline(clean(correction.was))}"]
    if now := clean(correction.now):
        lines.append(f"{_NOW} {inline(now)}")
    return "- " + "\\\n  ".join(lines)


def holds_corrections(nodes: Sequence[Node]) -> bool:
    """Tell whether what stands right under a section's heading is such a list."""
    first = first_of(nodes)
    return first is not None and _begins_in_italics(_lines(first))


def corrections(title: str, nodes: Sequence[Node]) -> Corrections:
    """Read the corrections under a heading."""
    return Corrections(title=title, items=tuple(map(_correction, listed(nodes))))


def _correction(entry: Node) -> Correction:
    line = line_of(entry)
    lines = _lines(only_paragraph(entry, what="a correction", help_text=_HELP))
    if not _begins_in_italics(lines):
        message = f"the correction does not say in italics what it is of; {_HELP}"
        raise Misplaced(line, message)
    (label,), *rest = lines
    *text, page = label.children or [label]
    if page.type != "link":
        raise Misplaced(line, f"the correction does not name its source; {_HELP}")
    edition, speaker = _of_whom(plain(text, line), line)
    was, now = _words([plain(nodes, line) for nodes in rest], line)
    return Correction(
        edition=edition,
        was=was,
        now=now,
        speaker=speaker,
        source=source(page, line),
        line=line,
    )


def _of_whom(text: str, line: int) -> tuple[str, str | None]:
    """Read the edition, and whose words it quoted, from before the source's link."""
    edition, *rest = text.removesuffix(" ").removesuffix(" ·").split(" · ")
    if len(rest) > 1 or not unguarded(edition):
        raise Misplaced(line, f"the correction is not clear; {_HELP}")
    return unguarded(edition), unguarded("".join(rest)) or None


def _words(lines: Sequence[str], line: int) -> tuple[str, str]:
    """Read the old words and the new ones; a line without a label goes on with one."""
    found = {_WAS: "", _NOW: ""}
    label = ""
    for text in lines:
        begins = text.lstrip()[: len(_WAS)]
        if begins in found and not found[begins]:
            label, text = begins, text.lstrip()[len(begins) :]  # noqa: PLW2901
        if not label:
            break
        found[label] += f" {text}"
    was, now = unguarded(found[_WAS]), unguarded(found[_NOW])
    if not was:
        message = f"the correction does not say what was printed; {_HELP}"
        raise Misplaced(line, message)
    return was, now


def _lines(paragraph: Node) -> list[list[Node]]:
    """Return what stands on each line of a paragraph."""
    lines: list[list[Node]] = [[]]
    for node in content(paragraph):
        if node.type in {"softbreak", "hardbreak"}:
            lines.append([])
        elif node.type != "text" or node.content:
            lines[-1].append(node)
    return lines


def _begins_in_italics(lines: Sequence[Sequence[Node]]) -> bool:
    """Tell whether the first line is emphasised as a whole."""
    return [node.type for node in lines[0]] == ["em"]
