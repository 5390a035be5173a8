"""Messages written into files, each whole or not at all."""

import os
from pathlib import Path


def written(content: bytes, part: Path, path: Path) -> None:
    """Write a file by way of another one beside it, which no failure leaves behind.

    Raises:
        OSError: it cannot be written.
    """
    try:
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise


def our_own(name: str) -> str:
    """Return a file's name that no other process uses at the same time."""
    return f"{name}.{os.getpid()}"
