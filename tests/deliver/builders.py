"""Valid values for delivery's tests; a test states only what matters to it."""

from datetime import UTC, datetime

from digest.config import Newsletter
from digest.deliver import Message, addressed
from digest.model import Email

NOW = datetime(2025, 1, 16, 7, 30, tzinfo=UTC)
ADA = "ada@example.org"
BOB = "bob@example.org"
EVE = "eve@example.org"


def an_email(
    *,
    edition: str = "2025-W03",
    subject: str = "Ports reopen",
    text: str = "Ports reopen.\n",
    html: str = "<p>Ports reopen.</p>\n",
) -> Email:
    return Email(edition=edition, language="en", subject=subject, html=html, text=text)


def a_newsletter(
    *,
    sender: str = "Harbour News <news@paper.example>",
    title: str = "Harbour News",
    unsubscribe: str | None = "https://paper.example/leave",
) -> Newsletter:
    return Newsletter(title=title, from_=sender, unsubscribe=unsubscribe)


def a_message(recipient: str = ADA, email: Email | None = None) -> Message:
    return addressed(
        email or an_email(), recipient=recipient, newsletter=a_newsletter(), now=NOW
    )
