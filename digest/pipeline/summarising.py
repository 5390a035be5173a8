"""One article given by hand, or many as JSON lines → facts and quotations."""

import asyncio
import json
import string
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, TypedDict

from digest.collect import (
    article_from_html,
    article_from_text,
    cleaned,
    fetched_page,
)
from digest.config import Http
from digest.errors import UsageError
from digest.model import Article, Entry, Fact, Quote, Span, Summary
from digest.pipeline.files import content, decoded
from digest.summarise import summarise


class FactJson(TypedDict):
    """A fact; `start` and `end` count characters of the article's text."""

    text: str
    start: int
    end: int
    kind: str


class QuoteJson(TypedDict):
    """A quoted segment; segments of one utterance share its number."""

    text: str
    start: int
    end: int
    utterance: int
    speaker: str | None
    role: str | None
    confidence: float
    mixed: bool


class ArticleJson(TypedDict):
    """An article with what was found in it."""

    title: str
    authors: list[str]
    author_note: str | None
    language: str
    standfirst: str | None
    facts: list[FactJson]
    quotes: list[QuoteJson]
    text: str


class LineJson(TypedDict):
    """The answer to one line of `--jsonl`."""

    id: str
    facts: list[FactJson]
    quotes: list[QuoteJson]


def article_at(url: str, *, http: Http, now: datetime) -> Article:
    """Return the article at an address.

    Raises:
        FeedError: the page cannot be fetched, or holds no article.
    """
    page = asyncio.run(fetched_page(url, http=http))
    return article_from_html(page, url=url, now=now)


def article_of(path: Path, *, now: datetime) -> Article:
    """Return the article in a file of HTML or plain text.

    Raises:
        UsageError: the file cannot be read, or is empty.
        FeedError: the page holds no article.
    """
    return article_in(content(path, what="the article"), name=str(path), now=now)


def article_in(text: str, *, name: str, now: datetime) -> Article:
    """Return the article in a text: HTML where it begins like HTML, else plain.

    Raises:
        UsageError: there is nothing in it.
        FeedError: the page holds no article.
    """
    if not text.strip(f"{string.whitespace}\0"):
        message = f"{name}: there is no text in it"
        raise UsageError(message)
    if text.lstrip().startswith("<"):
        return article_from_html(text, url=Path(name).absolute().as_uri(), now=now)
    return article_from_text(text, name=name, now=now)


def article_json(summary: Summary) -> ArticleJson:
    """Return a summary with its article, as `digest summarise --json` prints it."""
    article = summary.article
    return ArticleJson(
        title=article.entry.title,
        authors=list(article.authors),
        author_note=article.author_note,
        language=article.language,
        standfirst=summary.standfirst.text if summary.standfirst else None,
        facts=_facts(summary.facts),
        quotes=_quotes(summary.quotes),
        text=article.text,
    )


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
    lines: Iterable[bytes], *, facts: int | None, quotes: int | None, now: datetime
) -> Iterator[str]:
    """Answer lines of `{"id", "title", "text"}`, one by one, in their order.

    Offsets count characters of the text given: furniture is skipped, and nothing moved.

    Raises:
        UsageError: a line is not such an object; its number is named.
    """
    for number, line in enumerate(lines, start=1):
        if line.strip():
            given = _given(decoded(line, name=f"line {number}"), number)
            kept = cleaned(given["text"], title=given["title"])
            article = _article(given, kept.text, now)
            summary = summarise(article, facts=facts, quotes=quotes)
            answer = LineJson(
                id=given["id"],
                facts=_facts(summary.facts, kept.origin),
                quotes=_quotes(summary.quotes, kept.origin),
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


def _article(given: _Given, text: str, now: datetime) -> Article:
    entry = Entry(id=given["id"], url="", title=given["title"])
    return Article(
        entry=entry, outlet="", section="", language="en", text=text, first_seen=now
    )


def _same(span: Span) -> Span:
    return span


def _facts(
    facts: Sequence[Fact], origin: Callable[[Span], Span] = _same
) -> list[FactJson]:
    """Return facts, best first; `origin` moves their spans into the text given."""
    found = [(fact, origin(fact.span)) for fact in facts if fact.span]
    return [
        FactJson(text=fact.text, start=span.start, end=span.end, kind=fact.kind)
        for fact, span in found
    ]


def _quotes(
    quotes: Sequence[Quote], origin: Callable[[Span], Span] = _same
) -> list[QuoteJson]:
    """Return quoted segments in the article's order, utterances numbered from 1."""
    found = [
        (number, quote, segment.text, origin(segment.span))
        for number, quote in enumerate(sorted(quotes, key=_start), start=1)
        for segment in quote.segments
        if segment.span
    ]
    return [
        QuoteJson(
            text=text,
            start=span.start,
            end=span.end,
            utterance=number,
            speaker=quote.speaker,
            role=quote.role,
            confidence=round(quote.confidence, 2),
            mixed=quote.mixed,
        )
        for number, quote, text, span in found
    ]


def _start(quote: Quote) -> int:
    first = quote.segments[0].span
    return first.start if first else 0
