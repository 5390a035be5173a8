"""How a finding about the finished email is made, and how many alike become one."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from digest.model import Finding


def error(code: str, message: str, remedy: str, *, place: str = "") -> Finding:
    """Return a finding that keeps the edition from being sent."""
    return Finding(
        code=code,
        severity="error",
        line=None,
        message=message,
        remedy=remedy,
        place=place,
    )


def warning(code: str, message: str, remedy: str, *, place: str = "") -> Finding:
    """Return a finding that is the editor's to judge."""
    return replace(error(code, message, remedy, place=place), severity="warning")


def grouped(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield of findings that say the same the first one, with how many there are.

    A colour that cannot be read is used a hundred times in an email, and is one fault.
    """
    alike: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        alike.setdefault((finding.code, finding.message), []).append(finding)
    for finding, *rest in alike.values():
        if not (others := len(rest)):
            yield finding
            continue
        more = f"{finding.message} (and at {others} more {_places(others)})"
        yield replace(finding, message=more)


def _places(number: int) -> str:
    return "place" if number == 1 else "places"
