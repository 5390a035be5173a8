"""Many articles as JSON lines → their facts and quotations, in the same order.

Lines are answered in chunks, by whatever executor is given: this process, others of the
same machine, or a cluster's. However many work at it, the answer is the same, and no
more than a few chunks are in memory.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import BinaryIO, TypedDict

from digest.collect import cleaned, language_of
from digest.errors import UsageError
from digest.model import Article, Entry
from digest.pipeline.answers import FactJson, QuoteJson, facts_json, quotes_json
from digest.pipeline.files import decoded
from digest.pipeline.workers import Crew, mapped
from digest.summarise import summarise

_CHUNK_LINES = 32
_CHUNK_BYTES = 256_000  # a long article is a chunk of its own


class LineJson(TypedDict):
    """The answer to one line of `--jsonl`."""

    id: str
    facts: list[FactJson]
    quotes: list[QuoteJson]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """Some lines, and the number of the first."""

    number: int
    lines: tuple[bytes, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """The answers to a chunk, up to the line that has a problem; "": none has."""

    lines: tuple[str, ...]
    problem: str = ""


def opened_lines(path: Path) -> BinaryIO:
    """Open a file of JSON lines.

    Raises:
        UsageError: it cannot be read.
    """
    try:
        return path.open("rb")
    except OSError as error:
        message = f"{path}: cannot read the articles: {error.strerror}"
        raise UsageError(message) from error


def json_lines(
    lines: Iterable[bytes],
    *,
    facts: int | None,
    quotes: int | None,
    now: datetime,
    crew: Crew,
) -> Iterator[str]:
    """Answer lines of `{"id", "title", "text"}`, one by one, in their order.

    Offsets count characters of the text given: furniture is skipped, and nothing moved.

    Raises:
        UsageError: a line is not such an object; its number is named.
        DigestError: a worker died.
    """
    work = partial(answered, facts=facts, quotes=quotes, now=now)
    # Alone, each line is answered as soon as it is there.
    chunks = _chunks(lines, most=_CHUNK_LINES if crew.workers > 1 else 1)
    for chunk in mapped(work, chunks, crew=crew):
        yield from chunk.lines
        if chunk.problem:
            raise UsageError(chunk.problem)


def answered(
    chunk: Chunk, *, facts: int | None, quotes: int | None, now: datetime
) -> Answered:
    """Answer a chunk of lines; empty ones have no answer."""
    answers: list[str] = []
    for number, line in enumerate(chunk.lines, start=chunk.number):
        try:
            answers += _answers(line, number, facts=facts, quotes=quotes, now=now)
        except UsageError as error:
            return Answered(lines=tuple(answers), problem=str(error))
    return Answered(lines=tuple(answers))


def _chunks(lines: Iterable[bytes], *, most: int) -> Iterator[Chunk]:
    gathered: list[bytes] = []
    size = 0
    number = 0
    for number, line in enumerate(lines, start=1):
        gathered.append(line)
        size += len(line)
        if len(gathered) >= most or size >= _CHUNK_BYTES:
            yield Chunk(number=number + 1 - len(gathered), lines=tuple(gathered))
            gathered, size = [], 0
    if gathered:
        yield Chunk(number=number + 1 - len(gathered), lines=tuple(gathered))


def _answers(
    line: bytes, number: int, *, facts: int | None, quotes: int | None, now: datetime
) -> Iterator[str]:
    if not line.strip():
        return
    given = _given(decoded(line, name=f"line {number}"), number)
    language = language_of(given["text"])
    kept = cleaned(given["text"], title=given["title"], language=language)
    article = _article(given, kept.text, language, now)
    summary = summarise(article, facts=facts, quotes=quotes, numbers=False)
    answer = LineJson(
        id=given["id"],
        facts=facts_json(summary.facts, kept.origin),
        quotes=quotes_json(summary.quotes, kept.origin),
    )
    yield _dumped(answer)


def _dumped(answer: LineJson) -> str:
    """Return a line of JSON; half a surrogate pair has no form but an escape."""
    plain = json.dumps(answer, ensure_ascii=False)
    return plain if _is_encodable(plain) else json.dumps(answer)


def _is_encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


class _Given(TypedDict):
    id: str
    title: str
    text: str


def _given(line: str, number: int) -> _Given:
    try:
        value = json.loads(line)
        given = _Given(
            id=value["id"], title=value.get("title") or "", text=value["text"]
        )
    except (
        ValueError,
        TypeError,
        LookupError,
        AttributeError,
        RecursionError,
    ) as error:
        message = (
            f'line {number}: write an object {{"id", "title", "text"}} on each line'
        )
        raise UsageError(message) from error
    if not all(isinstance(part, str) for part in given.values()):
        message = f"line {number}: id, title and text must be strings"
        raise UsageError(message)
    return given


def _article(given: _Given, text: str, language: str, now: datetime) -> Article:
    entry = Entry(id=given["id"], url="", title=given["title"])
    return Article(
        entry=entry, outlet="", section="", language=language, text=text, first_seen=now
    )
