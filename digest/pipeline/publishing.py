"""The editions folder → the newsletter's site, from the manuscripts alone."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from digest.errors import UsageError
from digest.model import Edition, Failure, Story
from digest.pipeline.files import content
from digest.pipeline.job import Job
from digest.pipeline.mirroring import mirrored
from digest.pipeline.proofs import insist_on_its_name
from digest.pipeline.shelf import Shelf
from digest.render import Issue, environment, is_taken, site
from digest.text.service import service_url


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What came of a site; `index` is its first page.

    `failures` are editions that cannot be read, and are left out. `unchecked` are those
    that no check has passed as they stand: their pages claim nothing, or they are left
    out, too, as was asked for.
    """

    index: Path
    editions: int
    written: int
    removed: int
    unchecked: tuple[str, ...]
    failures: tuple[Failure, ...]


def published(job: Job, folder: Path, *, checked_only: bool = False) -> Published:
    """Write the site of all editions into a folder, and remove what is gone.

    Doing it twice is harmless: the same editions give the same files.

    Raises:
        UsageError: the newsletter has no address on the web, there is no edition to
            show, or files that are not the site's stand in its way.
    """
    _insist_on_an_address(job.settings.newsletter.web)
    shelf = Shelf(folder=job.editions)
    issues, failures = _issues(shelf, shelf.names())
    unchecked = [issue for issue in issues if issue.integrity is None]
    shown = [each for each in issues if each.integrity or not checked_only]
    if not shown:
        raise UsageError(_nothing_to_show(job.editions, failures, len(unchecked)))
    files = site(
        shown,
        newsletter=job.settings.newsletter,
        templates=environment(job.templates, job.settings.theme),
    )
    done = mirrored(files, folder)
    return Published(
        index=folder / "index.html",
        editions=len(shown),
        written=done.written,
        removed=done.removed,
        unchecked=tuple(issue.edition.name for issue in unchecked),
        failures=failures,
    )


def archived(job: Job, names: Iterable[str], address: str) -> Mapping[str, str]:
    """Return the site of these editions, as the service has it below its address.

    What cannot be read is left out; without any edition there is no file.
    """
    issues, _ = _issues(Shelf(folder=job.editions), names)
    if not issues:
        return {}
    web = service_url(address, "archive", "")
    return site(
        issues,
        newsletter=job.settings.newsletter.model_copy(update={"web": web}),
        templates=environment(job.templates, job.settings.theme),
    )


def _insist_on_an_address(web: str | None) -> None:
    if web is None:
        message = (
            "a feed and a sitemap need full addresses: write the one that the site is"
            " published under below `newsletter:`, such as"
            " `web: https://newsletter.example/`"
        )
        raise UsageError(message)
    if "?" in web or "#" in web:
        message = f"newsletter.web: write a folder's address, without ? or #, not {web}"
        raise UsageError(message)


def _issues(
    shelf: Shelf, names: Iterable[str]
) -> tuple[list[Issue], tuple[Failure, ...]]:
    """Return editions of a folder, and those that cannot be read."""
    issues, failures = [], []
    for name in names:
        try:
            issues.append(_issue(name, shelf))
        except UsageError as error:
            failures.append(Failure(subject=name, reason=str(error)))
    return issues, tuple(failures)


def _issue(name: str, shelf: Shelf) -> Issue:
    from digest.manuscript import read

    manuscript = shelf.manuscript(name)
    edition = read(content(manuscript, what="the manuscript"), name=str(manuscript))
    insist_on_its_name(edition.name, manuscript)
    if is_taken(name):
        message = (
            f"{manuscript}: a page of the site is called {name}; rename the edition"
        )
        raise UsageError(message)
    if proved := shelf.proved(name):
        edition = _in_languages(edition, proved.languages)
        return Issue(edition=edition, integrity=proved.integrity)
    return Issue(edition=edition, integrity=None)


def _in_languages(edition: Edition, languages: Mapping[str, str]) -> Edition:
    """Return an edition whose stories say in which language they are told."""
    sections = (
        replace(section, stories=tuple(_told_in(languages, section.stories)))
        for section in edition.sections
    )
    return replace(edition, sections=tuple(sections))


def _told_in(languages: Mapping[str, str], stories: Iterable[Story]) -> Iterator[Story]:
    for story in stories:
        lead = story.bylines[0].source.url
        yield replace(story, language=languages.get(lead, ""))


def _nothing_to_show(
    folder: Path, failures: tuple[Failure, ...], unchecked: int
) -> str:
    """Say why there is no edition: an empty site would replace a good one."""
    if failures:
        return "\n".join(failure.reason for failure in failures)
    if unchecked:
        return f"{folder}: no edition was checked as it stands; `digest render` does it"
    return f"{folder}: no edition there; name their folder with --editions"
