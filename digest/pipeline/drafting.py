"""The store → a manuscript: what is fresh, summarised, composed and written down."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from digest.compose import Headings, compose, edition_name, fresh, fresh_since
from digest.model import Article, Correction, Corrections, Edition
from digest.pipeline.basis import files_sha256, made_from
from digest.pipeline.correcting import corrections_due
from digest.pipeline.job import Job
from digest.pipeline.sending import is_on_its_way
from digest.pipeline.shelf import Shelf
from digest.store import Store

Outcome = Literal["drafted", "kept-edited", "kept-sent", "nothing-new"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What came of drafting; `manuscript` is None where there is nothing new.

    `kept-edited`: a person has changed the manuscript, and it is left as it is.
    `kept-sent`: the edition is on its way already; what is new waits for the next.
    `corrections` are those that it makes, where it is drafted, or else that wait.
    """

    name: str
    outcome: Outcome
    manuscript: Path | None
    corrections: int = 0


def drafted(job: Job, store: Store) -> Draft:
    """Write the manuscript for the period of the job's clock, unless it is taken.

    Raises:
        UsageError: another newsletter has an edition of that name here.
    """
    shelf = Shelf(folder=job.editions)
    name = edition_name(job.now, job.settings.newsletter)
    manuscript = shelf.manuscript(name)
    shelf.insist_on(job.settings.newsletter.title, name)
    due = corrections_due(job, store)
    told = partial(Draft, name=name, corrections=len(due))
    if manuscript.is_file() and is_on_its_way(name, job, store):
        return told(outcome="kept-sent", manuscript=manuscript)
    if shelf.state(name) == "edited":
        return told(outcome="kept-edited", manuscript=manuscript)
    basis = _basis(job, store, shelf, name, due)
    if basis and shelf.is_made_from(basis, name):
        return told(outcome="drafted", manuscript=manuscript)
    from digest.manuscript import write

    articles = _fresh_articles(job, store, shelf, name)
    edition = _edition(job, articles, due)
    if not edition.stories:
        return told(outcome="nothing-new", manuscript=None)
    used = tuple(_used(edition, articles))
    title = job.settings.newsletter.title
    path = shelf.put(edition, write(edition), used, newsletter=title, basis=basis)
    return told(outcome="drafted", manuscript=path)


def _basis(
    job: Job, store: Store, shelf: Shelf, name: str, due: Sequence[Correction]
) -> str | None:
    """Return what a draft is made from, as a hash; None: it is not known."""
    newsletter, first = job.settings.newsletter, shelf.is_first(name)
    kept = store.fingerprint(_locations(job), since=_since(job, first=first))
    if kept is None:
        return None
    date = job.now.astimezone(ZoneInfo(newsletter.timezone)).date()
    return made_from(
        newsletter.model_dump_json(),
        repr([(feed.feed.location, feed.section) for feed in job.settings.feeds]),
        files_sha256(job.templates, "words/*.toml"),
        # The clock makes articles older, too; once a day is often enough for that.
        repr((name, date, first, sorted(shelf.used(but=name)))),
        repr(due),
        kept,
    )


def _fresh_articles(
    job: Job, store: Store, shelf: Shelf, name: str
) -> tuple[Article, ...]:
    newsletter, first = job.settings.newsletter, shelf.is_first(name)
    articles = store.articles(_locations(job), since=_since(job, first=first))
    used = shelf.used(but=name)
    return fresh(articles, newsletter, now=job.now, used=used, first=first)


def _locations(job: Job) -> list[str]:
    return [feed.feed.location for feed in job.settings.feeds]


def _since(job: Job, *, first: bool) -> datetime | None:
    """Return how old an article may be; None: the first edition takes any."""
    return None if first else fresh_since(job.now, job.settings.newsletter)


def _edition(
    job: Job, articles: Sequence[Article], due: tuple[Correction, ...]
) -> Edition:
    """Return the edition; a correction alone makes none, and waits."""
    from digest.summarise import summarise

    edition = compose(
        articles,
        job.settings.newsletter,
        summarise=summarise,
        now=job.now,
        sections=[feed.section for feed in job.settings.feeds],
        headings=_headings(job),
    )
    if not due:
        return edition
    block = Corrections(title=_phrase(job, "corrections"), items=due)
    return replace(edition, corrections=block)


def _headings(job: Job) -> Headings:
    """Return what the newsletter says itself, in its language."""
    return Headings(
        voices=_phrase(job, "voices"),
        by_the_numbers=_phrase(job, "by_the_numbers"),
        sources_differ=_phrase(job, "sources_differ"),
    )


def _phrase(job: Job, name: str) -> str:
    """Return one of the newsletter's own words."""
    from digest.render import environment, words

    templates = environment(job.templates, job.settings.theme)
    return words(templates, job.settings.newsletter.language).phrase(name)


def _used(edition: Edition, articles: Sequence[Article]) -> Iterator[Article]:
    """Yield the articles that the edition's stories are told from."""
    urls = {byline.source.url for story in edition.stories for byline in story.bylines}
    yield from (article for article in articles if article.entry.url in urls)
