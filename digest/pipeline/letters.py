"""An edition's letters: rendered once for each language and choice of sections."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from digest import render
from digest.deliver import Letter, Marks
from digest.errors import UsageError
from digest.keys import Keyring
from digest.model import Email
from digest.pipeline.job import Job
from digest.pipeline.keeping import Proofs, proofs
from digest.pipeline.proofs import checked, insist_on_its_name
from digest.pipeline.shelf import Shelf
from digest.pipeline.signing import signers
from digest.store import Store
from digest.subscribers import Segment, filtered

if TYPE_CHECKING:
    from digest.manuscript import Report


class Letters:
    """An edition's letters; each is made when it is first asked for, and kept.

    Where subscribers have links of their own, marks stand in for them while the letter
    is rendered: they hold a secret, so that no feed can have written one.
    """

    def __init__(
        self, manuscript: Path, job: Job, store: Store, *, keyring: Keyring
    ) -> None:
        """Check the edition in all its languages.

        Raises:
            ManuscriptError: a manuscript cannot be read, or is not called what its file
                is called.
            UsageError: a key to sign with cannot be used.
        """
        self.name = manuscript.stem
        self._job, self._store = job, store
        self._signers = signers(job)
        self._secret = keyring.secret("mark", self.name)
        translations = Shelf(folder=manuscript.parent).translations(self.name)
        self._manuscripts = {"": manuscript, **translations}
        self.proofs: Mapping[str, Proofs] = {
            language: self._proved(path) for language, path in self._manuscripts.items()
        }
        self._reports: dict[str, Report] = {}
        self._made: dict[Segment, Letter | None] = {}

    @property
    def languages(self) -> frozenset[str]:
        """The languages it was translated into."""
        return frozenset(self._manuscripts) - {""}

    def letter(self, segment: Segment) -> Letter | None:
        """Return the letter for those who chose the same; None: nothing is in it."""
        if segment not in self._made:
            self._made[segment] = self._letter(segment)
        return self._made[segment]

    def _proved(self, path: Path) -> Proofs:
        made = proofs(path, self._job, self._store)
        insist_on_its_name(made.rendered.email.edition, path)
        return made

    def _letter(self, segment: Segment) -> Letter | None:
        email = self._email(segment)
        if email is None:
            return None
        return Letter(
            email,
            newsletter=self._job.settings.publication,
            marks=self._marks,
            signers=self._signers,
            now=self._job.now,
        )

    @property
    def _marks(self) -> Marks:
        if self._job.settings.serve is None:
            return Marks()
        host = f"https://{self._secret}.invalid"
        return Marks(unsubscribe=f"{host}/u", preferences=f"{host}/p")

    def _email(self, segment: Segment) -> Email | None:
        language = segment.language if segment.language in self._manuscripts else ""
        if not segment.sections and self._job.settings.serve is None:
            return self.proofs[language].rendered.email
        report = self._report(language)
        edition = filtered(report.edition, segment.sections)
        if edition is None:
            return None
        publication, marks = self._job.settings.publication, self._marks
        if marks.unsubscribe:
            publication = publication.model_copy(
                update={"unsubscribe": marks.unsubscribe}
            )
        return render.email(
            edition,
            integrity=report.integrity,
            newsletter=publication,
            templates=render.environment(
                self._job.templates, self._job.settings.theme
            ),
            preferences=marks.preferences,
        )

    def _report(self, language: str) -> "Report":
        if language not in self._reports:
            self._reports[language] = checked(self._manuscripts[language], self._store)
        return self._reports[language]
