"""The new texts of one feed, judged together: what recurs among them is furniture."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from digest.collect.articles import Common, Draft, article
from digest.collect.recurrence import recurring
from digest.errors import FeedError
from digest.model import Article, Entry, Failure
from digest.text.paragraphs import words

_LEAST = 15  # words; less is no article


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """The entries chosen from a feed, each with its draft or why there is none."""

    common: Common
    entries: tuple[Entry, ...]
    drafts: tuple[Draft | FeedError, ...]
    paragraphs: Mapping[str, int]
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Yield:
    """What a batch came to. `texts` are those of the drafts that were used."""

    articles: tuple[Article, ...]
    texts: tuple[str, ...]
    failures: tuple[Failure, ...]
    failed_ids: frozenset[str]


def yielded(batch: Batch) -> Yield:
    """Return the articles of a batch, newest first, and what failed."""
    made = _made(batch)
    failed = [
        (entry, outcome)
        for entry, outcome in zip(batch.entries, made, strict=True)
        if isinstance(outcome, FeedError)
    ]
    articles = [outcome for outcome in made if isinstance(outcome, Article)]
    return Yield(
        articles=_newest_first(_undated_or_fresh(articles, batch)),
        texts=tuple(
            draft.text
            for draft, outcome in zip(batch.drafts, made, strict=True)
            if isinstance(draft, Draft) and isinstance(outcome, Article)
        ),
        failures=tuple(
            Failure(subject=entry.url, reason=str(error)) for entry, error in failed
        ),
        failed_ids=frozenset(entry.id for entry, _ in failed),
    )


def _made(batch: Batch) -> list[Article | FeedError]:
    texts = [each.text for each in batch.drafts if isinstance(each, Draft)]
    common = replace(batch.common, recurring=recurring(texts, batch.paragraphs))
    return [
        _article(each, common) if isinstance(each, Draft) else each
        for each in batch.drafts
    ]


def _article(draft: Draft, common: Common) -> Article | FeedError:
    made = article(draft, common)
    count = words(made.text)
    least = 1 if common.feed.full_text == "feed" else _LEAST
    if count < least:
        return FeedError(f"too little to read: {count} words")
    return made


def _undated_or_fresh(articles: Iterable[Article], batch: Batch) -> list[Article]:
    """Return the articles but those a feed gave no date, and whose page is old."""
    dated = {entry.id for entry in batch.entries if entry.published}
    return [
        each
        for each in articles
        if each.entry.id in dated
        or each.entry.published is None
        or each.entry.published >= batch.since
    ]


def _newest_first(articles: Iterable[Article]) -> tuple[Article, ...]:
    by_address = sorted(articles, key=lambda each: each.entry.url)
    return tuple(sorted(by_address, key=lambda each: each.dated, reverse=True))
