"""How a finding is made: a code, a line, what was noticed, and what to do."""

from digest.model import Finding


def error(code: str, line: int | None, message: str, remedy: str) -> Finding:
    """Return a finding that keeps the edition from being sent."""
    return Finding(
        code=code, severity="error", line=line, message=message, remedy=remedy
    )


def warning(code: str, line: int | None, message: str, remedy: str) -> Finding:
    """Return a finding that is the editor's to judge."""
    return Finding(
        code=code, severity="warning", line=line, message=message, remedy=remedy
    )
