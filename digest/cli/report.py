"""What a check found: for a person, as JSON, or as annotations of a GitHub workflow."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from digest.cli import show

if TYPE_CHECKING:
    from digest.model import Finding
    from digest.pipeline.looking import Checked


def lines(found: "Checked", manuscript: Path, *, clients: bool) -> int:
    """Print findings, one a line, and the integrity; return the exit code."""
    from digest.text.integrity import integrity_line

    for line in show.finding_lines(found.findings, str(manuscript)):
        typer.echo(line)
    if clients:
        _clients(found)
    typer.echo(integrity_line(found.report.integrity))
    return int(found.blocks)


def as_json(found: "Checked") -> int:
    """Print all there is to know as JSON; return the exit code."""
    from digest.preflight import survey

    known = survey()
    gaps = found.preflight.gaps if found.preflight else ()
    show.as_json(
        {
            "edition": found.report.edition.name,
            "blocks": found.blocks,
            "email": found.preflight is not None,
            "integrity": asdict(found.report.integrity),
            "findings": [_with_meaning(finding) for finding in found.findings],
            "clients": {**asdict(known), "gaps": [asdict(gap) for gap in gaps]},
        }
    )
    return int(found.blocks)


def annotations(found: "Checked", manuscript: Path) -> int:
    """Print findings as GitHub marks them in a pull request; return the exit code.

    https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    """
    for finding in found.findings:
        typer.echo(_annotation(finding, manuscript.as_posix()))
    return int(found.blocks)


def email_not_looked_at(config: Path) -> None:
    """Tell that there are no settings, and so no email."""
    text = f"the manuscript alone: without {config} there is no email to look at"
    show.message("checking", text)


def _with_meaning(finding: "Finding") -> dict[str, object]:
    from digest.codes import codes

    return {**asdict(finding), "meaning": codes()[finding.code].meaning}


def _annotation(finding: "Finding", file: str) -> str:
    where = {"file": file, "line": str(finding.line or 1), "title": finding.code}
    properties = ",".join(f"{name}={_property(value)}" for name, value in where.items())
    place = f"{finding.place}: " if finding.place else ""
    text = _data(f"{place}{finding.message}; {finding.remedy}")
    return f"::{finding.severity} {properties}::{text}"


def _data(value: str) -> str:
    """Return a text as a workflow command has it: `%` first, or it would be twice."""
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")


def _clients(found: "Checked") -> None:
    """Print what some mail programs do not show, each feature with their names."""
    from digest.preflight import survey

    known = survey()
    gaps = [gap for gap in found.preflight.gaps if gap.no] if found.preflight else []
    of = f"of {len(known.clients)} mail programs"
    typer.echo(f"What is not shown by all, {of} ({known.source}, {known.date}):")
    for gap in gaps:
        many = f"{len(gap.no):>3}  {gap.title}"
        typer.echo(f"{many}: {', '.join(gap.no)}")
