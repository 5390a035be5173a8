"""People on the list as they are shown: lines, tables, JSON."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

import typer

from digest.cli import options, show

if TYPE_CHECKING:
    from digest.errors import Mistake
    from digest.model import Bounce
    from digest.pipeline.importing import Import
    from digest.pipeline.job import Job
    from digest.pipeline.mailing_list import Person
    from digest.text.places import Place

_DAY = "%d %B %Y"
_LABEL = 12
_MOST_LINES = 1_000  # of one kind: more of them nobody reads


def list_in(store: "Place") -> "Place":
    """Return the store's path, if there is one that can hold a list."""
    need = "`digest subscribers add` and `import` begin a list in one"
    return options.existing(store, need=need)


def several(found: "Iterable[Person]") -> None:
    """Print people: a table on a terminal, one address a line in a pipe."""
    if show.width() is not None:
        rows = [_row(each) for each in found]
        if rows:
            show.table(rows)
        return
    for each in found:
        if each.subscriber:
            typer.echo(each.subscriber.address)


def one(found: "Person", reports: "Sequence[Bounce]") -> None:
    """Print all that is known of one person."""
    for label, text in _told(found, reports):
        typer.echo(typer.style(f"{label:<{_LABEL}}", bold=True) + text)


def as_json(found: "Person", reports: "Sequence[Bounce]" = ()) -> dict[str, object]:
    """Return the same for programs."""
    known, why = found.subscriber, found.suppression
    told: dict[str, object] = {"id": found.id, "standing": found.standing}
    if known:
        told |= {
            "address": known.address,
            "name": known.name,
            "language": known.language,
            "sections": list(known.sections),
            "frequency": known.frequency,
            "tags": list(known.tags),
            "source": known.source,
            "joined": _instant(known.joined),
            "confirmed": _instant(known.confirmed),
        }
    if why:
        told["suppressed"] = {"since": _instant(why.since), "detail": why.detail}
    if reports:
        told["bounces"] = [_bounce(each) for each in reports]
    return told


def counts(counted: Mapping[str, Mapping[str, int]]) -> None:
    """Print how many people there are of each kind."""
    rows = [
        (kind if not number else "", name, str(many))
        for kind, kinds in counted.items()
        for number, (name, many) in enumerate(kinds.items())
    ]
    if rows:
        show.table(rows)


def imported(plan: "Import", *, dry_run: bool) -> None:
    """Tell what a list changed, or would change, and what it could not."""
    _each("left out", plan.listing.mistakes)
    _each("twice", plan.listing.repeated)
    _each("refused", plan.refused)
    _each("look at", plan.doubtful)
    parts = [f"{plan.added} added"]
    told = {
        "changed": plan.updated,
        "known already": plan.known,
        "signed off elsewhere": len(plan.gone),
        "refused": len(plan.refused),
        "twice in the list": len(plan.listing.repeated),
        "left out": plan.listing.wrong,
    }
    parts += [f"{number} {words}" for words, number in told.items() if number]
    show.message("dry run" if dry_run else "imported", ", ".join(parts))
    if dry_run:
        show.message("", "nothing was changed")


def warning(text: str) -> None:
    """Print what a person should look at."""
    typer.secho(text, err=True, fg=typer.colors.YELLOW)


def other_list(job: "Job") -> None:
    """Warn where the store's list is not the one that counts."""
    from digest.pipeline.subscribers import VARIABLE, are_named

    if are_named(job):
        place = job.settings.deliver.subscribers
        if job.environment.get(VARIABLE):
            place = f"the environment’s {VARIABLE}"
        warning(f"the newsletter goes to {place}: the store’s list does not count, but")
        warning("for who is suppressed; change that one, too")


def _each(label: str, lines: "Sequence[Mistake]") -> None:
    for line in lines[:_MOST_LINES]:
        show.message(label, str(line))
    if (more := len(lines) - _MOST_LINES) > 0:
        show.message("", f"and {show.count(more, 'more line')} of this kind")


def _row(found: "Person") -> tuple[str, ...]:
    known = found.subscriber
    if known is None:
        return ()
    return (
        known.address,
        found.standing or "",
        known.language,
        ", ".join(known.sections) or "all sections",
        known.frequency,
        ", ".join(known.tags),
        known.name,
    )


def _told(found: "Person", reports: "Sequence[Bounce]") -> Iterable[tuple[str, str]]:
    yield "id", found.id
    if found.standing is None:
        yield "standing", "nobody is known by this address"
    if known := found.subscriber:
        yield "address", known.address
        yield "name", known.name or "not told"
        yield "language", known.language or "the newsletter’s"
        yield "sections", ", ".join(known.sections) or "all"
        yield "frequency", known.frequency
        yield "tags", ", ".join(known.tags) or "none"
        confirmed = f", confirmed {known.confirmed:{_DAY}}" if known.confirmed else ""
        yield "status", known.status + confirmed
        yield "joined", f"{known.joined:{_DAY}} ({known.source})"
    if why := found.suppression:
        detail = f" ({why.detail})" if why.detail else ""
        yield "suppressed", f"{why.reason} since {why.since:{_DAY}}{detail}"
    for each in reports:
        about = " ".join(filter(None, (each.kind, each.code, each.edition)))
        yield "bounce", f"{each.received:{_DAY}}: {about}"


def _bounce(report: "Bounce") -> dict[str, object]:
    return {
        "kind": report.kind,
        "edition": report.edition,
        "received": _instant(report.received),
        "code": report.code,
        "detail": report.detail,
    }


def _instant(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
