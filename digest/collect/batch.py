"""The new texts of one feed, judged together: what recurs among them is furniture."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlsplit

from digest.collect.articles import Common, Draft, article
from digest.collect.recurrence import recurring, remembered
from digest.collect.walls import Wall, WalledError
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
class Behind:
    """Entries whose pages are behind the same wall, and how many are lost by it."""

    wall: Wall
    entries: tuple[Entry, ...]
    untold: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Yield:
    """What a batch came to.

    `paragraphs` counts those of earlier articles and of these.
    `behind` are the entries whose pages are behind something that lasts; those of them
    that have no text in the feed either are lost, and not tried again. `missed` are the
    articles on whose pages their site's rule finds no text.
    """

    articles: tuple[Article, ...]
    paragraphs: Mapping[str, int]
    failures: tuple[Failure, ...]
    failed_ids: frozenset[str]
    behind: tuple[Behind, ...] = ()
    missed: tuple[Entry, ...] = ()


def yielded(batch: Batch) -> Yield:
    """Return the articles of a batch, newest first, and what failed."""
    made = _made(batch)
    walls = [_wall(draft) for draft in batch.drafts]
    failed = [
        (entry, outcome)
        for entry, outcome, wall in zip(batch.entries, made, walls, strict=True)
        if isinstance(outcome, FeedError) and wall is None
    ]
    articles = [outcome for outcome in made if isinstance(outcome, Article)]
    return Yield(
        articles=_newest_first(_undated_or_fresh(articles, batch)),
        paragraphs=remembered(tuple(_used(batch.drafts, made)), batch.paragraphs),
        failures=tuple(
            Failure(subject=entry.url, reason=str(error)) for entry, error in failed
        ),
        failed_ids=frozenset(entry.id for entry, _ in failed),
        behind=tuple(_behind(batch.entries, made, walls)),
        missed=tuple(_missed(batch.drafts)),
    )


def told(feed: Feed, brought: Yield) -> tuple[Notice, ...]:
    """Return what is to know of pages that could not be had, or not as told."""
    texts = [_walled(behind) for behind in brought.behind]
    if brought.missed:
        texts.append(_out_of_date(brought.missed))
    return tuple(Notice(subject=feed.title, text=text) for text in texts)


def _used(
    drafts: Iterable[Draft | FeedError], made: Iterable[Article | FeedError]
) -> Iterator[str]:
    """Yield the texts of the drafts that became articles."""
    for draft, outcome in zip(drafts, made, strict=True):
        if isinstance(draft, Draft) and isinstance(outcome, Article):
            yield draft.text


def _wall(draft: Draft | FeedError) -> Wall | None:
    """Return what lastingly stands before a page; None: nothing does."""
    if isinstance(draft, Draft | WalledError) and draft.wall:
        return None if draft.wall.may_pass else draft.wall
    return None


def _behind(
    entries: Iterable[Entry],
    made: Iterable[Article | FeedError],
    walls: Iterable[Wall | None],
) -> Iterator[Behind]:
    there = list(zip(entries, made, walls, strict=True))
    for wall in Wall:
        found = [(entry, outcome) for entry, outcome, of in there if of is wall]
        if found:
            lost = sum(isinstance(outcome, FeedError) for _, outcome in found)
            before = tuple(entry for entry, _ in found)
            yield Behind(wall=wall, entries=before, untold=lost)


def _missed(drafts: Iterable[Draft | FeedError]) -> Iterator[Entry]:
    for draft in drafts:
        if isinstance(draft, Draft) and draft.page and draft.page.missed_rule:
            yield draft.entry


def _walled(behind: Behind) -> str:
    pages = f"{_pages(behind.entries)}, {behind.entries[0].url} for one"
    kept = len(behind.entries) - behind.untold
    own = "the feed's own text is taken" if kept else "left out"
    lost = f"; {behind.untold} without any left out" if kept and behind.untold else ""
    return f"{behind.wall.of(pages)}: {own}{lost}"


def _out_of_date(entries: Sequence[Entry]) -> str:
    host = urlsplit(entries[0].url).hostname
    return (
        f"the rule for {host} in feeds.yaml finds no text on {_pages(entries)}, "
        f"{entries[0].url} for one: look whether the site has changed"
    )


def _pages(entries: Sequence[Entry]) -> str:
    return "1 page" if len(entries) == 1 else f"{len(entries)} pages"


def _made(batch: Batch) -> list[Article | FeedError]:
    texts = [each.text for each in batch.drafts if isinstance(each, Draft)]
    common = replace(batch.common, recurring=recurring(texts, batch.paragraphs))
    return [
        _article(each, common) if isinstance(each, Draft) else each
        for each in batch.drafts
    ]


def _article(draft: Draft, common: Common) -> Article | FeedError:
    made = article(draft, common)
    only_own = common.feed.full_text == "feed" or draft.wall is Wall.ROBOTS
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
