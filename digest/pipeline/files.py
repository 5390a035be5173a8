"""Writing files so that a killed run leaves the old one or the new one, never half."""

import os
import tempfile
from pathlib import Path

from digest.errors import DigestError, UsageError


def replaced(path: Path, content: str) -> bool:
    """Put `content` into a file at once; tell whether that changed it.

    Raises:
        DigestError: it cannot be written there.
    """
    encoded = content.encode()
    try:
        if path.is_file() and path.read_bytes() == encoded:
            return False
        _replace(path, encoded)
    except OSError as error:
        message = f"{path}: cannot write it: {error.strerror or error}"
        raise DigestError(message) from error
    return True


def _replace(path: Path, encoded: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, unfinished = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(encoded)
            file.flush()
            os.fsync(file.fileno())
        Path(unfinished).chmod(0o644)
        Path(unfinished).replace(path)
    except BaseException:
        Path(unfinished).unlink(missing_ok=True)
        raise


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
