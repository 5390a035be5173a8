"""What is read and written in transactions whose errors say what to do."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from digest.errors import StoreError


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """How a file and a server's database differ.

    `name` says which it is, without a secret; `reader` and `writer` begin what reads
    and what writes, `lock` holds what keeps senders apart (see `locks`), and `explain`
    returns what is wrong and what to do about it, and nothing of what was written.
    """

    name: str
    reader: Engine
    writer: Engine
    lock: Callable[..., AbstractContextManager[None]]
    explain: Callable[[DBAPIError], tuple[str, str]]


class Database:
    """What reads and writes the store; all may raise StoreError."""

    def __init__(self, kind: Kind) -> None:
        self._kind = kind

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Begin a transaction that only reads."""
        with self._explained(), self._kind.reader.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Begin a transaction that writes; all of it is kept, or nothing."""
        with self._explained(), self._kind.writer.begin() as connection:
            yield connection

    @contextmanager
    def lock(self, *, shared: bool) -> Iterator[None]:
        """Hold what many senders may share, or one has to itself."""
        with self._explained(), self._kind.lock(shared=shared):
            yield

    def close(self) -> None:
        """Let go of the store."""
        self._kind.reader.dispose()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            said, remedy = self._kind.explain(error)
            message = f"the store {self._kind.name} cannot be used ({said}): {remedy}"
            # Not `from` the error: a server repeats whole rows in it, addresses too.
            raise StoreError(message) from None
