"""A quotation ⇄ its block: its words, who says them, and where."""

import re
from collections.abc import Iterator, Sequence

from digest.manuscript.escape import (
    clean,
    first_guarded,
    guard,
    inline,
    paragraph,
    unguarded,
)
from digest.manuscript.linked import source, source_written
from digest.manuscript.markdown import Node, content, plain
from digest.manuscript.marked import unwrapped
from digest.manuscript.misplaced import Misplaced, line_of
from digest.model import Quote, Segment, Source

_QUOTE_HELP = (
    "after the words leave a line `>`, then write "
    "`> — Speaker, role, in [Outlet](https://…)`"
)
_LIST_HELP = (
    "a hyphen makes a list of the attribution; begin it with a dash: leave a line `>`, "
    "then write `> — Speaker, role, in [Outlet](https://…)`"
)
_ELLIPSIS = re.compile(r"(?:^|(?<= ))…(?= |$)")
_COMMA = re.compile(r",(?= |$)")
_NO_COMMA = re.compile(r"[—–―]\s*(?P<who>\S.*[^\s,])\s+in", re.DOTALL)
_NAMED = re.compile(r"[—–―]\s*(?:(?P<who>.*),\s+)?in", re.DOTALL)


def written(quote: Quote) -> Iterator[str]:
    """Yield the Markdown for a quotation; none for one without words."""
    if text := _utterance(quote):
        yield f"> {text}\n>\n> — {_attribution_written(quote)}"


def block_quote(block: Node) -> Quote:
    """Read a quotation from its block."""
    for child in block.children:
        if child.type == "bullet_list" and child is not block.children[0]:
            raise Misplaced(line_of(child), _LIST_HELP)
        if child.type != "paragraph":
            raise Misplaced(line_of(child), f"a quotation is plain text; {_QUOTE_HELP}")
    *words, last = block.children or [block]
    speaker, role, where = _attribution(last)
    segments = tuple(_segments(words))
    if not segments:
        raise Misplaced(line_of(block), f"the quotation has no words; {_QUOTE_HELP}")
    return Quote(
        segments=segments,
        speaker=speaker,
        role=role,
        source=where,
        line=line_of(block),
    )


def _segments(paragraphs: Sequence[Node]) -> Iterator[Segment]:
    """Yield what the ` … ` of a quotation joins; a new paragraph parts it as well.

    Marks typed round it, or round a part, are left out: they are put in when printed.
    """
    parts = [
        part.strip()
        for node in paragraphs
        for part in plain(content(node), line_of(node)).split(" … ")
    ]
    whole = unwrapped(" … ".join(part for part in parts if part))
    for part in whole.split(" … "):
        if text := unguarded(unwrapped(part)):
            yield Segment(text=text)


def _attribution(node: Node) -> tuple[str | None, str | None, Source]:
    """Read who says it, in what role, and where."""
    line = line_of(node)
    nodes = content(node) if node.type == "paragraph" else []
    if not nodes or nodes[-1].type != "link":
        raise Misplaced(
            line, f"the quotation does not say who and where; {_QUOTE_HELP}"
        )
    text = plain(nodes[:-1], line).strip()
    named = _NAMED.fullmatch(text)
    if not named:
        raise Misplaced(
            line, f"the attribution is not clear; {_attribution_help(text)}"
        )
    speaker, _, role = (named["who"] or "").partition(", ")
    return (
        unguarded(speaker) or None,
        unguarded(role) or None,
        source(nodes[-1], line),
    )


def _attribution_help(text: str) -> str:
    without_comma = _NO_COMMA.fullmatch(text)
    if not without_comma:
        return _QUOTE_HELP
    who = unguarded(without_comma["who"])
    return f"put a comma before `in`: `> — {who}, in [Outlet](https://…)`"


# ── written ───────────────────────────────────────────────────────────────────────


def _utterance(quote: Quote) -> str:
    segments = [clean(segment.text) for segment in quote.segments]
    guarded = [_kept(guard(segment, _ELLIPSIS)) for segment in segments if segment]
    return paragraph(_kept(" … ".join(guarded)))


def _kept(words: str) -> str:
    """Keep marks round the whole from being taken for an editor's."""
    return words if unwrapped(words) == words else first_guarded(words)


def _attribution_written(quote: Quote) -> str:
    speaker, role = clean(quote.speaker or ""), clean(quote.role or "")
    parts = [inline(guard(speaker, _COMMA))] if speaker else []
    if speaker and role:
        parts.append(inline(role))
    return ", ".join([*parts, f"in {source_written(quote.source)}"])
