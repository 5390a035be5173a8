"""What the next edition takes back of those that were sent, and none has yet."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import timedelta

from digest.errors import ManuscriptError
from digest.model import Correction, Edition
from digest.pipeline.files import content
from digest.pipeline.job import Job
from digest.pipeline.proofs import cited
from digest.pipeline.records import correction_hash
from digest.pipeline.sending import is_on_its_way
from digest.pipeline.shelf import Shelf
from digest.store import Store

MOST = 10  # in one edition; the others wait for the next
LOOKED_BACK = timedelta(days=28)


def corrections_due(job: Job, store: Store) -> tuple[Correction, ...]:
    """Return what editions that were sent printed, and no longer stands, oldest first.

    What another edition has corrected is left out, also where a person took it out
    again: an edition counts once it is sent or edited.
    """
    shelf = Shelf(folder=job.editions)
    title = job.settings.newsletter.title
    names = shelf.recent(title, since=(job.now - LOOKED_BACK).date())
    # Most often nothing was updated, and this is all there is to look at.
    touched = [name for name in names if store.any_updated(shelf.pages(name))]
    sent = [name for name in reversed(touched) if is_on_its_way(name, job, store)]
    found = [each for name in sent for each in _outdated(name, shelf, store)]
    if not found:
        return ()
    made = _made(names, shelf, job, store)
    due = [each for each in found if correction_hash(each) not in made]
    return tuple(due[:MOST])


def _made(names: Sequence[str], shelf: Shelf, job: Job, store: Store) -> set[str]:
    """Return the hashes of what editions have corrected that were sent or edited."""
    return {
        made
        for name in names
        if shelf.state(name) == "edited" or is_on_its_way(name, job, store)
        for made in shelf.corrected(name)
    }


def _outdated(name: str, shelf: Shelf, store: Store) -> Iterator[Correction]:
    """Yield what no longer stands of one edition."""
    from digest.manuscript import outdated
    from digest.summarise import summarise

    with suppress(ManuscriptError):  # broken after it was sent: nothing can be read
        edition = _read(name, shelf)
        articles = store.articles_at(cited(edition))
        summaries = {url: summarise(article) for url, article in articles.items()}
        yield from outdated(edition, summaries)


def _read(name: str, shelf: Shelf) -> Edition:
    from digest.manuscript import read

    path = shelf.manuscript(name)
    return read(content(path, what="the manuscript"), name=str(path))
