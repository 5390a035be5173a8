"""The editions folder: manuscripts, and beside each the record of what it used.

The record (`2025-W03.json`) lists entries, addresses and hashes, and no text. An
article is used up when an edition's record lists it, so the folder alone, kept in a
repository, tells what was already used; an edition that was never kept uses nothing up.
"""

import re
from codecs import BOM_UTF8
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from digest.compose import edition_day
from digest.errors import UsageError
from digest.model import Article, Edition
from digest.pipeline.files import replaced
from digest.pipeline.records import (
    Drafted,
    Proved,
    Record,
    alone,
    correction_hash,
    sha256,
    used_entry,
)

ManuscriptState = Literal["missing", "as-drafted", "edited"]

_FRONT_MATTER = b"---"
_TRANSLATION = re.compile(
    r"(?P<name>.+)\.(?P<language>[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)"
)


def original(stem: str) -> str:
    """Return the name of the edition that a manuscript is a translation of, or its own.

    A file's name alone tells: `2025-W03.uk` is 2025-W03 in Ukrainian.
    """
    match = _TRANSLATION.fullmatch(stem)
    return match["name"] if match else stem


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """A folder of manuscripts."""

    folder: Path

    def manuscript(self, name: str) -> Path:
        """Return where the manuscript of an edition stands, or would."""
        return self.folder / f"{name}.md"

    def translations(self, name: str) -> dict[str, Path]:
        """Return an edition's manuscripts in other languages, each by its tag.

        They stand beside it: `2025-W03.uk.md` beside `2025-W03.md`.
        """
        return {
            match["language"]: path
            for path in self._markdown()
            if (match := _TRANSLATION.fullmatch(path.stem)) and match["name"] == name
        }

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
        drafts = (self._standing(name) for name in self._names() if name != but)
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

    def names(self) -> tuple[str, ...]:
        """Return all editions that are here, also those that nobody drafted.

        Other Markdown, such as a page about the folder, has neither a record nor the
        line at its head that makes it an edition.
        """
        drafted = set(self._names())
        paths = self._manuscripts()
        return tuple(p.stem for p in paths if p.stem in drafted or _is_edition(p))

    def fingerprint(self, name: str) -> str | None:
        """Return the hash of an edition's manuscript; None: there is none."""
        manuscript = self.manuscript(name)
        return sha256(manuscript.read_bytes()) if manuscript.is_file() else None

    def proved(self, name: str) -> Proved | None:
        """Return what was found of a manuscript; None: nobody checked it as it is."""
        record = self._record_or_another_file(name)
        proved = record.proved if record else None
        if proved and proved.manuscript_sha256 == self.fingerprint(name):
            return proved
        return None

    def prove(self, name: str, proved: Proved) -> None:
        """Take down that nothing blocks the manuscript that has this hash.

        An edition without a record has no place for it.
        """
        if record := self._record_or_another_file(name):
            self._write(name, record.model_copy(update={"proved": proved}))

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
        before = self._record(edition.name)
        new = Record(
            newsletter=newsletter,
            edition=edition.name,
            manuscript_sha256=sha256(markdown.encode()),
            basis=basis,
            entries=tuple(used_entry(article) for article in used),
            corrected=tuple(map(correction_hash, edition.corrected)),
            proved=before.proved
            if before
            else None,  # holds for a manuscript of that hash only
        )
        old = self._draft(edition.name)
        both = new.model_copy(update={"replaces": old and alone(old)})
        self._write(edition.name, both)
        replaced(self.manuscript(edition.name), markdown)
        self._write(edition.name, new)
        return self.manuscript(edition.name)

    def _names(self) -> list[str]:
        """Return the editions that are here: manuscripts with a record."""
        return [
            path.stem
            for path in self._manuscripts()
            if self._record_path(path.stem).is_file()
        ]

    def _manuscripts(self) -> list[Path]:
        """Return the folder's Markdown, without what is another's translation."""
        found = self._markdown()
        stems = {path.stem for path in found}
        return [
            path for path in found if original(path.stem) not in stems - {path.stem}
        ]

    def _markdown(self) -> list[Path]:
        """Return the folder's Markdown; an editor's lock, a link, is no file."""
        return sorted(path for path in self.folder.glob("*.md") if path.is_file())

    def _draft(self, name: str) -> Drafted | None:
        """Return the draft that an edition's manuscript is; None: it is edited."""
        record, manuscript = self._record(name), self.manuscript(name)
        if record is None or not manuscript.is_file():
            return None
        found = sha256(manuscript.read_bytes())
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

    def _write(self, name: str, record: Record) -> None:
        text = record.model_dump_json(indent=2, exclude_none=True) + "\n"
        replaced(self._record_path(name), text)

    def _record_or_another_file(self, name: str) -> Record | None:
        """Return an edition's record; what is called like one may be somebody's own."""
        try:
            return self._record(name)
        except UsageError:
            return None

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


def _is_edition(path: Path) -> bool:
    """Tell whether a file begins as a manuscript does."""
    with path.open("rb") as file:
        head = file.read(len(BOM_UTF8) + len(_FRONT_MATTER))
    return head.removeprefix(BOM_UTF8).startswith(_FRONT_MATTER)
