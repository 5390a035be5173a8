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
) -> int:
    """Pick an article's facts and quotations."""
    from digest.pipeline import summarising
    from digest.pipeline.files import decoded
    from digest.summarise import summarise as summarised

    instant = options.instant(now)
    if json and jsonl:
        message = "--json is for one article, --jsonl for many: choose one"
        raise typer.BadParameter(message)
    if jsonl:
        return _lines(place, facts=facts, quotes=quotes, now=instant)
    if place == "-":
        text = decoded(sys.stdin.buffer.read(), name="standard input")
        article = summarising.article_in(text, name="-", now=instant)
    elif place.startswith(("http://", "https://")):
        given = options.http(config)
        article = summarising.article_at(place, http=given, now=instant)
    else:
        article = summarising.article_of(Path(place), now=instant)
    summary = summarised(article, facts=facts, quotes=quotes)
    if json:
        show.as_json(summarising.article_json(summary))
    else:
        show.summary(summary)
    return 0


def _lines(place: str, *, facts: int | None, quotes: int | None, now: datetime) -> int:
    from digest.pipeline.summarising import json_lines, opened_lines

    stdin = nullcontext(sys.stdin.buffer)
    with stdin if place == "-" else opened_lines(Path(place)) as lines:
        for line in json_lines(lines, facts=facts, quotes=quotes, now=now):
            sys.stdout.write(line + "\n")
    return 0


def register(app: typer.Typer) -> None:
    """Give the command to the app."""
    app.command()(summarise)
