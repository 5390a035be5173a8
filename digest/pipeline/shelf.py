"""The editions folder: manuscripts, and beside each the record of what it used.

The record (`2025-W03.json`) lists entries, addresses and hashes, and no text. An
article is used up when an edition's record lists it, so the folder alone, kept in a
repository, tells what was already used; an edition that was never kept uses nothing up.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from digest.compose import edition_day
from digest.errors import UsageError
from digest.model import Article, Correction, Edition
from digest.pipeline.files import replaced
from digest.text.verbatim import folded

ManuscriptState = Literal["missing", "as-drafted", "edited"]


class UsedEntry(BaseModel):
    """An entry that an edition used, with the hash of the text it was drafted from."""

    model_config = ConfigDict(frozen=True)

    id: str
    url: str
    outlet: str
    sha256: str


class Drafted(BaseModel):
    """One draft: the hash of its manuscript, what it is made from, what it used.

    `basis` is None where that is not known: it is to be drafted again. `corrected` are
    the hashes of its corrections.
    """

    model_config = ConfigDict(frozen=True)

    manuscript_sha256: str
    basis: str | None = None
    entries: tuple[UsedEntry, ...]
    corrected: tuple[str, ...] = ()


class Record(Drafted):
    """What an edition used; while its manuscript is replaced, what the old one used."""

    newsletter: str
    edition: str
    replaces: Drafted | None = None


def correction_hash(correction: Correction) -> str:
    """Return what tells a correction from others: by what it takes back, and where."""
    said = (correction.edition, correction.source.url, folded(correction.was))
    return _sha256("\n".join(said).encode())


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """A folder of manuscripts."""

    folder: Path

    def manuscript(self, name: str) -> Path:
        """Return where the manuscript of an edition stands, or would."""
        return self.folder / f"{name}.md"

    def is_first(self, name: str) -> bool:
        """Tell whether there is no edition yet but this one."""
        return all(other == name for other in self._names())

    def state(self, name: str) -> ManuscriptState:
        """Tell whether an edition's manuscript is still as it was drafted."""
        if not self.manuscript(name).is_file():
            return "missing"
        return "as-drafted" if self._draft(name) else "edited"

    def is_made_from(self, basis: str, name: str) -> bool:
        """Tell whether a manuscript is a draft of just this, and was not edited."""
        draft = self._draft(name)
        return draft is not None and draft.basis == basis

    def used(self, *, but: str) -> frozenset[str]:
        """Return the addresses of all pages used by other editions than `but`."""
        records = (self._record(name) for name in self._names() if name != but)
        drafts = (self._draft(record.edition) or record for record in records if record)
        return frozenset(entry.url for draft in drafts for entry in draft.entries)

    def recent(self, newsletter: str, *, since: date) -> tuple[str, ...]:
        """Return a newsletter's editions of periods that begin on a day or later.

        The youngest comes first.
        """
        days = {name: edition_day(name) for name in self._names()}
        young = [(day, name) for name, day in days.items() if day and day >= since]
        names = [name for _, name in sorted(young, reverse=True)]
        return tuple(name for name in names if self._is_of(name, newsletter))

    def pages(self, name: str) -> frozenset[str]:
        """Return the addresses of the pages that an edition was drafted from."""
        return frozenset(entry.url for entry in self._standing(name).entries)

    def corrected(self, name: str) -> frozenset[str]:
        """Return the hashes of what an edition corrected, edited out or not."""
        return frozenset(self._standing(name).corrected)

    def insist_on(self, newsletter: str, name: str) -> None:
        """Make sure that two newsletters do not share an edition.

        Raises:
            UsageError: the edition is another newsletter's.
        """
        record = self._record(name)
        if record is None or record.newsletter == newsletter:
            return
        message = (
            f"{self.manuscript(name)}: an edition of {record.newsletter!r}, and this is"
            f" {newsletter!r}; give each its own --out, or remove that edition"
        )
        raise UsageError(message)

    def put(
        self,
        edition: Edition,
        markdown: str,
        used: Iterable[Article],
        *,
        newsletter: str,
        basis: str | None = None,
    ) -> Path:
        """Write a manuscript and its record.

        Three steps, so that a kill between any two leaves a record that knows the
        manuscript beside it: the record of both, the manuscript, the record of the new.
        """
        new = Record(
            newsletter=newsletter,
            edition=edition.name,
            manuscript_sha256=_sha256(markdown.encode()),
            basis=basis,
            entries=tuple(_entry(article) for article in used),
            corrected=tuple(map(correction_hash, edition.corrected)),
        )
        old = self._draft(edition.name)
        both = new.model_copy(update={"replaces": old and _alone(old)})
        self._write(both)
        replaced(self.manuscript(edition.name), markdown)
        self._write(new)
        return self.manuscript(edition.name)

    def _names(self) -> list[str]:
        """Return the editions that are here: manuscripts with a record."""
        return sorted(
            path.stem
            for path in self.folder.glob("*.md")
            if self._record_path(path.stem).is_file()
        )

    def _draft(self, name: str) -> Drafted | None:
        """Return the draft that an edition's manuscript is; None: it is edited."""
        record, manuscript = self._record(name), self.manuscript(name)
        if record is None or not manuscript.is_file():
            return None
        found = _sha256(manuscript.read_bytes())
        drafts = [record, *([record.replaces] if record.replaces else [])]
        return next((d for d in drafts if d.manuscript_sha256 == found), None)

    def _is_of(self, name: str, newsletter: str) -> bool:
        record = self._record(name)
        return record is not None and record.newsletter == newsletter

    def _standing(self, name: str) -> Drafted:
        """Return the draft that a manuscript is, or the last one where it is edited."""
        record = self._record(name)
        nothing = Drafted(manuscript_sha256="", entries=())
        return self._draft(name) or record or nothing

    def _record_path(self, name: str) -> Path:
        return self.folder / f"{name}.json"

    def _write(self, record: Record) -> None:
        text = record.model_dump_json(indent=2, exclude_none=True) + "\n"
        replaced(self._record_path(record.edition), text)

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


def _alone(draft: Drafted) -> Drafted:
    """Return a draft without what it replaced."""
    return Drafted(
        manuscript_sha256=draft.manuscript_sha256,
        basis=draft.basis,
        entries=draft.entries,
        corrected=draft.corrected,
    )


def _entry(article: Article) -> UsedEntry:
    return UsedEntry(
        id=article.entry.id,
        url=article.entry.url,
        outlet=article.outlet,
        sha256=_sha256(article.text.encode()),
    )


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
