"""The new texts of one feed, judged together: what recurs among them is furniture."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from digest.collect.articles import Common, Draft, article
from digest.collect.recurrence import recurring, remembered
from digest.errors import FeedError
from digest.model import Article, Entry, Failure, Feed, Notice
from digest.text.paragraphs import has_words, words

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
    """What a batch came to.

    `paragraphs` counts those of earlier articles and of these. `kept_out` are the
    entries whose pages no robot may ask for, and `untold` how many of these have no
    text in the feed either: they are lost, and not tried again.
    """

    articles: tuple[Article, ...]
    paragraphs: Mapping[str, int]
    failures: tuple[Failure, ...]
    failed_ids: frozenset[str]
    kept_out: tuple[Entry, ...]
    untold: int


def yielded(batch: Batch) -> Yield:
    """Return the articles of a batch, newest first, and what failed."""
    made = _made(batch)
    kept_out = tuple(_kept_out(batch.drafts))
    failed = [
        (entry, outcome)
        for entry, outcome in zip(batch.entries, made, strict=True)
        if isinstance(outcome, FeedError) and entry not in kept_out
    ]
    articles = [outcome for outcome in made if isinstance(outcome, Article)]
    return Yield(
        articles=_newest_first(_undated_or_fresh(articles, batch)),
        paragraphs=remembered(tuple(_used(batch.drafts, made)), batch.paragraphs),
        failures=tuple(
            Failure(subject=entry.url, reason=str(error)) for entry, error in failed
        ),
        failed_ids=frozenset(entry.id for entry, _ in failed),
        kept_out=kept_out,
        untold=sum(isinstance(outcome, FeedError) for outcome in made) - len(failed),
    )


def kept_out(feed: Feed, brought: Yield) -> Notice | None:
    """Return what is to know of pages that no robot may ask for; None: nothing."""
    if not brought.kept_out:
        return None
    number = len(brought.kept_out)
    pages = "1 page" if number == 1 else f"{number} pages"
    text = f"robots.txt keeps us from {pages}, {brought.kept_out[0].url} for one"
    lost = f"; {brought.untold} without any left out" if brought.untold else ""
    own = f"the feed's own text is taken{lost}"
    return Notice(subject=feed.title, text=f"{text}: {own}")


def _used(
    drafts: Iterable[Draft | FeedError], made: Iterable[Article | FeedError]
) -> Iterator[str]:
    """Yield the texts of the drafts that became articles."""
    for draft, outcome in zip(drafts, made, strict=True):
        if isinstance(draft, Draft) and isinstance(outcome, Article):
            yield draft.text


def _kept_out(drafts: Iterable[Draft | FeedError]) -> Iterator[Entry]:
    for draft in drafts:
        if isinstance(draft, Draft) and draft.kept_out:
            yield draft.entry


def _made(batch: Batch) -> list[Article | FeedError]:
    texts = [each.text for each in batch.drafts if isinstance(each, Draft)]
    common = replace(batch.common, recurring=recurring(texts, batch.paragraphs))
    return [
        _article(each, common) if isinstance(each, Draft) else each
        for each in batch.drafts
    ]


def _article(draft: Draft, common: Common) -> Article | FeedError:
    made = article(draft, common)
    only_own = common.feed.full_text == "feed" or draft.kept_out
    if has_words(made.text, 1 if only_own else _LEAST):
        return made
    return FeedError(f"too little to read: {words(made.text)} words")


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
