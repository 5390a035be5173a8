"""The commands about subscribers: looked up, added, changed, taken off the list."""

import sys
from typing import Annotated, Literal

import typer

from digest.cli import options, people, show
from digest.cli.options import CONFIG, STORE, Config, Json, Now, StorePath
from digest.errors import UsageError

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Who gets the newsletter: the store’s list of subscribers.",
)

Address = Annotated[str, typer.Argument(metavar="ADDRESS", help="An email address.")]
Tags = Annotated[list[str], typer.Argument(metavar="TAG…", help="One tag or more.")]
Tag = Annotated[str, typer.Option(help="Those with this tag.")]
Language = Annotated[str, typer.Option(help="Those who chose this language.")]
Section = Annotated[str, typer.Option(help="Those who want this section.")]
Status = Annotated[
    Literal["active", "pending", "unsubscribed", "bounced", "complained"] | None,
    typer.Option(help="Those with whom it stands so."),
]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask, do it.")]


@app.command()
def add(
    address: Address,
    name: Annotated[str, typer.Option(help="The person's name.")] = "",
    language: Annotated[
        str, typer.Option(help="A language tag.  [default: the newsletter's]")
    ] = "",
    section: Annotated[
        list[str] | None,
        typer.Option(help="A section wanted; again for more.  [default: all]"),
    ] = None,
    frequency: Annotated[
        Literal["each", "weekly", "monthly"],
        typer.Option(help="Each edition, or the first of a week or month."),
    ] = "each",
    tag: Annotated[
        list[str] | None, typer.Option(help="A tag; again for more.")
    ] = None,
    config: Config = CONFIG,
    store: StorePath = STORE,
    now: Now = None,
    *,
    unconfirmed: Annotated[
        bool,
        typer.Option(
            "--unconfirmed", help="Nothing is sent until the address is confirmed."
        ),
    ] = False,
) -> int:
    """Add a subscriber who has agreed to get the newsletter."""
    from digest.pipeline import mailing_list
    from digest.store import Store
    from digest.subscribers import suggestion

    job = options.job(config, store=store, now=now)
    with Store.open(job.store) as kept:
        new = mailing_list.added(
            address,
            job,
            kept,
            name=name,
            language=language,
            wanted=section or (),
            frequency=frequency,
            tags=tag or (),
            confirmed=not unconfirmed,
        )
    show.message("added", f"1 subscriber, {new.status}")
    if meant := suggestion(new.address):
        people.warning(f"the address may be a slip: is it at {meant}?")
    people.other_list(job)
    return 0


@app.command()
def remove(
    address: Address, config: Config = CONFIG, store: StorePath = STORE, now: Now = None
) -> int:
    """Take a subscriber off the list, as if he or she had signed off.

    The address goes on the suppression list, as a keyed hash: no import brings it back.
    """
    from digest.pipeline.mailing_list import removed
    from digest.store import Store

    job = options.job(config, store=store, now=now)
    with Store.open(job.store) as kept:
        was_there = removed(address, job, kept)
    show.message("removed", "1 subscriber" if was_there else "nobody: not on the list")
    show.message("", "no import brings the address back: its hash is suppressed")
    people.other_list(job)
    return 0


@app.command("list")
def list_subscribers(
    tag: Tag = "",
    language: Language = "",
    section: Section = "",
    status: Status = None,
    config: Config = CONFIG,
    store: StorePath = STORE,
    *,
    json: Json = False,
) -> int:
    """Show the list, by address.

    A table on a terminal, one address a line in a pipe.
    """
    return _shown("", tag, language, section, status or "", config, store, json=json)


@app.command()
def search(
    text: Annotated[
        str, typer.Argument(metavar="TEXT", help="Part of address, name or tag.")
    ],
    config: Config = CONFIG,
    store: StorePath = STORE,
    *,
    json: Json = False,
) -> int:
    """Show those whose address, name or tags have a text in them."""
    return _shown(text, "", "", "", "", config, store, json=json)


@app.command("show")
def show_one(
    address: Address,
    config: Config = CONFIG,
    store: StorePath = STORE,
    *,
    json: Json = False,
) -> int:
    """Show all that is known of one person; 1 where that is nothing."""
    from digest.pipeline.mailing_list import bounces, person
    from digest.store import Store

    job = options.job(config, store=store)
    with Store.open(people.list_in(job.store)) as kept:
        found = person(address, job, kept)
        reports = bounces(found.id, kept)
    if json:
        show.as_json(people.as_json(found, reports))
    else:
        people.one(found, reports)
    return int(found.standing is None)


@app.command()
def tag(
    address: Address, tags: Tags, config: Config = CONFIG, store: StorePath = STORE
) -> int:
    """Give a subscriber tags."""
    return _retagged(address, config, store, more=tags)


@app.command()
def untag(
    address: Address, tags: Tags, config: Config = CONFIG, store: StorePath = STORE
) -> int:
    """Take tags away from a subscriber."""
    return _retagged(address, config, store, fewer=tags)


@app.command()
def erase(
    address: Address,
    config: Config = CONFIG,
    store: StorePath = STORE,
    now: Now = None,
    *,
    yes: Yes = False,
) -> int:
    """Erase a person at his or her request: a keyed hash is all that is left.

    The hash keeps the address from being imported again, and keeps the ledger's word
    that a copy was sent. It cannot be undone.
    """
    from digest.pipeline.mailing_list import erased
    from digest.store import Store

    job = options.job(config, store=store, now=now)
    _insist("Erase all that is known of this person?", yes=yes)
    with Store.open(job.store) as kept:
        known = erased(address, job, kept)
    show.message("erased", "1 person" if known else "nothing: nobody is known by it")
    show.message("left", "a keyed hash: no import brings the address back, and the")
    show.message("", "ledger knows without it that copies were sent")
    show.message("yours", "lists that you exported, .eml files, copies of the store")
    people.other_list(job)
    return 0


@app.command()
def suppress(
    address: Address,
    reason: Annotated[
        Literal["unsubscribed", "bounced", "complained"],
        typer.Option(help="Why nothing is sent any more."),
    ] = "unsubscribed",
    config: Config = CONFIG,
    store: StorePath = STORE,
    now: Now = None,
) -> int:
    """Send a person nothing more; what is known of him or her stays."""
    from digest.pipeline.mailing_list import suppressed
    from digest.store import Store

    job = options.job(config, store=store, now=now)
    with Store.open(job.store) as kept:
        found = suppressed(address, reason, job, kept)
    show.message("suppressed", f"1 person: {found.standing}")
    return 0


@app.command()
def allow(
    address: Address,
    config: Config = CONFIG,
    store: StorePath = STORE,
    *,
    yes: Yes = False,
) -> int:
    """Take a person off the suppression list, at his or her own wish.

    Who was removed or erased is then to be added anew.
    """
    from digest.pipeline.mailing_list import allowed
    from digest.store import Store

    job = options.job(config, store=store)
    _insist("Does this person want it, by his or her own word?", yes=yes)
    with Store.open(job.store) as kept:
        was = allowed(address, job, kept)
    show.message("allowed", "1 person" if was else "nobody: nothing stood against it")
    return 0


@app.command()
def stats(store: StorePath = STORE, *, json: Json = False) -> int:
    """Count the list: by standing, language, frequency, sections, tags, source."""
    from digest.pipeline.mailing_list import statistics
    from digest.store import Store

    with Store.open(people.list_in(store)) as kept:
        counts = statistics(kept)
    if json:
        show.as_json(counts)
    else:
        people.counts(counts)
    return 0


def _shown(
    text: str,
    tag: str,
    language: str,
    section: str,
    status: str,
    config: Config,
    store: StorePath,
    *,
    json: bool,
) -> int:
    from digest.pipeline import mailing_list
    from digest.store import Store

    job = options.job(config, store=store)
    wanted = mailing_list.Wanted(
        text=text,
        tag=tag,
        language=mailing_list.named_language(language),
        section="".join(mailing_list.named_sections([section] * bool(section), job)),
        standing=status,
    )
    with Store.open(people.list_in(job.store)) as kept:
        found = mailing_list.people(kept, wanted)
        if json:
            show.as_json([people.as_json(each) for each in found])
        else:
            people.several(found)
    return 0


def _retagged(
    address: str,
    config: Config,
    store: StorePath,
    *,
    more: list[str] | None = None,
    fewer: list[str] | None = None,
) -> int:
    from digest.pipeline.mailing_list import retagged
    from digest.store import Store

    job = options.job(config, store=store)
    with Store.open(people.list_in(job.store)) as kept:
        changed = retagged(address, job, kept, more=more or (), fewer=fewer or ())
    show.message("tags", ", ".join(changed.tags) or "none")
    return 0


def _insist(question: str, *, yes: bool) -> None:
    """Ask on a terminal whether it is meant; anywhere else --yes must say so."""
    if yes:
        return
    if not sys.stdin.isatty():
        message = "this is asked on a terminal; in a script, say --yes"
        raise UsageError(message)
    typer.confirm(question, abort=True, err=True)
