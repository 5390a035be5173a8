"""The command for articles by hand: summarise."""

import sys
from contextlib import nullcontext
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from digest.cli import options, show
from digest.cli.options import CONFIG, Config, Json, Now

Place = Annotated[
    str,
    typer.Argument(
        metavar="PATH|URL|-",
        help="An article as text or HTML: a file, an address, or - for stdin.",
    ),
]
Most = Annotated[int | None, typer.Option(min=0, help="At most so many.")]


def summarise(
    place: Place,
    facts: Most = None,
    quotes: Most = None,
    config: Config = CONFIG,
    now: Now = None,
    *,
    json: Json = False,
    jsonl: Annotated[
        bool,
        typer.Option(
            "--jsonl",
            help='Read {"id", "title", "text"} on each line, and answer likewise.',
        ),
    ] = False,
    workers: Annotated[
        int,
        typer.Option(
            min=1, max=64, help="For --jsonl: work with so many processes at a time."
        ),
    ] = 1,
) -> int:
    """Pick an article's facts, quotations and numbers."""
    from digest.pipeline import summarising
    from digest.pipeline.answers import article_json
    from digest.pipeline.files import decoded
    from digest.summarise import summarise as summarised

    instant = options.instant(now)
    if json and jsonl:
        message = "--json is for one article, --jsonl for many: choose one"
        raise typer.BadParameter(message)
    if jsonl:
        return _lines(place, facts, quotes, now=instant, workers=workers)
    if workers > 1:
        message = "--workers is for --jsonl: one article is one worker's work"
        raise typer.BadParameter(message)
    if place == "-":
        text = decoded(sys.stdin.buffer.read(), name="standard input")
        article = summarising.article_in(text, name="-", now=instant)
    elif place.startswith(("http://", "https://")):
        given = options.http(config)
        rules = options.site_rules(config)
        article = summarising.article_at(place, http=given, now=instant, rules=rules)
    else:
        article = summarising.article_of(Path(place), now=instant)
    summary = summarised(article, facts=facts, quotes=quotes)
    if json:
        show.as_json(article_json(summary))
    else:
        show.summary(summary)
    return 0


def _lines(
    place: str, facts: int | None, quotes: int | None, *, now: datetime, workers: int
) -> int:
    from digest.pipeline.lines import json_lines, opened_lines
    from digest.pipeline.workers import crew

    stdin = nullcontext(sys.stdin.buffer)
    with (
        stdin if place == "-" else opened_lines(Path(place)) as lines,
        crew(workers) as hands,
    ):
        for line in json_lines(lines, facts=facts, quotes=quotes, now=now, crew=hands):
            sys.stdout.write(line + "\n")
    return 0


def register(app: typer.Typer) -> None:
    """Give the command to the app."""
    app.command()(summarise)
