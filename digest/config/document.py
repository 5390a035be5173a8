"""A YAML text as values that know their lines: what is plain, and nothing else.

Of YAML 1.2 this reads mappings, sequences, scalars and aliases. Tags are refused, and
aliases may not unfold to more than a text of this size could hold by itself.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from ruamel.yaml.reader import ReaderError

from digest.config.nodes import Children, Node, Scalar
from digest.config.syntax import in_plain_words
from digest.config.words import place, shortened
from digest.errors import Mistake

MAX_BYTES = 1_000_000
MAX_DEPTH = 20
MAX_VALUES = 100_000  # once aliases are unfolded

# YAML's directives: a parser may fail at one in ways of its own.
_DIRECTIVE = re.compile(r"(?:\A\ufeff?|[\n\r\x85\u2028\u2029])%")
_INTEGER = re.compile(r"[-+]?[0-9]{1,18}")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]{1,3})?")
_WORDS: Mapping[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}

_Collection = MappingStartEvent | SequenceStartEvent
_Opening = _Collection | ScalarEvent
_End = MappingEndEvent | SequenceEndEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A YAML text, and what in it has to be put right.

    `root` is None where the text holds no value or could not be read.
    """

    root: Node | None
    mistakes: tuple[Mistake, ...] = ()


def document(text: str) -> Document:
    """Return what a YAML text holds; one that is no YAML holds one mistake."""
    if len(text.encode(errors="replace")) > MAX_BYTES:
        message = f"the file is larger than {MAX_BYTES:,} bytes: it is no feeds.yaml"
        return _unreadable(None, message)
    if directive := _DIRECTIVE.search(text):
        line = len(text[: directive.end()].splitlines())
        return _unreadable(line, "a line may not begin with %: take it away")
    reader = _Reader(events=YAML(typ="safe", pure=True).parse(text))
    try:
        root = reader.root()
    except (MarkedYAMLError, ReaderError) as error:
        return Document(root=None, mistakes=(in_plain_words(error, text),))
    except (ValueError, OverflowError):  # chr() of what "\\U11111111" asks for
        line = text.count("\n", 0, reader.last_end) + 1
        return _unreadable(
            line, "in double quotes \\U is followed by a character's code"
        )
    except _RefusedError as refusal:
        return _unreadable(refusal.line, refusal.message)
    return Document(root=root, mistakes=tuple(reader.mistakes))


class _RefusedError(Exception):
    def __init__(self, line: int, message: str) -> None:
        self.line = line
        self.message = message
        super().__init__(message)


def _unreadable(line: int | None, message: str) -> Document:
    mistake = Mistake(line=line, where="", message=message)
    return Document(root=None, mistakes=(mistake,))


@dataclass(slots=True, kw_only=True)
class _Reader:
    """Makes nodes of a parser's events; its recursion ends at MAX_DEPTH."""

    events: Iterator[Any]  # the parser does not say which kinds it yields
    anchors: dict[str, Node] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)
    path: list[str | int] = field(default_factory=list)
    last_end: int = 0

    def root(self) -> Node | None:
        """Return the value of the text's one document."""
        root = None
        for event in self.events:
            if not isinstance(event, DocumentStartEvent):
                continue
            if root is not None:
                message = "a second document begins here: take the line --- away"
                raise _RefusedError(_line(event), message)
            root = self.node(next(self.events))
        return root

    def node(self, event: _Opening | AliasEvent) -> Node:
        """Return the node that begins with this event."""
        if isinstance(event, AliasEvent):
            return self.alias(event)
        self.refuse_tag(event)
        self.refuse_depth(event, 0)
        node = self.new_node(event)
        if node.size > MAX_VALUES:
            message = "the aliases (*name) unfold to too many values: write them out"
            raise _RefusedError(_line(event), message)
        if event.anchor:
            self.anchors[event.anchor] = node
        return node

    def alias(self, event: AliasEvent) -> Node:
        target = self.anchors.get(event.anchor)
        if target is None:
            message = (
                f"*{event.anchor} stands for nothing above it: put a text that "
                "begins with * between single quotes"
            )
            raise _RefusedError(_line(event), message)
        self.refuse_depth(event, target.height)
        self.last_end = event.end_mark.index
        start = event.start_mark.index
        return replace(target, line=_line(event), start=start, end=self.last_end)

    def refuse_tag(self, event: _Opening) -> None:
        if event.tag is not None:
            tag = shortened(event.tag.replace("tag:yaml.org,2002:", "!!"))
            message = (
                f"tags such as {tag} are not read: write the value alone, and a text "
                "that begins with ! between single quotes"
            )
            raise _RefusedError(_line(event), message)

    def refuse_depth(self, event: _Opening | AliasEvent, height: int) -> None:
        if len(self.path) + height > MAX_DEPTH:
            message = "this is nested too deep for a feeds.yaml"
            raise _RefusedError(_line(event), message)

    def new_node(self, event: _Opening) -> Node:
        if isinstance(event, ScalarEvent):
            return self.scalar(event)
        if isinstance(event, MappingStartEvent):
            return self.collection(event, self.mapping())
        return self.collection(event, self.sequence())

    def scalar(self, event: ScalarEvent) -> Node:
        plain = event.implicit[0]
        start = self.last_end
        if event.value or not plain:
            start, self.last_end = event.start_mark.index, event.end_mark.index
        value = _resolved(event.value) if plain else event.value
        return Node(value=value, line=_line(event), start=start, end=self.last_end)

    def collection(self, event: _Collection, children: Children) -> Node:
        nodes = [*children.values()] if isinstance(children, dict) else children
        return Node(
            value=children,
            line=_line(event),
            start=event.start_mark.index,
            end=self.last_end,
            flow=bool(event.flow_style),
            size=1 + sum(node.size for node in nodes),
            height=1 + max((node.height for node in nodes), default=0),
        )

    def mapping(self) -> dict[str, Node]:
        children: dict[str, Node] = {}
        for event in self.inside(MappingEndEvent):
            key, line = self.key(event)
            self.path.append(key)
            node = replace(self.node(next(self.events)), line=line)
            first = children.setdefault(key, node)
            if first is not node:
                self.report_twice(line, first.line)
            self.path.pop()
        return children

    def key(self, event: _Opening | AliasEvent) -> tuple[str, int]:
        if not isinstance(event, ScalarEvent):
            message = "a key is a single word: put a text with brackets in quotes"
            raise _RefusedError(_line(event), message)
        self.refuse_tag(event)
        self.last_end = max(self.last_end, event.end_mark.index)
        return event.value, _line(event)

    def report_twice(self, line: int, first: int) -> None:
        message = f"this key stands in line {first} already: keep one of the two"
        where = place(self.path)
        self.mistakes.append(Mistake(line=line, where=where, message=message))

    def sequence(self) -> list[Node]:
        nodes: list[Node] = []
        for event in self.inside(SequenceEndEvent):
            self.path.append(len(nodes))
            nodes.append(self.node(event))
            self.path.pop()
        return nodes

    def inside(self, end: type[_End]) -> Iterator[_Opening | AliasEvent]:
        """Yield the events up to the end of a collection."""
        for event in self.events:
            if isinstance(event, end):
                if event.end_mark.index > event.start_mark.index:  # a closing bracket
                    self.last_end = event.end_mark.index
                return
            yield event


def _line(event: _Opening | AliasEvent | DocumentStartEvent) -> int:
    line: int = event.start_mark.line
    return line + 1


def _resolved(text: str) -> Scalar:
    """Return what a plain scalar stands for, by YAML 1.2's core schema."""
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    return text
