"""What a person sees: results on stdout, messages on stderr, colour on a terminal."""

import json
import shutil
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from digest.model import DeliveryStatus, Finding, Summary
    from digest.pipeline.drafting import Draft
    from digest.pipeline.examination import Check
    from digest.pipeline.issuing import Issued
    from digest.pipeline.keeping import Proofs
    from digest.pipeline.proofs import Rendered
    from digest.pipeline.rehearsing import Rehearsal
    from digest.pipeline.sending import Sent

_LABEL_WIDTH = 11
_REASONS_TOLD = 3
_TROUBLES: dict["DeliveryStatus", str] = {
    "refused": "refused for good",
    "deferred": "put off by the server: the next run tries again",
    "in-doubt": "in doubt: a run died while sending; `digest send --resend-in-doubt`",
}


def message(label: str, text: str) -> None:
    """Print one line of a report to stderr."""
    typer.echo(typer.style(f"{label:<{_LABEL_WIDTH}}", bold=True) + text, err=True)


def error_message(text: str) -> None:
    """Print what is wrong to stderr."""
    for line in text.splitlines():
        typer.secho(line, err=True, fg=typer.colors.RED)


def as_json(value: object) -> None:
    """Print a value to stdout as JSON."""
    typer.echo(json.dumps(value, indent=2, ensure_ascii=False))


def width() -> int | None:
    """Return how many columns to write on stdout; None: it is no terminal."""
    if not sys.stdout.isatty():
        return None
    return max(40, min(shutil.get_terminal_size().columns, 100))


def count(number: int, noun: str, plural: str | None = None) -> str:
    """Return a number with its noun: 1 feed, 2 feeds."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def issued(result: "Issued", *, alone: bool = False) -> int:
    """Tell what came of a manuscript; return the exit code it calls for.

    `alone` says that it was to go to one person.
    """
    integrity(result.proofs, str(result.manuscript))
    for path, findings in result.translated.items():
        for line in finding_lines(findings, str(path)):
            typer.echo(line, err=True)
    if result.blocks:
        error_message("not sent: put right what is marked as an error, then send again")
        return 1
    if result.is_paused:
        message("paused", "nothing is sent until `digest deliveries … resume`")
    if result.due:
        message("due", f"nothing is sent before {result.due:%Y-%m-%d %H:%M} UTC")
    if alone:
        return sent_to_one(result)
    return sent(result.sent) if result.sent else 0


def tested(result: "Issued") -> int:
    """Tell what came of a test; return the exit code it calls for."""
    integrity(result.proofs, str(result.manuscript))
    if result.blocks:
        message("test", "what is marked as an error blocks sending to subscribers")
    return sent_to_one(result)


def sent_to_one(result: "Issued") -> int:
    """Tell what became of one person's copy; 1 where that person did not get it."""
    if result.sent is None:
        return 1
    code = sent(result.sent)
    got_it = result.sent.count("sent") or result.sent.earlier
    return code or int(not got_it)


def rehearsal(result: "Rehearsal") -> int:
    """Tell who would get what; return the exit code it calls for."""
    integrity(result.proofs, result.edition)
    would = count(result.segments.total(), "copy", "copies")
    message("dry run", f"{result.edition}: {would} to {result.place}; nothing is sent")
    for segment, number in sorted(result.segments.items()):
        sections = ", ".join(segment.sections) or "all sections"
        message("", f"{number} in {segment.language}, {sections}")
    if result.earlier:
        message("", f"{result.earlier} sent before")
    if result.is_paused:
        message("", "it is paused: `digest deliveries … resume` lets it go on")
    if result.due:
        message("", f"it is not sent before {result.due:%Y-%m-%d %H:%M} UTC")
    if result.doubts:
        message("", f"{count(result.doubts, 'copy', 'copies')} {_TROUBLES['in-doubt']}")
    passed_over(result.passed_over)
    return int(result.blocks)


def passed_over(reasons: Mapping[str, int]) -> None:
    """Tell why some subscribers get nothing."""
    from digest.subscribers import REASONS

    for reason, words in REASONS.items():
        if number := reasons.get(reason, 0):
            who = count(number, "subscriber")
            message("", f"{who} passed over: {words}")


def draft(drafted: "Draft", *, waiting: int = 0) -> None:
    """Tell what came of drafting; `waiting` articles came too late for the edition."""
    told = {
        "drafted": "written",
        "kept-edited": "edited by hand, kept as it is",
        "kept-sent": f"sent already; {_waiting(waiting)}",
        "nothing-new": "nothing new, no edition made",
    }
    message("edition", f"{drafted.name}: {told[drafted.outcome]}")
    if drafted.corrections:
        message("", _corrections(drafted))


def integrity(report: "Proofs", place: str) -> int:
    """Tell proofs' findings and integrity on stderr; return the exit code."""
    from digest.text.integrity import integrity_line

    for line in finding_lines(report.findings, place):
        typer.echo(line, err=True)
    message("checked", integrity_line(report.integrity))
    return int(report.blocks)


def finding_lines(findings: Iterable["Finding"], place: str) -> Iterable[str]:
    """Yield findings as `place:line: severity code: message`, as compilers do."""
    colours = {"error": typer.colors.RED, "warning": typer.colors.YELLOW}
    for finding in findings:
        line = f":{finding.line}" if finding.line else ""
        severity = typer.style(finding.severity, fg=colours[finding.severity])
        where = f"{finding.place}: " if finding.place else ""
        text = f"{where}{finding.message}; {finding.remedy}"
        yield f"{place}{line}: {severity} {finding.code}: {text}"


def rendered(proofs: "Rendered") -> None:
    """Print where the email, its plain text and the page are."""
    paths(proofs.email_html, proofs.email_text, proofs.page)


def paths(*where: Path) -> None:
    """Print where results are."""
    for path in where:
        typer.echo(path)


def sent(copies: "Sent") -> int:
    """Tell what became of the copies; return the exit code it calls for."""
    done = f"{count(copies.count('sent'), 'copy', 'copies')} to {copies.place}"
    earlier = f"; {copies.earlier} sent before" if copies.earlier else ""
    message("sent", f"{copies.edition}: {done}{earlier}")
    passed_over(copies.passed_over)
    for status, words in _TROUBLES.items():
        if number := copies.count(status):
            message("", f"{count(number, 'copy', 'copies')} {words}")
    for why, number in _reasons(copies):
        message("", f"{number} × {why}")
    if copies.trouble:
        error_message(f"{copies.trouble}; {copies.left} left for the next run")
    elif copies.is_paused:
        message("paused", f"{copies.left} left until `digest deliveries … resume`")
    elif copies.left:
        claimed = count(copies.left, "copy is", "copies are")
        message("", f"{claimed} in the hands of another run")
    return int(not copies.is_complete)


def _reasons(copies: "Sent") -> list[tuple[str, int]]:
    """Return what the server said most often of copies it did not take."""
    said = (each.detail for each in copies.notable if each.status != "in-doubt")
    return Counter(filter(None, said)).most_common(_REASONS_TOLD)


def summary(found: "Summary") -> None:
    """Print an article's facts, quotations and numbers for a reader."""
    typer.secho(found.article.entry.title, bold=True)
    if found.article.authors:
        typer.echo(", ".join(found.article.authors))
    for fact in found.facts:
        typer.echo(f"\n- {fact.text}")
    for quote in found.quotes:
        who = ", ".join(part for part in (quote.speaker, quote.role) if part)
        typer.echo(f"\n> {quote.text}\n> — {who or 'speaker not told'}")
    for number in found.numbers:
        typer.echo(f"\n* {number.text}")


def table(rows: Sequence[Sequence[str]]) -> None:
    """Print rows to stdout in aligned columns."""
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)]
        typer.echo("  ".join(cells).rstrip())


def checks(made: Iterable["Check"]) -> None:
    """Print what a doctor found, one need a line."""
    for check in made:
        mark = "ok" if check.is_fine else "!!"
        colour = typer.colors.GREEN if check.is_fine else typer.colors.RED
        typer.echo(f"{typer.style(mark, fg=colour)}  {check.subject:<12}{check.words}")


def next_steps(manuscript: Path, options: Mapping[str, Path]) -> None:
    """Tell a newcomer what to try next."""
    message("next", f"read {manuscript}, change it, and look what a check says:")
    looked = {name: options[name] for name in ("--config", "--store")}
    message("", f"{_program()} check {manuscript} {_given(looked)}")
    message("", f"{_program()} render {manuscript} {_given(options)}")


def _given(options: Mapping[str, Path]) -> str:
    return " ".join(f"{name} {path}" for name, path in options.items())


def _program() -> str:
    """Return what to type for this program: its name, or its path below this folder."""
    called, here = Path(sys.argv[0]).absolute(), Path.cwd()
    if called.name == "__main__.py":
        return "python -m digest"
    if shutil.which("digest") == str(called) or not called.is_relative_to(here):
        return "digest"
    return str(called.relative_to(here))


def _corrections(drafted: "Draft") -> str:
    """Return in words what the edition takes back of earlier ones, or the next will."""
    number = count(drafted.corrections, "correction")
    if drafted.outcome == "drafted":
        return f"with {number} of earlier editions: their articles were updated"
    waits = "waits" if drafted.corrections == 1 else "wait"
    return f"{number} of earlier editions {waits} for the next edition with a story"


def _waiting(articles: int) -> str:
    """Return in words what awaits the next edition."""
    if not articles:
        return "nothing new"
    return f"{count(articles, 'new article')} for the next edition"
