"""The editions folder: manuscripts, and beside each the record of what it used.

The record (`2025-W03.json`) lists entries, addresses and hashes, and no text. An
article is used up when an edition's record lists it, so the folder alone, kept in a
repository, tells what was already used; an edition that was never kept uses nothing up.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from digest.errors import UsageError
from digest.model import Article, Edition
from digest.pipeline.files import replaced

ManuscriptState = Literal["missing", "as-drafted", "edited"]


class UsedEntry(BaseModel):
    """An entry that an edition used, with the hash of the text it was drafted from."""

    model_config = ConfigDict(frozen=True)

    id: str
    url: str
    outlet: str
    sha256: str


class Record(BaseModel):
    """What an edition used, and the hash of its manuscript as it was drafted."""

    model_config = ConfigDict(frozen=True)

    edition: str
    manuscript_sha256: str
    entries: tuple[UsedEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """A folder of manuscripts."""

    folder: Path

    def manuscript(self, name: str) -> Path:
        """Return where the manuscript of an edition stands, or would."""
        return self.folder / f"{name}.md"

    def is_first(self, name: str) -> bool:
        """Tell whether there is no edition yet but this one."""
        return all(path.stem == name for path in self.folder.glob("*.md"))

    def state(self, name: str) -> ManuscriptState:
        """Tell whether an edition's manuscript is still as it was drafted."""
        manuscript = self.manuscript(name)
        if not manuscript.is_file():
            return "missing"
        record = self._record(name)
        unchanged = record and record.manuscript_sha256 == _sha256(
            manuscript.read_bytes()
        )
        return "as-drafted" if unchanged else "edited"

    def used(self, *, but: str) -> frozenset[str]:
        """Return the addresses of all pages used by other editions than `but`."""
        names = sorted(path.stem for path in self.folder.glob("*.md"))
        records = (self._record(name) for name in names if name != but)
        return frozenset(
            entry.url for record in records if record for entry in record.entries
        )

    def put(self, edition: Edition, markdown: str, used: Iterable[Article]) -> Path:
        """Write a manuscript and its record.

        The record goes first: a run killed in between leaves a record without its
        manuscript, which counts for nothing.
        """
        record = Record(
            edition=edition.name,
            manuscript_sha256=_sha256(markdown.encode()),
            entries=tuple(_entry(article) for article in used),
        )
        replaced(
            self._record_path(edition.name), record.model_dump_json(indent=2) + "\n"
        )
        replaced(self.manuscript(edition.name), markdown)
        return self.manuscript(edition.name)

    def _record_path(self, name: str) -> Path:
        return self.folder / f"{name}.json"

    def _record(self, name: str) -> Record | None:
        """Return an edition's record; None where it has none."""
        path = self._record_path(name)
        if not path.is_file():
            return None
        try:
            return Record.model_validate_json(path.read_bytes())
        except ValidationError as error:
            message = (
                f"{path}: not the record of an edition; restore it, or remove it to"
                " let its articles be used again"
            )
            raise UsageError(message) from error


def _entry(article: Article) -> UsedEntry:
    return UsedEntry(
        id=article.entry.id,
        url=article.entry.url,
        outlet=article.outlet,
        sha256=_sha256(article.text.encode()),
    )


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
