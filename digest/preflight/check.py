"""All that is looked at before an email is sent, in the order it is told."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from digest.config import Newsletter, Theme
from digest.model import Edition, Email, Finding
from digest.preflight.clients import Gap, client_findings, gaps
from digest.preflight.declared import declared_findings
from digest.preflight.document import parsed
from digest.preflight.fidelity import fidelity_findings
from digest.preflight.finding import error, grouped
from digest.preflight.following import closing_findings, link_findings
from digest.preflight.inbox import preheader_findings, subject_findings
from digest.preflight.leftovers import leftover_findings
from digest.preflight.loading import loading_findings
from digest.preflight.mail import Mail
from digest.preflight.marks import mark_findings
from digest.preflight.message import message_findings
from digest.preflight.reading import (
    colour_findings,
    type_findings,
    underline_findings,
    width_findings,
)
from digest.preflight.resources import (
    image_findings,
    resource_findings,
    style_findings,
)
from digest.preflight.setting import setting_findings
from digest.preflight.size import bytes_findings, size_findings
from digest.preflight.structure import (
    contents_findings,
    heading_findings,
    language_findings,
    meta_findings,
    table_findings,
)
from digest.preflight.text_part import text_findings
from digest.preflight.wording import length_findings

_CHECKS = (
    size_findings,
    leftover_findings,
    language_findings,
    preheader_findings,
    meta_findings,
    heading_findings,
    contents_findings,
    type_findings,
    width_findings,
    colour_findings,
    underline_findings,
    table_findings,
    image_findings,
    resource_findings,
    style_findings,
    client_findings,
    link_findings,
    closing_findings,
    text_findings,
    setting_findings,
    declared_findings,
    loading_findings,
    mark_findings,
    fidelity_findings,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Preflight:
    """What there is to say about an email before it is sent.

    `gaps` are the features that it uses and some mail program does not show.
    """

    findings: tuple[Finding, ...]
    gaps: tuple[Gap, ...] = ()


def preflight(  # noqa: PLR0913 - an email, and all that it was made from
    email: Email,
    *,
    edition: Edition,
    newsletter: Newsletter,
    theme: Theme | None = None,
    message: bytes = b"",
    allow: Iterable[str] = (),
) -> Preflight:
    """Look at an email, as it was rendered from an edition, before it is sent.

    `theme` is what it was set with; None: without a logo. `message` is it as it goes to
    one recipient; empty: its headers are not looked at. `allow` are private places, as
    host:port, that links may lead to.
    """
    document = parsed(email.html)
    found = [*subject_findings(email), *bytes_findings(email.html)]
    if document is None:
        return Preflight(findings=(*found, _unread(email)))
    places = frozenset(place.strip().lower() for place in allow)
    logo = theme.logo.url if theme and theme.logo else ""
    mail = Mail(email, edition, newsletter, document, places, logo)
    found += _looked(mail)
    found += length_findings(edition)
    found += message_findings(message) if message else ()
    return Preflight(findings=tuple(grouped(found)), gaps=gaps(mail))


def _looked(mail: Mail) -> Iterator[Finding]:
    for check in _CHECKS:
        yield from check(mail)


def _unread(email: Email) -> Finding:
    what = "far too much" if email.html.strip() else "no"
    message = f"it has {what} HTML: there is nothing that could be looked at"
    remedy = "correct email.mjml.j2, or make the edition shorter"
    return error("html-unread", message, remedy, place="email.html")
