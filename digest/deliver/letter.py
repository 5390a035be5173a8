"""An email prepared once and addressed to many: RFC 5322 bytes, the same each time."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime

from digest.config import Newsletter
from digest.deliver.addresses import normalised, objection
from digest.deliver.body import Body, Marks, Own
from digest.deliver.dkim import BodyHash, Signer, fields
from digest.deliver.headers import mailbox, phrase_and_address, unstructured
from digest.deliver.headers import unsubscribe as unsubscribe_headers
from digest.deliver.message import Message
from digest.model import Email


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """Somebody's copy: where it goes, and the links that are only theirs.

    `unsubscribe` holds https: and mailto: addresses, `bounce` is the envelope's sender;
    where they are empty, the newsletter's own are used.
    """

    id: str
    address: str
    unsubscribe: tuple[str, ...] = ()
    preferences: str = ""
    bounce: str = ""


class Letter:
    """What is the same in all copies of an email, made once."""

    def __init__(
        self,
        email: Email,
        *,
        newsletter: Newsletter,
        now: datetime,
        marks: Marks = Marks(),  # noqa: B008 - frozen
        signers: Sequence[Signer] = (),
    ) -> None:
        """Prepare an email; `signers` sign each copy, all of them.

        Raises:
            UsageError: the newsletter's `from` or `unsubscribe` fits no header.
        """
        name, self._sender = mailbox(newsletter)
        self._leave = tuple(filter(None, [newsletter.unsubscribe]))
        tuple(unsubscribe_headers(self._leave))  # first, so that none is made in vain
        boundary = f"=_{_hash(email.edition, email.subject)}"
        first = (phrase_and_address("From", name, self._sender),)
        dated = (
            unstructured("Subject", email.subject),
            f"Date: {format_datetime(now)}",
        )
        listed = tuple(_list_headers(email.edition, newsletter, self._sender))
        last = (
            # Both keep out-of-office replies away; some mail programs look at either.
            "Auto-Submitted: auto-generated",
            "Precedence: bulk",
            "MIME-Version: 1.0",
            f'Content-Type: multipart/alternative; boundary="{boundary}"',
        )
        self._body = Body(email, marks, boundary)
        self._head = tuple(map(_block, (first, dated, listed, (*last, ""))))
        self._covered = fields(map(str.encode, (*first, *dated, *listed, *last)))
        self._seals = tuple(signer.seal(now) for signer in signers)
        self._hash = BodyHash(self._body.fixed if signers else [b""])

    def addressed(self, recipient: Recipient, *, message_id: str) -> Message:
        """Return a recipient's copy.

        Raises:
            ValueError: mail cannot be sent to the recipient, see `addresses.objection`;
                or a link of his or her own stands in the email, and is not given.
            UsageError: an address to unsubscribe at is not fit for a header.
        """
        address = normalised(recipient.address)
        if objection(address):
            message = "mail cannot be sent to this recipient"
            raise ValueError(message)
        leave = recipient.unsubscribe or self._leave
        pieces = self._body.pieces(self._own(recipient, leave))
        own = (
            f"To: {address}",
            f"Message-ID: {message_id}",
            *unsubscribe_headers(leave),
        )
        to, identity, *leaving = (f"{line}\r\n".encode() for line in own)
        first, dated, listed, last = self._head
        head = (first, to, dated, identity, listed, *leaving, last)
        signatures = self._signatures((to, identity, *leaving), pieces[1::2])
        return Message(
            message_id=message_id,
            sender=recipient.bounce or self._sender,
            recipient=address,
            content=b"".join((*signatures, *head, *pieces)),
            dotted=False,
        )

    def _signatures(
        self, personal: Sequence[bytes], pieces: Sequence[bytes]
    ) -> Iterator[bytes]:
        if not self._seals:
            return
        head = self._covered + fields(personal)
        body_hash = self._hash.digest(pieces)
        for seal in self._seals:
            yield seal.line(head, body_hash)

    def _own(self, recipient: Recipient, leave: tuple[str, ...]) -> dict[Own, str]:
        """Return the addresses that go where the marks stand."""
        web = (uri for uri in leave if uri.lower().startswith("https:"))
        own: dict[Own, str] = {
            "unsubscribe": next(web, "") or next(iter(leave), ""),
            "preferences": recipient.preferences,
        }
        if not all(own[kind] for kind in self._body.wants):
            message = "a link in the email is the recipient's own, and is not given"
            raise ValueError(message)
        return own


def addressed(
    email: Email,
    *,
    recipient: str,
    newsletter: Newsletter,
    now: datetime,
    unsubscribe: tuple[str, ...] = (),
) -> Message:
    """Address an email to one recipient alone, with no link of his or her own in it.

    Raises:
        ValueError: mail cannot be sent to the recipient; see `addresses.objection`.
        UsageError: the newsletter's `from` or `unsubscribe` is not fit for a header.
    """
    secret = stand_in(email.edition, recipient)
    return Letter(email, newsletter=newsletter, now=now).addressed(
        Recipient(id=secret, address=recipient, unsubscribe=unsubscribe),
        message_id=message_id(email.edition, secret, newsletter),
    )


def stand_in(edition: str, address: str) -> str:
    """Return what tells one copy of an edition from any other; anyone can make it."""
    return _hash(edition, normalised(address))


def message_id(edition: str, secret: str, newsletter: Newsletter) -> str:
    """Return the Message-ID of a copy; `secret` tells it from others of its edition."""
    domain = mailbox(newsletter)[1].rpartition("@")[2]
    return f"<{_readable(edition)}.{secret}@{domain}>"


def _hash(*parts: str) -> str:
    whole = "\n".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(whole).hexdigest()[:12]


def _block(lines: Sequence[str]) -> bytes:
    return "".join(f"{line}\r\n" for line in lines).encode("ascii")


def _list_headers(edition: str, newsletter: Newsletter, sender: str) -> Iterator[str]:
    domain = sender.rpartition("@")[2]
    slug = re.sub(r"[^a-z0-9]+", "-", newsletter.title.lower())[:40].strip("-")
    slug = slug or "newsletter"
    yield f"List-Id: <{slug}.{domain}>"
    # What Gmail counts complaints by: the edition, the list, the kind, the sender.
    yield f"Feedback-ID: {_readable(edition)[:20]}:{slug[:20]}:digest:{_hash(domain)}"


def _readable(edition: str) -> str:
    return re.sub(r"[^A-Za-z0-9-]+", "-", edition)[:40].strip("-") or "edition"
