"""A Maildir as an outbox: mail programs read it, mail servers take it from there."""

from pathlib import Path
from typing import Self

from digest.deliver.files import our_own, written
from digest.deliver.message import Message
from digest.deliver.outboxes import Outcome
from digest.errors import OutboxError


class MaildirFolder:
    """A folder with `tmp`, `new` and `cur`; nothing is sent.

    A message has the same file name each time, so that repeating is harmless: it is
    written over where it is new, and left alone where somebody has seen it.
    """

    repeatable = True

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._seen: frozenset[str] | None = None

    def ready(self) -> None:
        """Make the folders."""
        if self._seen is not None:
            return
        try:
            for name in ("tmp", "new", "cur"):
                (self._folder / name).mkdir(parents=True, exist_ok=True)
            # Behind the colon stand a mail program's own marks.
            names = (path.name for path in (self._folder / "cur").iterdir())
            self._seen = frozenset(name.partition(":")[0] for name in names)
        except OSError as error:
            raise self._trouble(error) from error

    def send(self, message: Message) -> Outcome:
        """Write the message's file, with line ends as files have them."""
        self.ready()
        if self._seen and message.name in self._seen:
            return Outcome(status="sent")
        part = self._folder / "tmp" / our_own(message.name)
        content = message.content.replace(b"\r\n", b"\n")
        try:
            written(content, part, self._folder / "new" / message.name)
        except OSError as error:
            raise self._trouble(error) from error
        return Outcome(status="sent")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Do nothing: what killed runs left in `tmp`, mail programs clear away."""

    def _trouble(self, error: OSError) -> OutboxError:
        reason = f"cannot write into the Maildir {self._folder}: {error.strerror}"
        return OutboxError(reason, is_lasting=True)
