"""The table of hazards as a page for people: docs/hazards.md.

    python -m tests.collect.hazards.page

writes it anew; a test holds both together.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.collect.hazards.hazard import Family, Hazard, Outcome
from tests.collect.hazards.table import FAMILIES

_PAGE = Path(__file__).parents[3] / "docs" / "hazards.md"
_INTRODUCTION = """\
# What a server may answer

Feeds are other people's servers and other people's bytes. Each line below is a test: a
hostile server on loopback answers so, beside a feed that is well, and Digest must come
through. The tables are written from `tests/collect/hazards/table.py`; to add a hazard,
add it there and run `python -m tests.collect.hazards.page`.

For each of these {count} hazards holds:

* it is over within ten seconds, at a time limit of four (`http.timeout_seconds`);
* nothing is raised; what went wrong is said in words, and printable;
* nobody connects to an address that is not allowed: traps listen beside the server, at
  another loopback address, at IPv6's, and at another port;
* what came is clean: addresses are canonical and of the web, dates can be believed,
  lines hold no controls and no bidi overrides, texts no controls;
* a feed that failed is remembered as never read: the next run asks for all of it;
* the feed beside it comes through whole, and all together take less than 200 MB.

What Digest does is in quotation marks where it fails, and says so; all else is read.
"""


def hazard_page(families: Iterable[Family]) -> str:
    """Return the page."""
    listed = tuple(families)
    count = sum(len(family.hazards) for family in listed)
    parts = [_INTRODUCTION.format(count=count), _overview(listed)]
    return "\n".join([*parts, *map(_section, listed)])


def _overview(families: Iterable[Family]) -> str:
    rows = (
        f"| [{family.name}](#{_anchor(family.name)}) | {len(family.hazards)} "
        f"| {_cell(family.unguarded)} | {_guard(family.guard)} |"
        for family in families
    )
    head = "| family | hazards | what would happen unguarded | guarded in |"
    return "\n".join([head, "|---|--:|---|---|", *rows, ""])


def _anchor(name: str) -> str:
    return name.lower().replace(" ", "-").replace(".", "")


def _section(family: Family) -> str:
    head = f"## {_title(family.name)}\n\n{family.about}\n"
    return "\n".join([head, *_table(family), ""])


def _title(name: str) -> str:
    return name if "." in name else name[0].upper() + name[1:]


def _table(family: Family) -> Iterator[str]:
    own = any(hazard.unguarded or hazard.guard for hazard in family.hazards)
    yield "| hazard | what Digest does |" + (" unguarded | guarded in |" if own else "")
    yield "|---|---|" + ("---|---|" if own else "")
    for hazard in family.hazards:
        row = f"| {_cell(hazard.name)} | {_cell(_does(hazard))} |"
        if own:
            guard = _guard(hazard.guard or family.guard)
            row += f" {_cell(hazard.unguarded)} | {guard} |"
        yield row


def _does(hazard: Hazard) -> str:
    match hazard.outcome:
        case Outcome.ARTICLE:
            return hazard.then or "reads it"
        case Outcome.FAILURE:
            return f"“… {hazard.says} …”" if hazard.says else "says that it cannot"
        case Outcome.PAGE_FAILURE:
            of_page = f"“… {hazard.says} …”" if hazard.says else "says that it cannot"
            return f"of the page: {of_page}"


def _guard(module: str) -> str:
    return f"`collect.{module}`"


def _cell(text: str) -> str:
    """Return words as they can stand in a table: no markup, no line breaks."""
    shown = text if len(text) <= 100 else f"{text[:90]}…"
    for character in "\\|<>*_[]&":
        shown = shown.replace(character, f"\\{character}")
    return " ".join(shown.split()).replace("\\&", "&amp;").replace("\\<", "&lt;")


if __name__ == "__main__":
    _PAGE.write_text(hazard_page(FAMILIES), encoding="utf-8")
