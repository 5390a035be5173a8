"""A manuscript → its proofs: read, checked against its sources, rendered."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from digest.errors import ManuscriptError
from digest.model import Edition, Email, Source, Story
from digest.pipeline.files import content, replaced
from digest.pipeline.job import Job
from digest.pipeline.shelf import original
from digest.store import Store

if TYPE_CHECKING:
    from digest.manuscript import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """What a manuscript was rendered to, and where it was written."""

    email: Email
    email_html: Path
    email_text: Path
    page: Path


def checked(manuscript: Path, store: Store) -> "Report":
    """Read a manuscript and look up each of its claims in the stored articles.

    Raises:
        ManuscriptError: the file cannot be read as an edition.
    """
    from digest.manuscript import check, read
    from digest.summarise import summarise

    edition = read(content(manuscript, what="the manuscript"), name=str(manuscript))
    articles = store.articles_at(cited(edition))
    summaries = {url: summarise(article) for url, article in articles.items()}
    return check(edition, summaries, printed=_printed(edition, manuscript))


def insist_on_its_name(name: str, manuscript: Path) -> None:
    """Make sure that an edition is called what its file is called.

    Who got an edition is remembered by its name: under another's name it would reach
    nobody, or everybody a second time.

    Raises:
        ManuscriptError: the names differ.
    """
    if name in {manuscript.stem, original(manuscript.stem)}:
        return
    lines = manuscript.read_text(encoding="utf-8-sig").splitlines()
    named = (n for n, line in enumerate(lines, 1) if line.startswith("edition"))
    number = next(named, 1)
    message = f"`edition: {name}` must be the file's name, {manuscript.stem}"
    raise ManuscriptError(str(manuscript), number, message)


def rendered(report: "Report", job: Job, *, name: str) -> Rendered:
    """Render a checked edition and write the email, its plain text and the web page.

    `name` is that of its folder.
    """
    mail, page = forms(report, job)
    result = placed(mail, job.out / name)
    replaced(result.email_html, mail.html)
    replaced(result.email_text, mail.text)
    replaced(result.page, page)
    return result


def forms(report: "Report", job: Job) -> tuple[Email, str]:
    """Render a checked edition as an email and as a web page; nothing is written."""
    from digest import render

    edition, integrity = report.edition, report.integrity
    newsletter = job.settings.publication
    # Once for both: compiling templates takes longer than filling them in.
    templates = render.environment(job.templates, job.settings.theme)
    mail = render.email(
        edition,
        integrity=integrity,
        newsletter=newsletter,
        templates=templates,
        preferences=job.settings.preferences,
    )
    page = render.web(
        edition, integrity=integrity, newsletter=newsletter, templates=templates
    )
    return mail, page


def placed(email: Email, folder: Path) -> Rendered:
    """Return an email with where it, its plain text and the page are in a folder."""
    return Rendered(
        email=email,
        email_html=folder / "email.html",
        email_text=folder / "email.txt",
        page=folder / "index.html",
    )


def cited(edition: Edition) -> dict[str, str]:
    """Return the addresses of all pages an edition cites, each with its outlet.

    What a story's byline says comes before what is written beside a claim.
    """
    cited = [source for story in edition.stories for source in _named(story)]
    cited += [quote.source for quote in edition.heard]
    cited += [number.source for number in edition.numbers]
    cited += [correction.source for correction in edition.corrected]
    return {source.url: source.outlet for source in reversed(cited)}


def printed_before(name: str, manuscript: Path) -> Path | None:
    """Return the manuscript of an earlier edition, beside this one, if it is there."""
    path = manuscript.parent / f"{name}.md"
    with suppress(OSError):  # longer than any file's name
        if path.parent == manuscript.parent and path.is_file():
            return path
    return None


def _printed(edition: Edition, manuscript: Path) -> dict[str, Edition]:
    """Return the editions that one corrects, as far as they can be read."""
    from digest.manuscript import read

    found = {}
    for name in sorted({correction.edition for correction in edition.corrected}):
        if path := printed_before(name, manuscript):
            with suppress(ManuscriptError):  # then it shows nothing, and that is told
                found[name] = read(content(path, what="the manuscript"), name=str(path))
    return found


def _named(story: Story) -> Iterator[Source]:
    yield from (byline.source for byline in story.bylines)
    yield from (fact.source for fact in story.facts)
    yield from (quote.source for quote in story.quotes)
