"""What the site's files are made from: the editions as printed, and whose they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from digest.config import Newsletter
from digest.model import Edition, Integrity
from digest.render.clean import cleaned_paragraphs
from digest.render.environment import Templates
from digest.render.language import Direction, direction, tag
from digest.render.page import Page
from digest.render.view import page
from digest.render.words import Words, words
from digest.text.destinations import home_address
from digest.text.printable import clean

_UNCHECKED = Integrity(quotes=0, quotes_found=0, figures=0, figures_found=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """An edition of the archive.

    `integrity` is None where nobody has checked the edition as it stands; its page then
    claims nothing.
    """

    edition: Edition
    integrity: Integrity | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """An edition as it is printed, its day, and its address on the web."""

    page: Page
    day: date
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """The newsletter's editions, newest first, at least one, and what it is called.

    `home` is the address of the site; `language`, `direction` and `words` are the
    newsletter's own, those of its lists.
    """

    newsletter: Newsletter
    templates: Templates
    home: str
    title: str
    description: str
    intro: tuple[str, ...]
    language: str
    direction: Direction
    words: Words
    editions: tuple[Printed, ...]


def archive(
    issues: Sequence[Issue], newsletter: Newsletter, templates: Templates
) -> Archive:
    """Return the archive of these editions.

    Raises:
        ValueError: there is no edition, or the newsletter has no address on the web.
    """
    home = home_address(newsletter.web)
    if home is None or not issues:
        message = "a site needs an edition, and an address"
        raise ValueError(message)
    spoken = words(templates, newsletter.language)
    title = clean(newsletter.title)
    intro = cleaned_paragraphs(newsletter.intro)
    newest_first = sorted(
        issues,
        key=lambda issue: (issue.edition.date, issue.edition.name),
        reverse=True,
    )
    return Archive(
        newsletter=newsletter,
        templates=templates,
        home=home,
        title=title,
        description=" ".join(intro) or spoken.phrase("all_editions_of", title),
        intro=intro,
        language=tag(newsletter.language),
        direction=direction(newsletter.language),
        words=spoken,
        editions=tuple(
            _printed(issue, newsletter, templates) for issue in newest_first
        ),
    )


def _printed(issue: Issue, newsletter: Newsletter, templates: Templates) -> Printed:
    edition = issue.edition
    made = page(
        edition,
        integrity=issue.integrity or _UNCHECKED,
        newsletter=newsletter,
        words=words(templates, edition.language),
    )
    return Printed(page=made, day=edition.date, url=made.url or "")
