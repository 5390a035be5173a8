"""The commands that make an edition: demo, run, and run's steps one by one."""

from typing import Annotated

import typer

from digest.cli import options, runs, show
from digest.cli.options import (
    CONFIG,
    OUT,
    STORE,
    Config,
    Editions,
    Json,
    Manuscript,
    Now,
    Out,
    StorePath,
    Templates,
)
from digest.errors import UsageError

_DEMO_NOW = "2025-01-17T06:00:00Z"  # when the sample feeds were news

Strict = Annotated[
    bool,
    typer.Option(
        "--strict", help="Exit with 1 when any feed failed, not only when all did."
    ),
]
All = Annotated[
    bool,
    typer.Option(
        "--all",
        help="Ask feeds too that need not be asked yet: those still fresh by their"
        " publishers' word, and those resting after failures.",
    ),
]
Screenshot = Annotated[
    bool,
    typer.Option(
        "--screenshot",
        help="Take pictures of email and page too, on phone and desktop, light and"
        " dark: OUT/EDITION/pictures. Needs Chromium, Chrome or Edge; the environment's"
        " CHROMIUM names one.",
    ),
]
Online = Annotated[
    bool,
    typer.Option(
        "--online",
        help="With --screenshot: load images from the web. Without it nobody is asked,"
        " and they are missing as where a mail program blocks them.",
    ),
]
GitHub = Annotated[
    bool,
    typer.Option(
        "--github", help="Print findings as annotations of a GitHub workflow."
    ),
]
Clients = Annotated[
    bool,
    typer.Option(
        "--clients", help="Tell, too, what some mail programs do not show of it."
    ),
]
AskLinks = Annotated[
    bool,
    typer.Option("--online", help="Ask each link once whether it leads anywhere."),
]


def demo(out: Out = OUT, templates: Templates = None) -> int:
    """Make an edition from the sample feeds.

    The whole pipeline, without the network: writes OUT and says where.
    """
    from digest.pipeline.demo import demonstrated

    settings = options.packaged("examples") / "feeds.yaml"
    store = out / "store.sqlite3"
    job = options.job(
        settings, store=store, out=out, templates=templates, now=_DEMO_NOW
    )
    result = demonstrated(job)
    code = runs.run(result, strict=True)
    if result.draft.manuscript:
        given = {"--config": settings, "--store": store, "--out": out}
        show.next_steps(result.draft.manuscript, given)
    return code


def run(
    config: Config = CONFIG,
    store: StorePath = STORE,
    out: Out = OUT,
    editions: Editions = None,
    templates: Templates = None,
    now: Now = None,
    *,
    strict: Strict = False,
    ask_all: All = False,
) -> int:
    """Collect, draft, check, render and deliver.

    The main job. Doing it twice is harmless: what is done already is not done again,
    and what a killed run left open is finished.
    """
    from digest.pipeline import run as main_job

    job = options.job(
        config,
        store=store,
        out=out,
        editions=editions,
        templates=templates,
        now=now,
        ask_all=ask_all,
    )
    return runs.run(main_job.run(job), strict=strict)


def collect(
    config: Config = CONFIG,
    store: StorePath = STORE,
    now: Now = None,
    *,
    strict: Strict = False,
    ask_all: All = False,
) -> int:
    """Ask the feeds and keep what is new.

    Those are left alone that their publishers call fresh, or that keep failing.
    """
    from digest.pipeline.collecting import collected
    from digest.store import Store

    job = options.job(config, store=store, now=now, ask_all=ask_all)
    with Store.open(job.store) as kept:
        return runs.collected(collected(job, kept), strict=strict)


def draft(
    config: Config = CONFIG,
    store: StorePath = STORE,
    out: Out = OUT,
    editions: Editions = None,
    now: Now = None,
) -> int:
    """Write the current edition's manuscript.

    From what was collected. One that a person has edited is never overwritten.
    """
    from digest.pipeline.drafting import drafted
    from digest.store import Store

    job = options.job(config, store=store, out=out, editions=editions, now=now)
    with Store.open(job.store) as kept:
        made = drafted(job, kept)
    show.draft(made)
    if made.manuscript:
        show.paths(made.manuscript)
    return 0


def check(
    context: typer.Context,
    manuscript: Manuscript,
    config: Config = CONFIG,
    store: StorePath = STORE,
    templates: Templates = None,
    *,
    json: Json = False,
    github: GitHub = False,
    clients: Clients = False,
    online: AskLinks = False,
) -> int:
    """Find a manuscript's claims in its sources, and look at the email it makes.

    Every quotation must stand there word for word, every figure too, and the email
    must be fit to be read: exit code 1 where something blocks sending.
    """
    from digest.cli import report
    from digest.pipeline.looking import Checked, checked_whole
    from digest.pipeline.proofs import checked
    from digest.store import Store

    if json and github:
        message = "--json and --github: each is the whole output; write one of them"
        raise UsageError(message)
    named = not options.is_default(context, "config")
    wanted = named or templates or online or clients
    alone = not (wanted or config.exists())
    with Store.open(options.existing(store)) as kept:
        if alone:
            report.email_not_looked_at(config)
            found = Checked(report=checked(manuscript, kept))
        else:
            job = options.job(config, store=store, templates=templates)
            found = checked_whole(manuscript, job, kept, online=online)
    if json:
        return report.as_json(found)
    if github:
        return report.annotations(found, manuscript)
    return report.lines(found, manuscript, clients=clients)


def render(
    manuscript: Manuscript,
    config: Config = CONFIG,
    store: StorePath = STORE,
    out: Out = OUT,
    templates: Templates = None,
    *,
    screenshot: Screenshot = False,
    online: Online = False,
) -> int:
    """Render a manuscript as email, text and page.

    With --screenshot as pictures, too.
    """
    from digest.pipeline.keeping import proofs
    from digest.store import Store

    if online and not screenshot:
        message = "--online loads images for pictures; give it with --screenshot"
        raise UsageError(message)
    job = options.job(config, store=store, out=out, templates=templates)
    with Store.open(options.existing(job.store)) as kept:
        made = proofs(manuscript, job, kept)
    code = show.integrity(made, str(manuscript))
    show.rendered(made.rendered)
    if screenshot:
        from digest.pipeline.pictures import pictured

        show.paths(*pictured(made.rendered, job, online=online))
    return code


def register(app: typer.Typer) -> None:
    """Give the commands to the app, in the order people need them."""
    for command in (demo, run, collect, draft, check, render):
        app.command()(command)
