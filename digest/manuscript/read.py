"""Markdown → the edition that it is; what has no place in one is an error.

The error names the line and says what to do. Nothing an editor wrote is passed over: a
block that an edition cannot hold is refused, never dropped. (A section whose stories
were all removed holds nothing, and goes.)
"""

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from digest.errors import ManuscriptError
from digest.manuscript.corrections import corrections, holds_corrections
from digest.manuscript.escape import unguarded
from digest.manuscript.front_matter import parsed as front_matter
from digest.manuscript.markdown import Node, blocks, content, plain
from digest.manuscript.misplaced import Misplaced, line_of, refused
from digest.manuscript.numbers import by_the_numbers, holds_numbers
from digest.manuscript.story import story
from digest.manuscript.voices import holds_voices, voices
from digest.model import ByTheNumbers, Corrections, Edition, Section, Story, Voices

_Kind = Literal["stories", "voices", "figures", "corrections"]

MAX_CHARACTERS = 2_000_000  # read in some seconds; a full edition has 200 000

_LINE_END = re.compile(r"\r\n?")
_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")


def read(markdown: str, *, name: str) -> Edition:
    """Return the edition that a manuscript holds.

    Facts, quotations, numbers, corrections and stories know their `line`. `name` is
    what the manuscript is called in messages.

    Raises:
        ManuscriptError: something cannot be placed; it names the first such line.
    """
    try:
        return _edition(_LINE_END.sub("\n", markdown.removeprefix("\ufeff")))
    except Misplaced as problem:
        raise ManuscriptError(name, problem.line, problem.message) from problem


def _edition(text: str) -> Edition:
    if len(text) > MAX_CHARACTERS:
        raise Misplaced(1, f"a manuscript has at most {MAX_CHARACTERS:,} characters")
    lines = _LONE_SURROGATE.sub("\ufffd", text).split("\n")
    front = front_matter(lines)
    body = "\n" * front.last_line + "\n".join(lines[front.last_line :])
    intro, *parts = _parted(blocks(body), "h2")
    told = _told_apart(parts)
    return Edition(
        name=front.name,
        title=front.title,
        date=front.date,
        language=front.language,
        intro="\n\n".join(_intro(intro)),
        sections=tuple(_sections(told["stories"])),
        voices=_voices(told["voices"]),
        by_the_numbers=_by_the_numbers(told["figures"]),
        corrections=_corrections(told["corrections"]),
    )


def _parted(nodes: Sequence[Node], heading: str) -> list[list[Node]]:
    """Part blocks before each heading of a level; the first part comes before any."""
    parts: list[list[Node]] = [[]]
    for node in nodes:
        if node.tag == heading and node.markup.startswith("#"):
            parts.append([])
        parts[-1].append(node)
    return parts


def _intro(nodes: Sequence[Node]) -> Iterator[str]:
    for node in nodes:
        if node.tag == "h3":  # a setext heading is never one
            message = "a story stands outside a section; put a `## Section` above it"
            raise Misplaced(line_of(node), message)
        if node.type != "paragraph":
            raise refused(node)
        yield unguarded(plain(content(node), line_of(node)))


def _told_apart(parts: Sequence[list[Node]]) -> dict[_Kind, list[list[Node]]]:
    """Return the sections of stories, and those that hold a list of their own."""
    told: dict[_Kind, list[list[Node]]] = {
        "stories": [],
        "voices": [],
        "figures": [],
        "corrections": [],
    }
    for part in parts:
        kind: _Kind = "stories"
        if holds_voices(part[1:]):
            kind = "voices"
        elif holds_numbers(part[1:]):
            kind = "figures"
        elif holds_corrections(part[1:]):
            kind = "corrections"
        told[kind].append(part)
    return told


def _voices(parts: Sequence[list[Node]]) -> Voices | None:
    """Read the one block of voices, wherever in the file it stands."""
    _insist_on_one_list(parts, "voices")
    found = (voices(_title(heading), nodes) for heading, *nodes in parts)
    return next(found, None)


def _by_the_numbers(parts: Sequence[list[Node]]) -> ByTheNumbers | None:
    """Read the one block of numbers, wherever in the file it stands."""
    _insist_on_one_list(parts, "figures")
    found = (by_the_numbers(_title(heading), nodes) for heading, *nodes in parts)
    return next(found, None)


def _corrections(parts: Sequence[list[Node]]) -> Corrections | None:
    """Read the one block of corrections, wherever in the file it stands."""
    _insist_on_one_list(parts, "corrections")
    found = (corrections(_title(heading), nodes) for heading, *nodes in parts)
    return next(found, None)


def _insist_on_one_list(parts: Sequence[list[Node]], kind: _Kind) -> None:
    for heading, *_ in parts[1:]:
        message = (
            f"an edition has one list of {kind}, and it stands further up already; "
            "put these there, or under a `###` headline"
        )
        raise Misplaced(line_of(heading), message)
    for node in (node for part in parts for node in part[1:] if node.tag == "h3"):
        message = (
            f"a story stands under the list of {kind}; put a `## Section` above it"
        )
        raise Misplaced(line_of(node), message)


def _sections(parts: Sequence[Sequence[Node]]) -> Iterator[Section]:
    seen: dict[str, int] = {}
    for heading, *nodes in parts:
        title = _title(heading)
        before, *stories = _parted(nodes, "h3")
        if before:
            raise refused(before[0])
        read_stories = tuple(_once(story(part), seen) for part in stories)
        if read_stories:
            yield Section(title=title, stories=read_stories)


def _title(heading: Node) -> str:
    line = line_of(heading)
    nodes = content(heading)
    if any(node.type == "link" for node in nodes):
        message = "a section's heading has no link; a story's headline has three hashes"
        raise Misplaced(line, message)
    title = unguarded(plain(nodes, line))
    if not title:
        raise Misplaced(line, "a section needs a title; write `## Title`")
    return title


def _once(found: Story, seen: dict[str, int]) -> Story:
    """Refuse a story whose headline leads where another's does already."""
    line = found.line or 1
    first = seen.setdefault(found.bylines[0].source.url, line)
    if first != line:
        raise Misplaced(line, f"this story stands in line {first} already; remove one")
    return found
