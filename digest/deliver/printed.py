"""Messages printed one after the other, as an mbox that mail programs can read."""

import re
from datetime import datetime
from typing import BinaryIO, Self

from digest.deliver.message import Message
from digest.deliver.outboxes import Outcome
from digest.errors import OutboxError

_LIKE_A_SEPARATOR = re.compile(rb"(?m)^(>*From )")


class Printed:
    """Prints messages, for looking at; nothing is sent."""

    repeatable = True

    def __init__(self, stream: BinaryIO, *, now: datetime) -> None:
        self._stream = stream
        self._line = f"From MAILER-DAEMON {now.ctime()}\n".encode()

    def ready(self) -> None:
        """Do nothing: the stream is open."""

    def send(self, message: Message) -> Outcome:
        """Print a message behind a line that tells where it begins (RFC 4155)."""
        text = message.content.replace(b"\r\n", b"\n")
        text = _LIKE_A_SEPARATOR.sub(rb">\1", text)
        try:
            self._stream.write(self._line + text + b"\n")
            self._stream.flush()
        except OSError as error:
            reason = f"the messages cannot be printed: {error.strerror}"
            raise OutboxError(reason) from error
        return Outcome(status="sent")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Do nothing: the stream is not ours to close."""
