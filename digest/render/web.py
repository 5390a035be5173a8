"""An edition as a web page that stands on its own, with nothing else to load."""

from digest.config import Newsletter
from digest.model import Edition, Integrity
from digest.render.environment import Templates, filled
from digest.render.head import Head, as_json, policy, style
from digest.render.metadata import issue
from digest.render.page import Page, values
from digest.render.place import Place
from digest.render.view import page
from digest.render.words import words
from digest.text.destinations import home_address
from digest.text.printable import clean

_HTML = "web.html.j2"


def web(
    edition: Edition,
    *,
    integrity: Integrity,
    newsletter: Newsletter,
    templates: Templates,
) -> str:
    """Return the web page of an edition, with all its stories.

    Raises:
        TemplateError: where a template cannot be filled in.
    """
    spoken = words(templates, edition.language)
    made = page(edition, integrity=integrity, newsletter=newsletter, words=spoken)
    return web_page(made, newsletter=newsletter, templates=templates)


def web_page(
    made: Page,
    *,
    newsletter: Newsletter,
    templates: Templates,
    place: Place | None = None,
) -> str:
    """Return a page as HTML; None for `place`: it is alone, and not on a site."""
    sheet = style(templates, values(made))
    publication = clean(newsletter.title)
    home = home_address(newsletter.web)
    metadata = as_json(issue(made, publication=publication, home=home))
    head = Head(
        kind="article",
        title=f"{made.title}, {made.date}",
        name=made.subject,
        publication=publication,
        description=made.preheader,
        day=made.day,
        url=made.url,
        feed=place.feed.url if place else None,
        metadata=metadata,
        style=sheet,
        policy=policy(sheet, metadata),
    )
    return filled(templates, _HTML, {**values(made), "head": head, "place": place})
