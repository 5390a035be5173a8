"""An email addressed to one recipient: RFC 5322 bytes, the same for the same input."""

import hashlib
import re
from binascii import b2a_qp
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from functools import lru_cache

from digest.config import Newsletter
from digest.deliver.addresses import normalised, objection
from digest.deliver.headers import mailbox, phrase_and_address, unstructured
from digest.deliver.headers import unsubscribe as unsubscribe_headers
from digest.model import Email


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """An addressed email, ready to be handed to an outbox.

    `sender` and `recipient` are the envelope's; `content` is ASCII with CRLF.
    """

    message_id: str
    sender: str
    recipient: str
    content: bytes

    @property
    def name(self) -> str:
        """What tells it from any other message: fit for a file name, names nobody."""
        return name_of(self.message_id)


def addressed(
    email: Email,
    *,
    recipient: str,
    newsletter: Newsletter,
    now: datetime,
    unsubscribe: tuple[str, ...] = (),
) -> Message:
    """Address an email to one recipient.

    `unsubscribe` holds https: and mailto: addresses of the recipient's own; where it
    is empty, the newsletter's is used.

    Raises:
        ValueError: mail cannot be sent to the recipient; see `addresses.objection`.
        UsageError: the newsletter's `from` or `unsubscribe` is not fit for a header.
    """
    recipient = normalised(recipient)
    if objection(recipient):
        message = "mail cannot be sent to this recipient"
        raise ValueError(message)
    sender = mailbox(newsletter)[1]
    identity = message_id(email.edition, recipient, newsletter)
    leave = unsubscribe or tuple(filter(None, [newsletter.unsubscribe]))
    boundary = f"=_{_hash(email.edition, email.subject)}"
    lines = [
        *_addressing(email, recipient, newsletter),
        f"Date: {format_datetime(now)}",
        f"Message-ID: {identity}",
        *_list_headers(newsletter, leave),
        "MIME-Version: 1.0",
        f'Content-Type: multipart/alternative; boundary="{boundary}"',
    ]
    head = "".join(f"{line}\r\n" for line in lines).encode("ascii")
    return Message(
        message_id=identity,
        sender=sender,
        recipient=recipient,
        content=head + b"\r\n" + _body(email, boundary),
    )


def message_id(edition: str, recipient: str, newsletter: Newsletter) -> str:
    """Return the Message-ID of a recipient's copy: the same in every run."""
    domain = mailbox(newsletter)[1].rpartition("@")[2]
    readable = re.sub(r"[^A-Za-z0-9-]+", "-", edition)[:40].strip("-") or "edition"
    return f"<{readable}.{_hash(edition, normalised(recipient))}@{domain}>"


def name_of(message_id: str) -> str:
    """Return the part of a Message-ID that tells it from any other of the sender."""
    return message_id.strip("<>").partition("@")[0]


def _hash(*parts: str) -> str:
    whole = "\n".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(whole).hexdigest()[:12]


def _addressing(email: Email, recipient: str, newsletter: Newsletter) -> Iterator[str]:
    yield phrase_and_address("From", *mailbox(newsletter))
    yield f"To: {recipient}"
    yield unstructured("Subject", email.subject)


def _list_headers(newsletter: Newsletter, leave: tuple[str, ...]) -> Iterator[str]:
    domain = mailbox(newsletter)[1].rpartition("@")[2]
    slug = re.sub(r"[^a-z0-9]+", "-", newsletter.title.lower())[:40].strip("-")
    yield f"List-Id: <{slug or 'newsletter'}.{domain}>"
    yield from unsubscribe_headers(leave)
    # Both keep out-of-office replies away; each is what some mail programs look at.
    yield "Auto-Submitted: auto-generated"
    yield "Precedence: bulk"


@lru_cache(maxsize=1)  # the same for all recipients, and most of a message's cost
def _body(email: Email, boundary: str) -> bytes:
    """Return the parts, the plainest first: readers show the last they can show."""
    mark = boundary.encode("ascii")
    parts = (_part("plain", email.text), _part("html", email.html))
    opened = b"".join(b"--" + mark + b"\r\n" + part for part in parts)
    return opened + b"--" + mark + b"--\r\n"


def _part(subtype: str, text: str) -> bytes:
    head = (
        f'Content-Type: text/{subtype}; charset="utf-8"\r\n'
        "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
    )
    lines = re.sub(r"\r\n|\r|\n", "\r\n", text.rstrip("\r\n") + "\n")
    body = b2a_qp(lines.encode("utf-8", "replace"))
    return head.encode("ascii") + body + b"\r\n"  # which belongs to the boundary
