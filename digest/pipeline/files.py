"""Writing files so that a killed run leaves the old one or the new one, never half."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from digest.errors import DigestError, UsageError

_FOR_ALL = 0o644


def replaced(path: Path, content: str, *, mode: int = _FOR_ALL) -> bool:
    """Put `content` into a file at once; tell whether that changed it.

    `mode` says who may read it.

    Raises:
        DigestError: it cannot be written there.
    """
    encoded = content.encode()
    try:
        if path.is_file() and path.read_bytes() == encoded:
            return False
        with _written(path, encoded, mode) as finished:
            finished.replace(path)
    except OSError as error:
        message = f"{path}: cannot write it: {error.strerror or error}"
        raise DigestError(message) from error
    return True


def made_once(path: Path, content: str, *, mode: int = _FOR_ALL) -> bool:
    """Put `content` into a new file at once; False where there is one: it stays.

    Of several who make it at the same time, one does.

    Raises:
        DigestError: it cannot be written there.
    """
    try:
        with _written(path, content.encode(), mode) as finished:
            path.hardlink_to(finished)
    except FileExistsError:
        return False
    except OSError as error:
        message = f"{path}: cannot write it: {error.strerror or error}"
        raise DigestError(message) from error
    return True


@contextmanager
def _written(path: Path, encoded: bytes, mode: int) -> Iterator[Path]:
    """Give a file beside `path` that holds all of it, gone afterwards."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    unfinished = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(encoded)
            file.flush()
            os.fsync(file.fileno())
        unfinished.chmod(mode)
        yield unfinished
    finally:
        unfinished.unlink(missing_ok=True)


def content(path: Path, *, what: str) -> str:
    """Return a file's text; `what` names it in the error where it cannot be read.

    Raises:
        UsageError: there is no such file, or it is not UTF-8 text.
    """
    try:
        encoded = path.read_bytes()
    except OSError as error:
        message = f"{path}: cannot read {what}: {error.strerror or error}"
        raise UsageError(message) from error
    return decoded(encoded, name=f"{path}: {what}")


def decoded(encoded: bytes, *, name: str) -> str:
    """Return bytes as text, its byte-order mark left out; none dropped or replaced.

    Raises:
        UsageError: they are not UTF-8.
    """
    try:
        return encoded.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"{name} must be UTF-8 text; byte {error.start} is not"
        raise UsageError(message) from error
