"""A folder that is kept as a set of files is: written, replaced, and removed again.

What was written is listed in a hidden file of that folder. Nothing else there is ever
replaced or removed: it may hold more than these files.
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from os.path import lexists
from pathlib import Path, PurePosixPath

from pydantic import BaseModel, ConfigDict, ValidationError

from digest.errors import DigestError, UsageError
from digest.pipeline.files import replaced

LIST = ".digest-site.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mirrored:
    """How many files were written anew, and how many removed."""

    written: int
    removed: int


def mirrored(files: Mapping[str, str], folder: Path) -> Mirrored:
    """Write files, each by its path in a folder, and remove those of earlier times.

    A kill leaves each file old or new, and a list that knows all of them.

    Raises:
        UsageError: a file that was not written so stands in the place of one.
        DigestError: a file cannot be written or removed.
    """
    known = _known(folder)
    _insist_on_free_places(files, known, folder)
    _list(known | set(files), folder)
    written = [replaced(folder / path, text) for path, text in sorted(files.items())]
    gone = [_removed(path, folder) for path in sorted(known - set(files))]
    _list(files, folder)
    return Mirrored(written=sum(written), removed=sum(gone))


class _Listed(BaseModel):
    model_config = ConfigDict(frozen=True)

    files: tuple[str, ...]


def _known(folder: Path) -> set[str]:
    """Return the files that were written before; whatever leads elsewhere is none."""
    path = folder / LIST
    if not path.is_file():
        return set()
    try:
        listed = _Listed.model_validate_json(path.read_bytes())
    except ValidationError as error:
        message = (
            f"{path}: not the list of a site's files; restore it, or remove the site's"
            " folder and build it anew"
        )
        raise UsageError(message) from error
    return {each for each in listed.files if _is_inside(each, folder)}


def _is_inside(path: str, folder: Path) -> bool:
    return folder.resolve() in (folder / path).resolve().parents


def _insist_on_free_places(
    files: Mapping[str, str], known: set[str], folder: Path
) -> None:
    for path, text in sorted(files.items()):
        if in_the_way := _in_the_way(path, None if path in known else text, folder):
            message = (
                f"{in_the_way}: it stands there, and is not the site's;"
                " move it away, or name another folder"
            )
            raise UsageError(message)


def _in_the_way(path: str, same: str | None, folder: Path) -> Path | None:
    """Return what no file can be written over: others' files, and what is none.

    A file of this text (None: of any) is the site's.
    """
    for above in PurePosixPath(path).parents[:-1]:
        if lexists(folder / above) and not (folder / above).is_dir():
            return folder / above
    place = folder / path
    if not lexists(place):
        return None
    is_ours = place.is_file() and (same is None or place.read_bytes() == same.encode())
    return None if is_ours else place


def _list(files: Iterable[str], folder: Path) -> None:
    listed = _Listed(files=tuple(sorted(files)))
    replaced(folder / LIST, listed.model_dump_json(indent=2) + "\n")


def _removed(path: str, folder: Path) -> bool:
    """Remove a file, and the folders that are empty then; tell whether it was there.

    What else took its place since, such as a folder, is somebody else's.
    """
    place = folder / path
    was_there = place.is_file()
    try:
        if was_there:
            place.unlink(missing_ok=True)
    except OSError as error:
        message = f"{place}: cannot remove it: {error.strerror or error}"
        raise DigestError(message) from error
    for above in PurePosixPath(path).parents[:-1]:
        with suppress(OSError):  # not empty: somebody else's files are in it
            (folder / above).rmdir()
    return was_there
