"""The front matter ⇄ an edition's title, date, name and language.

It is YAML, read by its events alone: every value is the text that stands there, so that
a title `2024` or `yes` is one, and nothing nested, tagged or repeated comes through.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    DocumentEndEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    StreamEndEvent,
    StreamStartEvent,
)

from digest.manuscript.escape import clean
from digest.manuscript.misplaced import Misplaced
from digest.model import Edition

_MAX_CHARACTERS = 10_000
_MAX_NAME_CHARACTERS = 64  # it becomes the name of files
_EXAMPLE = "title: …, date: 2025-01-16 and edition: 2025-W03, each on its own line"
_KEYS = ("title", "date", "edition", "language")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NAME = re.compile(r"[^\W_](?:[\w.-]*[^\W_])?")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_PLAIN = re.compile(r"[^\W_](?:[\w .,'’()/&!?–—-]*[\w.!?)’])?")
_TYPED = re.compile(
    r"[\d_.,]+(?:e\d+)?|null|true|false|yes|no|on|off|y|n", re.IGNORECASE
)
_YAML_UNPRINTABLE = re.compile(r"[\ufeff\ufffe\uffff]")
_STRUCTURE = (
    StreamStartEvent,
    DocumentStartEvent,
    MappingStartEvent,
    MappingEndEvent,
    DocumentEndEvent,
    StreamEndEvent,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """What it holds, and the line of the manuscript on which it ends."""

    title: str
    date: date
    name: str
    language: str
    last_line: int


def written(edition: Edition) -> str:
    """Return an edition's front matter, its language only where it is not English."""
    lines = [
        f"title: {_scalar(clean(edition.title))}",
        f"date: {edition.date.isoformat()}",
        f"edition: {_scalar(clean(edition.name))}",
    ]
    if edition.language != "en":
        lines.append(f"language: {_scalar(clean(edition.language))}")
    return "\n".join(["---", *lines, "---"])


def parsed(lines: list[str]) -> FrontMatter:
    """Read the front matter that begins on the first line."""
    last = _last_line(lines)
    values = _values("\n".join(lines[1 : last - 1]))
    for key in ("title", "date", "edition"):
        if not values.get(key, ("", 1))[0]:
            raise Misplaced(1, f"the front matter needs `{key}`; write {_EXAMPLE}")
    return FrontMatter(
        title=values["title"][0],
        date=_date(*values["date"]),
        name=_name(*values["edition"]),
        language=_matching(
            _LANGUAGE, *values.get("language", ("en", 1)), "language", "en or uk"
        ),
        last_line=last,
    )


def _scalar(value: str) -> str:
    """Return a value as YAML: bare where it reads back, and is text to other tools."""
    if _PLAIN.fullmatch(value) and not _TYPED.fullmatch(value):
        return value
    if re.search(r'["\\]', value) and not _YAML_UNPRINTABLE.search(value):
        return "'" + value.replace("'", "''") + "'"
    quoted = json.dumps(value, ensure_ascii=False)
    return _YAML_UNPRINTABLE.sub(
        lambda character: f"\\u{ord(character.group()):04x}", quoted
    )


def _last_line(lines: list[str]) -> int:
    if lines[0].rstrip() != "---":
        message = f"a manuscript begins with a line `---`, then {_EXAMPLE}, then `---`"
        raise Misplaced(1, message)
    size = 0
    for number, line in enumerate(lines[1:], start=2):
        if line.rstrip() in {"---", "..."}:
            return number
        size += len(line)
        if size > _MAX_CHARACTERS:
            break
    raise Misplaced(1, "the front matter has no end; close it with a line `---`")


def _values(yaml: str) -> dict[str, tuple[str, int]]:
    """Return each key's value and the line it stands on."""
    values: dict[str, tuple[str, int]] = {}
    scalars = _scalars(yaml)
    for key, line in scalars:
        if key not in _KEYS:
            known = ", ".join(_KEYS)
            message = f"the front matter knows no `{key}`; it may hold {known}"
            raise Misplaced(line, message)
        if key in values:
            message = f"the front matter has `{key}` twice; remove one"
            raise Misplaced(line, message)
        values[key] = next(scalars)
    return values


def _scalars(yaml: str) -> Iterator[tuple[str, int]]:
    """Yield the keys and values in turn; refuse all that is neither."""
    depth = 0
    for event in _events(yaml):
        line = event.start_mark.line + 2
        depth += isinstance(event, MappingStartEvent)
        if isinstance(event, ScalarEvent) and depth == 1:
            yield clean(event.value), line
        elif not isinstance(event, _STRUCTURE) or depth > 1:
            raise Misplaced(
                line, f"the front matter holds plain values only; write {_EXAMPLE}"
            )


def _events(yaml: str) -> Iterator[Event]:
    try:
        yield from YAML(typ="safe", pure=True).parse(yaml)
    except MarkedYAMLError as error:
        mark = error.problem_mark
        message = (
            f"the front matter cannot be read ({error.problem}); write `key: value`, "
            "the value in quotation marks where it holds a colon or a `#`"
        )
        raise Misplaced(mark.line + 2 if mark else 1, message) from error
    except YAMLError as error:
        message = "the front matter holds a character that YAML forbids; retype it"
        raise Misplaced(1, message) from error


def _date(value: str, line: int) -> date:
    try:
        if _DATE.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass  # such as 2025-02-30
    message = f"“{value}” is not a date; write it as 2025-01-16"
    raise Misplaced(line, message)


def _name(value: str, line: int) -> str:
    if len(value) > _MAX_NAME_CHARACTERS:
        message = (
            f"`edition` has {len(value)} characters, and may have "
            f"{_MAX_NAME_CHARACTERS}: it is also the file's name; write 2025-W03"
        )
        raise Misplaced(line, message)
    return _matching(_NAME, value, line, "edition", "2025-W03 or 2025-01-16")


def _matching(
    pattern: re.Pattern[str], value: str, line: int, key: str, example: str
) -> str:
    if not pattern.fullmatch(value):
        message = f"`{key}` cannot be “{value}”; write {example}"
        raise Misplaced(line, message)
    return value
