"""Where finished messages go: what any outbox does, and a folder of .eml files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Protocol, Self

from digest.deliver.files import our_own, written
from digest.deliver.message import Message, name_of
from digest.errors import OutboxError
from digest.model import Blame, Delivery, DeliveryStatus, Noted


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What an outbox says of one message; `detail` is why, and holds no address.

    `code` is the enhanced status code (RFC 3463), such as 5.1.1, or "". `blame` says
    whose fault it is that a message was not taken.
    """

    status: DeliveryStatus
    detail: str = ""
    code: str = ""
    blame: Blame = ""


class Outbox(Protocol):
    """Takes messages, one at a time; a context manager.

    `repeatable` says that a message taken twice still arrives once.
    """

    repeatable: bool

    def ready(self) -> None:
        """Make sure that a message can be handed over.

        Raises:
            OutboxError: none can.
        """
        ...

    def send(self, message: Message) -> Outcome:
        """Hand over a message.

        Raises:
            OutboxError: neither this nor any other can be; none of it was.
        """
        ...

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...


class EmlFolder:
    """A folder with one `.eml` file a message: for looking at, or for other programs.

    The same message is written to the same file, so that repeating is harmless. The
    folder is its own ledger, too: a copy is there or it is not, and where the folder is
    thrown away or another one is named, its copies are to be made.
    """

    repeatable = True

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def ready(self) -> None:
        """Make the folder."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise self._trouble(error) from error

    def send(self, message: Message) -> Outcome:
        """Write the message's file, whole or not at all."""
        part = self._folder / f".{our_own(message.name)}.part"
        try:
            written(message.content, part, self._folder / f"{message.name}.eml")
        except OSError as error:
            raise self._trouble(error) from error
        return Outcome(status="sent")

    def known(self, copies: Sequence[Delivery]) -> Mapping[str, Delivery]:
        """Return the copies that are there, by recipient."""
        return {
            copy.recipient: replace(copy, status="sent")
            for copy in copies
            if (self._folder / f"{name_of(copy.message_id)}.eml").exists()
        }

    def note(
        self,
        *,
        settled: Sequence[Delivery] = (),
        wanted: Sequence[Delivery] = (),
        now: datetime,
        doubted: bool = False,
    ) -> Noted:
        """Give whatever is wanted: the files say the rest."""
        del settled, now, doubted
        return Noted(won=frozenset(copy.recipient for copy in wanted))

    def is_used(self) -> bool:
        """Tell whether any copy is there."""
        return next(self._folder.glob("[!.]*.eml"), None) is not None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Remove what killed runs left of messages that are there now, whole."""
        for left in self._folder.glob(".*.part"):
            name = left.name.removeprefix(".").removesuffix(".part").rpartition(".")[0]
            if (self._folder / f"{name}.eml").exists():
                left.unlink(missing_ok=True)

    def _trouble(self, error: OSError) -> OutboxError:
        return OutboxError(
            f"cannot write into the folder {self._folder}: {error.strerror}",
            is_lasting=True,
        )
