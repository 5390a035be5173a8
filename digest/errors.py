"""The exceptions, for what a run cannot go on without.

    DigestError                 something a person must put right
    ├── UsageError              exit code 2: wrong usage, settings or files
    │   ├── SettingsError       feeds.yaml: every mistake at once
    │   ├── ManuscriptError     the Markdown cannot be read as an edition
    │   └── TemplateError       a template cannot be filled in
    ├── StoreError              the store cannot be opened or is not ours
    ├── FeedError               one feed cannot be read; becomes a Failure
    ├── OutboxError             the outbox as a whole does not answer
    └── MailboxError            the mailbox that reports come to cannot be read

What one feed or one recipient may break is a value, `digest.model.Failure` or
`digest.model.Delivery`, and never leaves a stage as an exception.
"""

from dataclasses import dataclass


class DigestError(Exception):
    """Something a person must put right; its text says what, where and what to do."""


class UsageError(DigestError):
    """Wrong usage, settings or files: the command ends with exit code 2."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """One thing wrong in a settings file.

    `line` counts from 1; None where the file has no such line, as for a missing key
    at the top.
    """

    line: int | None
    where: str
    message: str

    def __str__(self) -> str:
        """Return the mistake as one line: where it stands, and what to write."""
        line = f"line {self.line}: " if self.line else ""
        return (
            f"{line}{self.where}: {self.message}" if self.where else line + self.message
        )


class SettingsError(UsageError):
    """A settings file with its mistakes, all of them at once."""

    def __init__(self, name: str, mistakes: tuple[Mistake, ...]) -> None:
        self.name = name
        self.mistakes = mistakes
        super().__init__("\n".join(f"{name}: {mistake}" for mistake in mistakes))


class ManuscriptError(UsageError):
    """A manuscript that cannot be read: the line, and what to do about it."""

    def __init__(self, name: str, line: int, message: str) -> None:
        self.name = name
        self.line = line
        self.message = message
        super().__init__(f"{name}, line {line}: {message}")


class TemplateError(UsageError):
    """A template that cannot be filled in: its name, the line, and the reason."""

    def __init__(self, name: str, line: int | None, message: str) -> None:
        self.name = name
        self.line = line
        self.message = message
        place = f"{name}, line {line}" if line else name
        super().__init__(f"template {place}: {message}")


class StoreError(DigestError):
    """The store cannot be opened, or is not a store of ours."""


class FeedError(DigestError):
    """One feed cannot be fetched or read; `collect` turns it into a Failure."""


class OutboxError(DigestError):
    """The outbox as a whole does not answer: no recipient can be tried.

    `is_lasting` says that trying again later would change nothing.
    """

    def __init__(self, message: str, *, is_lasting: bool = False) -> None:
        self.is_lasting = is_lasting
        super().__init__(message)


class MailboxError(DigestError):
    """The mailbox that reports come to cannot be read."""
