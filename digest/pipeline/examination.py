"""All that a run needs, looked at one by one: what `digest doctor` says."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from digest import render
from digest.config import Newsletter
from digest.errors import DigestError
from digest.model import (
    Byline,
    ByTheNumbers,
    Edition,
    Fact,
    Integrity,
    Number,
    Picture,
    Quote,
    Section,
    Segment,
    Source,
    Story,
    Voices,
)
from digest.pipeline.job import Job
from digest.pipeline.sending import PASSWORD, USERNAME, credentials, outbox_name
from digest.pipeline.subscribers import are_named, insist_on_somebody, recipients
from digest.store import FeedState, Store
from digest.text.places import is_there

_TROUBLE = 3  # failures in a row that are no hiccup any more


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that a run needs, and how it is or what to do about it."""

    subject: str
    is_fine: bool
    words: str


def examined(job: Job) -> tuple[Check, ...]:
    """Look at everything a run needs; nobody outside is asked, nothing is sent."""
    return (
        Check(subject="python", is_fine=True, words=sys.version.split()[0]),
        _checked("settings", lambda: _settings(job)),
        _checked("templates", lambda: _templates(job)),
        _checked("subscribers", lambda: _subscribers(job)),
        _checked("outbox", lambda: _outbox(job)),
        _checked("store", lambda: _store(job)),
        *_feeds(job),
    )


def _checked(subject: str, words: Callable[[], str]) -> Check:
    """Return a check: its words, or what is wrong in the error's own."""
    try:
        return Check(subject=subject, is_fine=True, words=words())
    except DigestError as error:
        return Check(subject=subject, is_fine=False, words=str(error))


def _settings(job: Job) -> str:
    newsletter = job.settings.newsletter
    period = {"day": "daily", "week": "weekly"}[newsletter.period]
    feeds = len(job.settings.feeds)
    return f"{newsletter.title}: {feeds} feed{'s' if feeds != 1 else ''}, {period}"


def _templates(job: Job) -> str:
    """Render a small edition, so that a fault in any template shows."""
    newsletter = job.settings.newsletter
    templates = render.environment(job.templates, job.settings.theme)
    integrity = Integrity(quotes=0, quotes_found=0, figures=0, figures_found=0)
    edition = _sample(newsletter)
    render.email(
        edition, integrity=integrity, newsletter=newsletter, templates=templates
    )
    render.web(edition, integrity=integrity, newsletter=newsletter, templates=templates)
    if newsletter.web:
        issue = render.Issue(edition=edition, integrity=integrity)
        render.site([issue], newsletter=newsletter, templates=templates)
    return ", ".join(str(folder) for folder in job.templates)


def _sample(newsletter: Newsletter) -> Edition:
    source = Source(outlet="Outlet", url="https://outlet.example/page")
    quote = Quote(
        segments=(Segment(text="Word for word, or not at all."),),
        speaker="A Speaker",
        role="of few words",
        source=source,
    )
    story = Story(
        headline="A headline",
        image=Picture(url="https://outlet.example/picture.jpg", alt="A picture"),
        standfirst="A standfirst says what it is about.",
        facts=(Fact(text="A fact stands on its own.", source=source),),
        quotes=(quote,),
        bylines=(Byline(source=source, authors=("An Author",), minutes=3),),
    )
    number = Number(figure="100 percent", counted="of its words", source=source)
    return Edition(
        name="sample",
        title=newsletter.title,
        date=date(2025, 1, 17),
        language=newsletter.language,
        sections=(Section(title="A section", stories=(story,)),),
        voices=Voices(title="Voices", quotes=(quote,)),
        by_the_numbers=ByTheNumbers(title="By the numbers", numbers=(number,)),
    )


_NOBODY = "none named yet: one copy is made, addressed to the newsletter itself"


def _subscribers(job: Job) -> str:
    if not (are_named(job) or is_there(job.store)):
        insist_on_somebody(job)
        return _NOBODY
    with Store.open(job.store) as store:
        people = recipients(job, store)
        if are_named(job):
            return f"{len(people)} in the list"
        if number := store.subscribers.count():
            return f"{number} on the store’s list"
    return _NOBODY


def _outbox(job: Job) -> str:
    settings = job.settings.deliver
    place = outbox_name(settings, job.out, "EDITION")
    if settings.outbox == "eml":
        return f".eml files in {place}"
    username, _ = credentials(job.environment)
    unset = f"without a login: {USERNAME} and {PASSWORD} are not set"
    return f"{place}, {f'as {USERNAME} says' if username else unset}"


def _store(job: Job) -> str:
    if not is_there(job.store):
        return f"{job.store} is made by the first run"
    with Store.open(job.store) as store:
        locations = [feed.feed.location for feed in job.settings.feeds]
        return f"{job.store}: {store.count_pages(locations)} articles"


def _feeds(job: Job) -> Iterator[Check]:
    """Yield a check for each feed that has failed several times in a row."""
    if not is_there(job.store):
        return
    subscribed = {feed.feed.location for feed in job.settings.feeds}
    with Store.open(job.store) as store:
        states = store.feed_states()
    for state in states:
        if state.location in subscribed and state.failures_in_a_row >= _TROUBLE:
            yield Check(subject="feed", is_fine=False, words=_trouble(state))


def _trouble(state: FeedState) -> str:
    since = f" since {state.last_success:%d %B %Y}" if state.last_success else ""
    return f"{state.title} has not answered{since}: {state.last_error}"
