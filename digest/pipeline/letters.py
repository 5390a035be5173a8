"""An edition's letters: rendered once for each language and choice of sections."""

from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from digest.compose import filtered
from digest.deliver import Letter, Marks
from digest.errors import ManuscriptError
from digest.keys import Keyring
from digest.model import Edition, Email, Finding
from digest.pipeline.files import content
from digest.pipeline.job import Job
from digest.pipeline.keeping import Proofs, proofs
from digest.pipeline.proofs import checked, insist_on_its_name
from digest.pipeline.shelf import Shelf, original
from digest.pipeline.signing import signers
from digest.pipeline.subscribers import sections
from digest.store import Store
from digest.subscribers import Offer, Segment, offer

if TYPE_CHECKING:
    from digest.manuscript import Report


class Letters:
    """An edition's letters; each is made when it is first asked for, and kept.

    Where subscribers have links of their own, marks stand in for them while a letter is
    rendered: they hold a secret, so that no feed can have written one.
    """

    def __init__(
        self,
        manuscript: Path,
        job: Job,
        store: Store,
        *,
        keyring: Keyring,
        is_test: bool = False,
    ) -> None:
        """Check the edition in all its languages; a test says so in its subject.

        Raises:
            ManuscriptError: a manuscript cannot be read, or is not called what its file
                is called.
            UsageError: a key to sign with cannot be used.
        """
        self._job, self._store = job, store
        self._signers = signers(job)
        self._is_test = is_test
        self._paths, self._editions = _manuscripts(manuscript)
        self._own = next(iter(self._paths))
        self.name = self._editions[self._own].name
        self._secret = keyring.secret("mark", self.name)
        self._proofs = {
            tongue: proofs(path, job, store) for tongue, path in self._paths.items()
        }
        self._reports: dict[str, Report] = {}
        self._made: dict[Segment, Letter] = {}

    @property
    def proofs(self) -> Proofs:
        """The proofs of the edition in its own language."""
        return self._proofs[self._own]

    @property
    def translated(self) -> dict[Path, tuple[Finding, ...]]:
        """What was found in each of its translations."""
        return {
            path: self._proofs[tongue].findings
            for tongue, path in self._paths.items()
            if tongue != self._own
        }

    @property
    def blocks(self) -> bool:
        """Whether anything in it must not be sent as it is."""
        return any(made.blocks for made in self._proofs.values())

    @cached_property
    def offer(self) -> Offer:
        """What there is of it: the sections in each language."""
        return offer(tuple(self._editions.values()), known=sections(self._job))

    def letter(self, segment: Segment) -> Letter:
        """Return the letter for those who chose the same."""
        if segment not in self._made:
            email = self._email(segment)
            if self._is_test:
                email = replace(email, subject=f"[Test] {email.subject}")
            self._made[segment] = Letter(
                email,
                newsletter=self._job.settings.publication,
                marks=self._marks,
                signers=self._signers,
                now=self._job.now,
            )
        return self._made[segment]

    def segment(self, letter: Letter) -> Segment:
        """Return whom a letter is for."""
        return next(each for each, made in self._made.items() if made is letter)

    @cached_property
    def _marks(self) -> Marks:
        if self._job.settings.serve is None:
            return Marks()
        host = f"https://{self._secret}.invalid"
        return Marks(unsubscribe=f"{host}/unsubscribe", preferences=f"{host}/choose")

    def _email(self, segment: Segment) -> Email:
        if not (segment.sections or self._marks.unsubscribe):
            return self._proofs[segment.language].rendered.email
        report = self._report(segment.language)
        edition = filtered(report.edition, segment.sections)
        return self._rendered(edition or report.edition, report)

    def _rendered(self, edition: Edition, report: "Report") -> Email:
        from digest import render

        settings, marks = self._job.settings, self._marks
        newsletter = settings.publication
        if leave := marks.unsubscribe:
            newsletter = newsletter.model_copy(update={"unsubscribe": leave})
        return render.email(
            edition,
            integrity=report.integrity,
            newsletter=newsletter,
            templates=render.environment(self._job.templates, settings.theme),
            preferences=marks.preferences,
        )

    def _report(self, language: str) -> "Report":
        if language not in self._reports:
            self._reports[language] = checked(self._paths[language], self._store)
        return self._reports[language]


def offered(manuscript: Path, job: Job) -> Offer:
    """Return what an edition offers, as its manuscripts are now.

    Raises:
        ManuscriptError: one cannot be read, or is not called what its file is called.
    """
    return offer(tuple(_manuscripts(manuscript)[1].values()), known=sections(job))


def _manuscripts(manuscript: Path) -> tuple[dict[str, Path], dict[str, Edition]]:
    """Return an edition's manuscripts and what stands in them, by language.

    That of the edition itself comes first.
    """
    from digest.manuscript import read

    own = manuscript.with_name(f"{original(manuscript.stem)}.md")
    first = own if own.is_file() else manuscript
    translations = Shelf(folder=first.parent).translations(first.stem)
    paths, editions = {}, {}
    for tongue, path in [("", first), *sorted(translations.items())]:
        edition = read(content(path, what="the manuscript"), name=str(path))
        insist_on_its_name(edition.name, path)
        _insist_on_language(edition, tongue, path)
        paths[tongue or edition.language] = path
        editions[tongue or edition.language] = edition
    return paths, editions


def _insist_on_language(edition: Edition, tongue: str, path: Path) -> None:
    if tongue and edition.language != tongue:
        message = f"write `language: {tongue}`, as the file's name says"
        raise ManuscriptError(str(path), 1, message)
