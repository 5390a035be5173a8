"""The two emails that the service sends: please confirm, and you are subscribed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from digest.config import Newsletter
from digest.model import Email
from digest.render import Words, direction, letter
from digest.serve.service import Service
from digest.text.printable import clean

Kind = Literal["confirm", "known"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A short email in finished texts: what was asked, a link, and what if not."""

    language: str
    direction: str
    start: str
    newsletter: str
    subject: str
    lead: str
    action: str
    url: str
    otherwise: str
    closing: str


def email(
    kind: Kind, url: str, *, service: Service, words: Words, now: datetime
) -> Email:
    """Return an email of the service with a link of the recipient's own."""
    said = _said(kind, url, service.newsletter, words)
    values = {"letter": said, "words": words.phrases}
    html, text = letter(service.templates, values)
    return Email(
        # What makes its Message-ID another one each time it is asked for.
        edition=f"{kind}-{now:%Y%m%dT%H%M%S}",
        language=words.language,
        subject=said.subject,
        html=html,
        text=text,
    )


def _said(kind: Kind, url: str, newsletter: Newsletter, words: Words) -> Said:
    title = clean(newsletter.title)
    way = direction(words.language)
    return Said(
        language=words.language,
        direction=way,
        start="right" if way == "rtl" else "left",
        newsletter=title,
        subject=words.phrase(f"letter_{kind}_subject", title),
        lead=words.phrase(f"letter_{kind}_lead", title),
        action=words.phrase(f"letter_{kind}_action"),
        url=url,
        otherwise=words.phrase(f"letter_{kind}_otherwise"),
        closing=clean(newsletter.postal_address),
    )
