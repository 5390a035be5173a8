"""Mails that wait to be read: files, a Maildir, or a mailbox on a mail server.

Each is marked as read only when all that follows from it is kept: a run that is killed
before reads it again, which is harmless.
"""

import imaplib
import re
import ssl
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from digest.bounces import MOST_BYTES
from digest.config import Imap
from digest.errors import MailboxError, UsageError

USERNAME = "DIGEST_IMAP_USERNAME"
PASSWORD = "DIGEST_IMAP_PASSWORD"  # noqa: S105 - the name of a variable

_SEEN = "S"


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """A mail, or as much of it as is read; `read` marks it as read."""

    raw: bytes
    read: Callable[[], None]


# ── files ─────────────────────────────────────────────────────────────────────────


def files(paths: Iterable[Path]) -> Iterator[Arrived]:
    """Yield mails in files of their own, which stay as they are.

    Raises:
        UsageError: one cannot be read.
    """
    for path in paths:
        yield Arrived(raw=_content(path), read=lambda: None)


def maildir(folder: Path) -> Iterator[Arrived]:
    """Yield the mails of a Maildir that nobody has read, by their names.

    Raises:
        UsageError: it is no Maildir, or cannot be read.
    """
    if not all((folder / part).is_dir() for part in ("new", "cur")):
        message = f"{folder}: not a Maildir: it needs the folders `new` and `cur`"
        raise UsageError(message)
    waiting = [
        path
        for part in ("new", "cur")
        for path in (folder / part).iterdir()
        if not path.name.startswith(".") and _SEEN not in _flags(path)
    ]
    for path in sorted(waiting, key=lambda path: path.name):
        # Another program may have read it in the meantime, or moved it.
        with suppress(FileNotFoundError):
            yield Arrived(raw=_start(path), read=partial(_see, path))


def _content(path: Path) -> bytes:
    try:
        return _start(path)
    except OSError as error:
        message = f"{path}: cannot read it: {error.strerror or error}"
        raise UsageError(message) from error


def _start(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MOST_BYTES)


def _flags(path: Path) -> str:
    return path.name.partition(":2,")[2]


def _see(path: Path) -> None:
    """Move a mail where read ones are, and note that it is one."""
    flags = "".join(sorted({*_flags(path), _SEEN}))
    name = f"{path.name.partition(':')[0]}:2,{flags}"
    with suppress(FileNotFoundError):
        path.rename(path.parent.parent / "cur" / name)


# ── a mail server ─────────────────────────────────────────────────────────────────


@contextmanager
def imap(settings: Imap, environment: Mapping[str, str]) -> Iterator[Iterator[Arrived]]:
    """Open a mailbox and give its mails that nobody has read, while it is open.

    Raises:
        MailboxError: the server cannot be used, or has no such mailbox.
        UsageError: the environment has no user name and password.
    """
    username, password = environment.get(USERNAME), environment.get(PASSWORD)
    if not (username and password):
        message = f"set {USERNAME} and {PASSWORD} in the environment"
        raise UsageError(message)
    with _explained(settings):
        box = _opened(settings)
    try:
        with _explained(settings):
            _log_in(box, username, password)
            folder = re.sub(r'(["\\])', r"\\\1", settings.folder)
            _answered(box.select(f'"{folder}"'), "it has no such folder")
        yield _unread(box, settings)
    finally:
        with suppress(imaplib.IMAP4.error, OSError):
            box.logout()


class _RefusedError(Exception):
    """The server says no."""


@contextmanager
def _explained(settings: Imap) -> Iterator[None]:
    reason = ""
    try:
        yield
    except UnicodeEncodeError:
        reason = "user name, password and folder must be ASCII"
    except imaplib.IMAP4.error:
        reason = "it refuses what it is asked"
    except _RefusedError as error:
        reason = str(error)
    except ssl.SSLCertVerificationError as error:
        reason = f"its certificate is not trusted ({error.verify_message})"
    except OSError as error:
        reason = error.strerror or str(error)
    if reason:  # outside of the handlers: what was raised there may hold the secret
        server = f"{settings.host}:{settings.port}"
        message = f"the mailbox at {server} cannot be read: {reason}"
        raise MailboxError(message)


def _opened(settings: Imap) -> imaplib.IMAP4:
    host, port, seconds = settings.host, settings.port, settings.timeout_seconds
    trust = ssl.create_default_context()
    if settings.security == "tls":
        return imaplib.IMAP4_SSL(host, port, ssl_context=trust, timeout=seconds)
    box = imaplib.IMAP4(host, port, timeout=seconds)
    if settings.security == "starttls":
        box.starttls(trust)
    return box


def _log_in(box: imaplib.IMAP4, username: str, password: str) -> None:
    try:
        box.login(username, password)
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error:
        reason = "it refuses the user name or password"
        raise _RefusedError(reason) from None


def _unread(box: imaplib.IMAP4, settings: Imap) -> Iterator[Arrived]:
    with _explained(settings):
        found = box.uid("SEARCH", "UNSEEN", "UNDELETED")
        numbers = b" ".join(filter(None, _answered(found, "it does not search")))
    for number in numbers.decode("ascii", "replace").split():
        with _explained(settings):
            wanted = f"(BODY.PEEK[]<0.{MOST_BYTES}>)"
            answer = _answered(box.uid("FETCH", number, wanted), "it gives no mail")
        raw = next((part[1] for part in answer if isinstance(part, tuple)), None)
        if raw is not None:
            yield Arrived(raw=raw, read=partial(_see_there, box, number, settings))


def _see_there(box: imaplib.IMAP4, number: str, settings: Imap) -> None:
    with _explained(settings):
        flagged = box.uid("STORE", number, "+FLAGS.SILENT", r"(\Seen)")
        _answered(flagged, "it does not mark mails as read")


def _answered(answer: tuple[str, list[Any]], otherwise: str) -> list[Any]:
    if answer[0] != "OK":
        raise _RefusedError(otherwise)
    return answer[1]
