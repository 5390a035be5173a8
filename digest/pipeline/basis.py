"""What a result is made from, as one hash: what is the same need not be made again."""

import hashlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from digest.errors import DigestError

_PROGRAM = Path(__file__).parents[1]


def made_from(*parts: str) -> str:
    """Return the hash of what something is made from: these parts, and the program."""
    found = hashlib.sha256(_program().encode())
    for part in parts:
        encoded = part.encode("utf-8", "surrogatepass")
        found.update(f"{len(encoded)}:".encode())
        found.update(encoded)
    return found.hexdigest()


def files_sha256(folders: Iterable[Path], pattern: str = "*") -> str:
    """Return the hash of the folders' files that are so called, at any depth.

    Raises:
        DigestError: one of them cannot be read.
    """
    found = hashlib.sha256()
    for folder in folders:
        for name, content in _files(folder, pattern):
            found.update(f"{len(name)}:{name}:{len(content)}:".encode())
            found.update(content)
    return found.hexdigest()


@lru_cache(maxsize=1)
def _program() -> str:
    """Return a hash of the program: other words or weights make another edition."""
    return files_sha256([_PROGRAM])


def _files(folder: Path, pattern: str) -> Iterator[tuple[str, bytes]]:
    try:
        for path in sorted(folder.rglob(pattern)):
            if path.suffix != ".pyc" and path.is_file():
                yield path.relative_to(folder).as_posix(), path.read_bytes()
    except OSError as error:
        message = f"{folder}: cannot read it: {error.strerror or error}"
        raise DigestError(message) from error
