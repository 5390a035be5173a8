"""What was answered at an email's links, and what that means for its readers."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from digest.config import Newsletter
from digest.model import Edition, Email, Finding
from digest.preflight.document import Element, parsed
from digest.preflight.finding import error, warning
from digest.preflight.mail import Mail
from digest.text.destinations import edition_address

_MANUSCRIPT = "correct the address in the manuscript, or remove what needs it"
_SHOWN = 120  # characters of an address


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What came of asking an address: see `collect.Followed`."""

    url: str
    end: str
    trouble: str
    is_gone: bool


def to_ask(
    email: Email, *, edition: Edition, newsletter: Newsletter
) -> tuple[str, ...]:
    """Return the addresses that readers can follow, each once, without fragments.

    Not the edition's own page, which may be put there after it is sent.
    """
    return tuple(_first_links(email, edition, newsletter))


def answer_findings(
    email: Email,
    answers: Iterable[Answered],
    *,
    edition: Edition,
    newsletter: Newsletter,
) -> tuple[Finding, ...]:
    """Return what there is to say about the answers."""
    places = _first_links(email, edition, newsletter)
    return tuple(
        mail.at(element, finding)
        for answer in answers
        if answer.url in places
        for mail, element in [places[answer.url]]
        for finding in _about(answer)
    )


def _first_links(
    email: Email, edition: Edition, newsletter: Newsletter
) -> Mapping[str, tuple[Mail, Element]]:
    document = parsed(email.html)
    if document is None:
        return {}
    mail = Mail(email, edition, newsletter, document)
    own = edition_address(edition.name, newsletter.web)
    found: dict[str, tuple[Mail, Element]] = {}
    for anchor, address in mail.links:
        page = address.partition("#")[0]
        is_web = page.lower().startswith(("https://", "http://"))
        if is_web and page != own:
            found.setdefault(page, (mail, anchor))
    return found


def _about(answer: Answered) -> Iterator[Finding]:
    address = answer.url[:_SHOWN]
    if answer.is_gone:
        message = f"{address} is not there any more: {answer.trouble}"
        yield error("link-gone", message, _MANUSCRIPT)
    elif answer.trouble:
        message = f"{address} could not be followed: {answer.trouble}"
        remedy = "open it in a browser: some sites refuse programs, some are down"
        yield warning("link-unanswered", message, remedy)
    elif _host(answer.end) != _host(answer.url):
        message = f"{address} leads to another site: {answer.end[:_SHOWN]}"
        remedy = "link to where it leads, if that is the page that is meant"
        yield warning("link-moved", message, remedy)


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")
