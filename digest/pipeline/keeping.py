"""Proofs that are kept: not made again where they would come out the same.

Beside the rendered files lies what they were made from, as a hash, and what was found.
It is written last, and counts only while every file is as it was written: whatever is
killed, thrown away or changed, is made again.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from digest.model import Edition, Email, Finding, Integrity, is_blocked
from digest.pipeline.basis import files_sha256, made_from
from digest.pipeline.files import content, replaced
from digest.pipeline.job import Job
from digest.pipeline.looking import looked_at
from digest.pipeline.proofs import (
    Rendered,
    checked,
    cited,
    placed,
    printed_before,
    rendered,
)
from digest.pipeline.records import Proved
from digest.pipeline.shelf import Shelf
from digest.store import Store

_NAME = ".proofs.json"  # hidden: nothing in it is for a person


@dataclass(frozen=True, slots=True, kw_only=True)
class Proofs:
    """A manuscript, checked and rendered.

    `languages` are those of its stories, each by the address of the first page.
    """

    findings: tuple[Finding, ...]
    integrity: Integrity
    languages: Mapping[str, str]
    rendered: Rendered

    @property
    def blocks(self) -> bool:
        """Whether the edition must not be sent as it is."""
        return is_blocked(self.findings)


def proofs(manuscript: Path, job: Job, store: Store) -> Proofs:
    """Return a manuscript's proofs: those that are there, or else new ones.

    Where nothing blocks it, its record says so from then on.

    Raises:
        ManuscriptError: the file cannot be read as an edition.
    """
    shelf = Shelf(folder=manuscript.parent)
    # First: what is edited meanwhile was not checked.
    fingerprint = shelf.fingerprint(manuscript.stem)
    made = _kept(manuscript, job, store) or _made(manuscript, job, store)
    if fingerprint and not made.blocks:
        shelf.prove(manuscript.stem, _proved(fingerprint, made))
    return made


def _proved(fingerprint: str, made: Proofs) -> Proved:
    return Proved(
        manuscript_sha256=fingerprint,
        integrity=made.integrity,
        languages=dict(made.languages),
    )


class _Record(BaseModel):
    """What proofs were made from, and what they are, but for the files' contents.

    `sources` are the addresses cited, each with its outlet, `corrected` the editions
    that are corrected.
    """

    model_config = ConfigDict(frozen=True)

    basis: str
    sources: dict[str, str]
    corrected: tuple[str, ...] = ()
    files: tuple[str, ...]
    edition: str
    language: str
    subject: str
    languages: dict[str, str]
    findings: tuple[Finding, ...]
    integrity: Integrity


def _kept(manuscript: Path, job: Job, store: Store) -> Proofs | None:
    """Return the proofs that are there; None: there are none, or others are due."""
    folder = job.out / manuscript.stem
    record = _record(folder / _NAME)
    if record is None:
        return None
    text = content(manuscript, what="the manuscript")
    printed = _printed(record.corrected, manuscript)
    if record.basis != _basis(text, record.sources, printed, job, store):
        return None
    email = _email(record, folder)
    if email is None:
        return None
    return Proofs(
        findings=record.findings,
        integrity=record.integrity,
        languages=record.languages,
        rendered=placed(email, folder),
    )


def _made(manuscript: Path, job: Job, store: Store) -> Proofs:
    # Read first: one that is edited meanwhile is then made again the next time.
    text = content(manuscript, what="the manuscript")
    report = checked(manuscript, store)
    result = rendered(report, job, name=manuscript.stem)
    findings = (*report.findings, *looked_at(result.email, report, job).findings)
    email, sources = result.email, cited(report.edition)
    corrected = tuple(sorted({each.edition for each in report.edition.corrected}))
    printed = _printed(corrected, manuscript)
    record = _Record(
        basis=_basis(text, sources, printed, job, store),
        sources=dict(sorted(sources.items())),
        corrected=corrected,
        files=_hashes(result),
        edition=email.edition,
        language=email.language,
        subject=email.subject,
        languages=_languages(report.edition),
        findings=findings,
        integrity=report.integrity,
    )
    replaced(result.page.with_name(_NAME), record.model_dump_json(indent=2) + "\n")
    return Proofs(
        findings=findings,
        integrity=report.integrity,
        languages=record.languages,
        rendered=result,
    )


def _languages(edition: Edition) -> dict[str, str]:
    known = {
        story.bylines[0].source.url: story.language
        for story in edition.stories
        if story.language
    }
    return dict(sorted(known.items()))


def _record(path: Path) -> _Record | None:
    """Return what is known of proofs; None: nothing, or it was written by others."""
    try:
        return _Record.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        return None


def _printed(corrected: Iterable[str], manuscript: Path) -> str:
    """Return what the editions are that one corrects: it is looked up in them."""
    paths = [printed_before(name, manuscript) for name in corrected]
    texts = [path and hashlib.sha256(path.read_bytes()).hexdigest() for path in paths]
    return repr(texts)


def _basis(
    text: str, sources: Mapping[str, str], printed: str, job: Job, store: Store
) -> str:
    articles = store.articles_at(sources)
    return made_from(
        text,
        repr(sorted(sources.items())),
        printed,
        repr([articles[url] for url in sorted(articles)]),
        job.settings.publication.model_dump_json(),
        job.settings.preferences,
        job.settings.theme.model_dump_json(),
        repr(job.settings.asking.allow),
        files_sha256(job.templates),
    )


def _email(record: _Record, folder: Path) -> Email | None:
    """Return the email that was written; None: a file is not as it was."""
    unread = Email(
        edition=record.edition,
        language=record.language,
        subject=record.subject,
        html="",
        text="",
    )
    files = placed(unread, folder)
    try:
        if _hashes(files) != record.files:
            return None
        return Email(
            edition=record.edition,
            language=record.language,
            subject=record.subject,
            html=files.email_html.read_bytes().decode(),
            text=files.email_text.read_bytes().decode(),
        )
    except OSError:
        return None


def _hashes(files: Rendered) -> tuple[str, ...]:
    """Return the hashes of the files that were rendered."""
    paths = (files.email_html, files.email_text, files.page)
    return tuple(hashlib.sha256(path.read_bytes()).hexdigest() for path in paths)
