"""An email addressed to one recipient, as bytes."""

import re
from dataclasses import dataclass

_DOTS = re.compile(rb"(?m)^\.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """An addressed email, ready to be handed to an outbox.

    `sender` and `recipient` are the envelope's; `content` has CRLF, and is ASCII but
    for a recipient whose address is not. `dotted` says whether a line of it may begin
    with a dot.
    """

    message_id: str
    sender: str
    recipient: str
    content: bytes
    dotted: bool = True

    @property
    def name(self) -> str:
        """What tells it from any other message: fit for a file name, names nobody."""
        return name_of(self.message_id)

    @property
    def stuffed(self) -> bytes:
        """The content as SMTP wants it: dots that begin a line are doubled.

        One alone would end the message (RFC 5321, 4.5.2).
        """
        return _DOTS.sub(b"..", self.content) if self.dotted else self.content

    @property
    def needs_utf8(self) -> bool:
        """Whether only a server with SMTPUTF8 can take it (RFC 6531)."""
        return not (self.recipient.isascii() and self.sender.isascii())


def name_of(message_id: str) -> str:
    """Return the part of a Message-ID that tells it from any other of the sender."""
    return message_id.strip("<>").partition("@")[0]
