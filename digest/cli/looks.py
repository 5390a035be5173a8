"""What was found out about feeds before one subscribes, in words and as JSON."""

import textwrap
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import typer

from digest.cli import show
from digest.cli.show import count

if TYPE_CHECKING:
    from digest.collect import Finding, Inspection, Offer

_DAY = "%d %B %Y"
_LABEL = 9


def finding(found: "Finding", place: str) -> None:
    """Print the feeds that a person has to choose from, and how to add each."""
    if not found.offers:
        _nothing(found, place)
        return
    typer.echo(f"{place} has {count(len(found.offers), 'feed')}; add the one you mean:")
    for offer in found.offers:
        typer.secho(f"\n{offer.title or '(no title)'}", bold=True)
        typer.echo(f"  {_kind(offer)}, {_dates(offer)}, {_texts(offer)}")
        typer.echo(f"  digest feeds add {offer.location}")


def _nothing(found: "Finding", place: str) -> None:
    show.error_message(f"{place}: no feed found there")
    for failure in found.tried:
        show.message("tried", f"{failure.subject}: {failure.reason}")
    advice = "look for RSS on the site, and give that address: digest feeds add ADDRESS"
    show.message("to do", advice)


def inspection(made: "Inspection", lines: str) -> None:
    """Say in words what a feed offers and how it behaves; `lines` is what to write."""
    typer.secho(made.offer.title or "(no title)", bold=True)
    typer.echo(made.offer.location)
    typer.echo()
    for label, text in _told(made):
        _line(typer.style(f"{label:<{_LABEL}}", bold=True), text)
    for number, trouble in enumerate(made.troubles):
        label = "" if number else "trouble"
        _line(typer.style(f"{label:<{_LABEL}}", fg=typer.colors.RED), trouble)
    typer.echo(f"\n{_verdict(made)}\n")
    typer.echo(lines, nl=False)


def _line(label: str, text: str) -> None:
    """Print a text beside its label; on a terminal, in as many lines as it needs."""
    width = show.width()
    lines = [text]
    if width:
        lines = textwrap.wrap(
            text, width - _LABEL, break_long_words=False, break_on_hyphens=False
        )
    typer.echo(label + f"\n{' ' * _LABEL}".join(lines))


def inspection_json(made: "Inspection", lines: str) -> dict[str, object]:
    """Return the same for programs."""
    offer, rhythm, page = made.offer, made.rhythm, made.page
    return {
        "location": made.location,
        "title": offer.title,
        "kind": offer.kind,
        "language": offer.language,
        "entries": offer.entries,
        "whole_texts": offer.whole_texts,
        "teaser_words": offer.teaser_words,
        "oldest": _instant(offer.oldest),
        "newest": _instant(offer.newest),
        "per_week": None if made.per_week is None else round(made.per_week, 1),
        "usual_days": rhythm.usual_days if rhythm else None,
        "longest_days": rhythm.longest_days if rhythm else None,
        "fresh_for_seconds": int(made.fresh_for.total_seconds()),
        "conditional": made.conditional,
        "moved_to": made.moved_to,
        "secure": made.secure,
        "page": asdict(page) if page else None,
        "full_text": made.full_text,
        "troubles": list(made.troubles),
        "feeds_yaml": lines,
    }


def _told(made: "Inspection") -> Iterator[tuple[str, str]]:
    yield "what", f"{_kind(made.offer)}{_language(made.offer)}"
    yield "dates", _dates(made.offer)
    yield "rhythm", _rhythm(made)
    yield "texts", _texts(made.offer)
    if made.page:
        yield "pages", _page(made)
    if made.offer.location.startswith(("http://", "https://")):
        yield "manners", _manners(made)
    if made.secure:
        yield "address", f"{made.secure} gives the same, and privately"


def _kind(offer: "Offer") -> str:
    return f"{offer.kind}, {count(offer.entries, 'entry', 'entries')}"


def _language(offer: "Offer") -> str:
    from babel import Locale

    name = Locale("en").languages.get(offer.language or "")
    return f", in {name}" if name else ", in a language that it does not name"


def _dates(offer: "Offer") -> str:
    if offer.oldest is None or offer.newest is None:
        return "without any date"
    if offer.oldest.date() == offer.newest.date():
        return f"of {offer.newest:{_DAY}}"
    return f"from {offer.oldest:{_DAY}} to {offer.newest:{_DAY}}"


def _rhythm(made: "Inspection") -> str:
    if made.rhythm is None or made.per_week is None:
        return "too few dates to tell"
    often = _often(made.per_week)
    days = made.rhythm.longest_days
    return f"{often}; the longest silence was {count(days, 'day')}"


def _often(per_week: float) -> str:
    if per_week >= 1.5:  # noqa: PLR2004  one and a half is told as two
        return f"about {per_week:.0f} a week"
    per_month = per_week * 30 / 7
    if per_month >= 1.5:  # noqa: PLR2004  as above
        return f"about {per_month:.0f} a month"
    return "about one a month" if per_month >= 0.75 else "less than one a month"  # noqa: PLR2004  and rounded


def _texts(offer: "Offer") -> str:
    if offer.whole_texts == offer.entries:
        return "all carry their whole text" if offer.entries else "none"
    teasers = f"teasers of about {offer.teaser_words} words"
    if not offer.teaser_words:
        teasers = "headlines alone"
    if not offer.whole_texts:
        return teasers
    return f"{offer.whole_texts} of {offer.entries} whole, the others {teasers}"


def _page(made: "Inspection") -> str:
    page = made.page
    if page is None:
        return ""
    if page.trouble:
        return f"the one asked gives nothing: {page.trouble}"
    return f"the one asked gives {count(page.words, 'word')}: {page.url}"


def _manners(made: "Inspection") -> str:
    said = {
        True: "says so where nothing is new (304)",
        False: "is sent whole each time, though it promises otherwise",
        None: "is sent whole each time",
    }[made.conditional]
    fresh = f"; stays fresh for {_length(made.fresh_for)}" if made.fresh_for else ""
    return f"{said}{fresh}"


def _length(time: timedelta) -> str:
    minutes = round(time.total_seconds() / 60)
    if minutes < 120:  # noqa: PLR2004  from two hours on, hours are easier to read
        return count(minutes, "minute")
    return count(round(minutes / 60), "hour")


def _verdict(made: "Inspection") -> str:
    write = "this is its line in feeds.yaml"
    if made.troubles:
        return f"Look at what is wrong first; {write}:"
    return f"Fine; {write}:"


def _instant(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
