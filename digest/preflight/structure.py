"""What an email is built of: headings, the line on top, contents, languages, tables."""

import re
from collections.abc import Iterator
from itertools import pairwise

from digest.model import Finding
from digest.preflight.document import Element, text_of
from digest.preflight.finding import error, warning
from digest.preflight.mail import Mail
from digest.preflight.plain import same
from digest.text.limits import CONTENTS_FROM

_NUMBER = re.compile(r"\d{1,9}")
_DIRECTIONS = frozenset(("ltr", "rtl"))
_HTML = "email.html"
_HEADINGS = (
    "let the template print one h1, an h2 for each section, an h3 for each story"
)


def heading_findings(mail: Mail) -> Iterator[Finding]:
    """Yield what is wrong with the headings, which screen readers go by."""
    headings = mail.document.headings
    levels = [int(heading.tag[1]) for heading in headings]
    if levels.count(1) != 1:
        message = f"it has {levels.count(1)} headings of the first level, not one"
        yield error("heading-first", message, _HEADINGS, place=_HTML)
    if mail.edition.stories and 2 not in levels:  # noqa: PLR2004  h2
        message = "it has no h2: sections or stories cannot be stepped through"
        yield error("heading-missing", message, _HEADINGS, place=_HTML)
    for (above, below), heading in zip(pairwise(levels), headings[1:], strict=True):
        if below > above + 1:
            message = f"an h{below} follows an h{above}: a level is left out"
            yield mail.at(heading, error("heading-skipped", message, _HEADINGS))
    for heading in headings:
        if not text_of(heading):
            message = f"an {heading.tag} is empty"
            yield mail.at(heading, error("heading-empty", message, _HEADINGS))


def meta_findings(mail: Mail) -> Iterator[Finding]:
    """Yield what the line on top does not say: year, stories, minutes, web page."""
    top, links = _top(mail)
    numbers = [int(digits) for digits in _NUMBER.findall(top)]
    stories = len(mail.printed.headings(mail.document))
    missing = []
    if mail.edition.date.year not in numbers:
        missing.append("the year")
    if stories and stories not in numbers:
        missing.append(f"the number of stories ({stories})")
    if len(numbers) < 4:  # noqa: PLR2004  day, year, stories, minutes
        missing.append("the reading time")
    web = mail.newsletter.web
    if web and not any(same(link).startswith(same(web)) for link in links):
        missing.append("a link to the web page")
    if missing:
        message = f"the line above the stories does not tell {', '.join(missing)}"
        remedy = "print page.date, page.count, page.minutes and page.url on top"
        yield warning("meta-line", message, remedy, place=_HTML)


def contents_findings(mail: Mail) -> Iterator[Finding]:
    """Yield what is wrong with the list of contents, and where its links lead."""
    local = [(a, to[1:]) for a, to in mail.links if to.startswith("#") and to != "#"]
    stories = len(mail.printed.headings(mail.document))
    if stories >= CONTENTS_FROM and len(local) < stories:
        message = (
            f"of {stories} stories {len(local)} can be jumped to from a list on top"
        )
        remedy = "print page.contents, each story with a link to its anchor"
        yield warning("contents-missing", message, remedy, place=_HTML)
    ids = {each.get("id") for each in mail.document.all()}
    names = {each.get("name") for each in mail.document.all("a")}
    for anchor, name in local:
        found = (name in ids) + (name in names)
        if not found:
            message = f"the link to #{name} leads nowhere"
            remedy = "give the story's heading that id, and an <a name> in it"
            yield mail.at(anchor, error("anchor-dead", message, remedy))
        elif found == 1:
            lacking = "an id" if name in names else "an <a name>"
            message = (
                f"the target #{name} has no {lacking}: some clients do not find it"
            )
            remedy = "give each target an id and an empty <a name> in it"
            yield mail.at(anchor, warning("anchor-half", message, remedy))


def language_findings(mail: Mail) -> Iterator[Finding]:
    """Yield what a screen reader is not told: language, direction, title."""
    root = mail.document.root
    article = next(
        iter(mail.document.body.iterchildren("div", "article", "table")), root
    )
    for element, what in ((root, "html"), (article, "the body's first element")):
        if element.get("lang", "und") in {"", "und"}:
            message = f"{what} does not tell its language"
            remedy = "write `lang` from page.language"
            yield error("lang-missing", message, remedy, place=_HTML)
        if element.get("dir") not in _DIRECTIONS:
            message = f"{what} does not tell which way its text runs"
            remedy = "write `dir` from page.direction"
            yield warning("dir-missing", message, remedy, place=_HTML)
    title = root.find("head/title")
    if title is None or not text_of(title):
        message = "the document has no title"
        remedy = "print page.title in <mj-title>"
        yield error("title-missing", message, remedy, place=_HTML)


def table_findings(mail: Mail) -> Iterator[Finding]:
    """Yield the tables that screen readers would take for tables of data."""
    for table in mail.document.all("table"):
        if table.get("role") not in {"presentation", "none"} and not table.findall(
            ".//th"
        ):
            message = "a table that only lays out has no role=“presentation”"
            remedy = "add role=“presentation” to it in the template"
            yield mail.at(table, warning("table-role", message, remedy))


def _top(mail: Mail) -> tuple[str, list[str]]:
    """Return the text above the first heading below the title, and its links."""
    words: list[str] = []
    links: list[str] = []
    for run in mail.light:
        if _is_below(run.element):
            break
        words.append(run.text)
        links.extend(a.get("href", "") for a in _enclosing_link(run.element))
    return " ".join(words), links


def _is_below(element: Element) -> bool:
    return any(each.tag in {"h2", "h3"} for each in (element, *element.iterancestors()))


def _enclosing_link(element: Element) -> list[Element]:
    return [each for each in (element, *element.iterancestors()) if each.tag == "a"]
