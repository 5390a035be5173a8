"""What a person is told of a run: its feeds first, then its edition."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import typer

from digest.cli import show
from digest.cli.show import count

if TYPE_CHECKING:
    from digest.model import Failure, Notice
    from digest.pipeline.collecting import Collected, Outcome
    from digest.pipeline.run import Run

_PAGES_TOLD = 10
_OUTCOMES: dict["Outcome", str] = {
    "failed": "failed",
    "fresh": "still fresh",
    "resting": "resting after failures (--all asks them too)",
    "gone": "gone for good",
}


def collected(came: "Collected", *, strict: bool) -> int:
    """Tell what the feeds brought; return the exit code it calls for.

    One feed's hiccup must not turn a scheduled run red: 1 only when no feed answered,
    any failed and the caller is strict, or one needs a person.
    """
    counts = came.outcomes
    feeds = f"{count(counts['answered'], 'feed')} answered"
    articles = count(came.new_articles, "new article")
    if came.updated_articles:
        articles += f", {count(came.updated_articles, 'article')} updated"
    others = [f"{n} {_OUTCOMES[each]}" for each in _OUTCOMES if (n := counts[each])]
    show.message("collected", "; ".join((articles, ", ".join((feeds, *others)))))
    _failures(came.failures)
    _notices(came.notices)
    _failures(came.page_failures[:_PAGES_TOLD])
    if (more := len(came.page_failures) - _PAGES_TOLD) > 0:
        show.message("", f"and {count(more, 'more line')} of this kind about pages")
    needs_a_person = any(notice.urgent for notice in came.notices)
    failed = bool(came.failures) and strict
    return int(not came.is_alive or failed or needs_a_person)


def run(result: "Run", *, strict: bool) -> int:
    """Tell what a run did, and print where the results are; return its exit code."""
    code = collected(result.collected, strict=strict)
    show.draft(result.draft, waiting=result.collected.new_articles)
    codes = [code, *(show.issued(earlier) for earlier in result.earlier)]
    for name in result.lost:
        show.error_message(
            f"{name}: not everybody has it, and its manuscript is gone: put {name}.md"
            f" back, or give it up: digest deliveries {name} pause"
        )
        codes.append(1)
    if result.issued:
        codes.append(show.issued(result.issued))
        show.paths(result.issued.manuscript)
        show.rendered(result.issued.proofs.rendered)
    return max(codes)


def _failures(failed: Iterable["Failure"]) -> None:
    for failure in failed:
        typer.secho(
            f"  ! {failure.subject}: {failure.reason}", err=True, fg=typer.colors.YELLOW
        )


def _notices(notices: Iterable["Notice"]) -> None:
    """Tell what is to know of feeds; what calls for a person in red."""
    for notice in notices:
        colour = typer.colors.RED if notice.urgent else None
        mark = "!" if notice.urgent else "·"
        typer.secho(f"  {mark} {notice.subject}: {notice.text}", err=True, fg=colour)
