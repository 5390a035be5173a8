"""What is fuzzed: feeds and pages, read, cleaned and summarised as in a run."""

import time
from collections.abc import Iterable

from digest.collect.articles import Common, Draft, article
from digest.collect.content import FeedContent
from digest.collect.extract import page
from digest.collect.fulltext import carried
from digest.collect.parse import parsed
from digest.errors import FeedError
from digest.model import Article, Entry, Segment, Summary
from digest.summarise import summarise
from tests.collect.builders import NOW, a_feed
from tests.fuzz.invariants import faults, faults_of_entry, unclean

SECONDS = 5.0  # of the processor, for one body of 60 kB
URL = "https://outlet.example/feed"

_READ = 3  # entries of a feed that become articles


def faults_of_feed(body: bytes, *, content_type: str = "") -> list[str]:
    """Return what is wrong with what a feed's bytes come to."""
    started = time.process_time()
    try:
        content = parsed(body, url=URL, now=NOW, content_type=content_type)
    except FeedError as error:
        return [*unclean("an error", str(error)), *_slow(started)]
    articles = map(_article, content.entries[:_READ])
    wrong = [
        *_faults_of_content(content),
        *(fault for each in articles for fault in _faults_of_article(each)),
    ]
    return [*wrong, *_slow(started)]


def faults_of_page(body: bytes, *, content_type: str = "") -> list[str]:
    """Return what is wrong with what a page's bytes come to."""
    started = time.process_time()
    try:
        found = page(body, url=URL, now=NOW, content_type=content_type)
    except FeedError as error:
        return [*unclean("an error", str(error)), *_slow(started)]
    entry = Entry(id="a", url="https://outlet.example/a", title="")
    draft = Draft(entry=entry, text=found.text, page=found)
    made = article(draft, Common(feed=a_feed(URL), now=NOW))
    return [*_faults_of_article(made), *_slow(started)]


def _article(entry: Entry) -> Article:
    draft = Draft(entry=entry, text=carried(entry))
    return article(draft, Common(feed=a_feed(URL), now=NOW))


def _faults_of_content(content: FeedContent) -> list[str]:
    wrong = [
        fault
        for entry in (*content.entries, *content.doubles)
        for fault in faults_of_entry(entry, now=NOW)
    ]
    ids = [entry.id for entry in content.entries]
    if len({*ids}) < len(ids):
        wrong.append("two entries of one id")
    return [*wrong, *unclean("the feed's title", content.title)]


def _faults_of_article(made: Article) -> list[str]:
    return [*faults(made, now=NOW), *_faults_of_summary(summarise(made))]


def _faults_of_summary(summary: Summary) -> list[str]:
    text = summary.article.text
    segments: Iterable[Segment] = (
        segment for quote in summary.quotes for segment in quote.segments
    )
    return [
        f"not word for word: {found.text!r}"
        for found in (*summary.facts, *segments, *summary.numbers)
        if found.span is None or found.span.of(text) != found.text
    ]


def _slow(started: float) -> list[str]:
    seconds = time.process_time() - started
    return [f"{seconds:.1f} seconds"] if seconds > SECONDS else []
