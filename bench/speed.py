"""Articles a second and peak memory, stage by stage.

    python bench/speed.py [--copies 20] [--articles FILE.jsonl] [--feeds FOLDER]
    python bench/speed.py --peer       beside reader, on a hundred feeds
    python bench/speed.py --unchanged  a thousand feeds, of which none changed

Each stage runs in a process of its own on the sample feeds, copied as often as asked,
each copy with addresses of its own. `× feedparser` sets its rate beside feedparser's,
reading the same feeds in the same run, so that figures of different machines compare.
`manuscript` (written, read, checked) and `render` (email, text, page) count the stories
of one edition. `--articles` measures `summarise` also on JSON lines with a `text` each,
`--feeds` both parsers on the feeds of a folder.

Rates are of CPU time: other work on the machine disturbs them little. Peak memory is
the process's resident set, libraries included, as the kernel counts it.
"""

import argparse
import asyncio
import contextlib
import json
import os
import resource
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from itertools import chain
from multiprocessing import get_context
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from bench import peer  # noqa: E402  found by the path above
from bench.family import used  # noqa: E402

NOW = datetime(2025, 1, 17, 6, tzinfo=UTC)
LEAST_SECONDS = 0.5
ROUNDS = 3
SINCE = datetime(2025, 1, 3, tzinfo=UTC)
MEGABYTE = 1024  # ru_maxrss counts kilobytes

Work = Callable[[], float]
"""Does a stage's work once and returns how many articles that was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """How fast a stage is: articles a second of CPU time, and its peak memory in MB."""

    per_second: float
    megabytes: float


# ── the corpus ────────────────────────────────────────────────────────────────────


def feeds(copies: int) -> list[bytes]:
    """Return the sample feeds, each copy with host names of its own."""
    originals = sorted((ROOT / "examples" / "feeds").iterdir())
    return [
        path.read_bytes().replace(b".example", f"-{number}.example".encode())
        for number in range(copies)
        for path in originals
    ]


def articles(copies: int) -> tuple:
    return tuple(a for h in harvests(copies) for a in h.articles)


def harvests(copies: int) -> list:
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(_harvests(copies, Path(folder)))


async def _harvests(copies: int, folder: Path) -> list:
    from digest.collect import collect
    from digest.config import Http
    from digest.model import Feed

    subscribed = []
    for number, body in enumerate(feeds(copies)):
        path = folder / f"{number}.xml"
        path.write_bytes(body)
        subscribed.append(
            Feed(
                location=str(path),
                title=f"Feed {number}",
                section="News",
                full_text="feed",
            )
        )
    brought = collect(subscribed, {}, http=Http(), now=NOW, since=SINCE, folder=folder)
    return [harvest async for harvest in brought]


def newsletter():
    from digest.config import Newsletter

    return Newsletter(title="Bench", from_="Bench <bench@newsletter.example>")


def edition():
    """Return the edition of the sample feeds as they are.

    Copies of an article would be one event, and a story of twenty sources.
    """
    return composed(summaries(1))


def composed(found: Sequence):
    """Return the edition of articles that are summarised already."""
    from digest.compose import compose

    known = {summary.article.entry.url: summary for summary in found}
    return compose(
        [summary.article for summary in found],
        newsletter(),
        summarise=lambda article: known[article.entry.url],
        now=NOW,
        sections=["News"],
    )


def summaries(copies: int) -> tuple:
    from digest.summarise import summarise

    return tuple(map(summarise, articles(copies)))


# ── the stages ────────────────────────────────────────────────────────────────────


def feedparser_alone(copies: int) -> Work:
    import feedparser

    bodies = feeds(copies)

    def work() -> int:
        return sum(len(feedparser.parse(BytesIO(body)).entries) for body in bodies)

    return work


def parse_stage(copies: int) -> Work:
    from digest.collect.parse import parsed

    bodies = feeds(copies)

    def work() -> int:
        read = (parsed(body, url="https://p.example/", now=NOW) for body in bodies)
        return sum(len(content.entries) for content in read)

    return work


def megabytes_read(read: Callable[[bytes], object], folder: str) -> Work:
    """Return what reads all feeds of a folder; megabytes are counted, not articles."""
    bodies = [path.read_bytes() for path in sorted(Path(folder).iterdir())]

    def work() -> float:
        for body in bodies:
            with contextlib.suppress(Exception):
                read(body)
        return sum(map(len, bodies)) / 1_000_000

    return work


def feedparser_given(folder: str) -> Work:
    import feedparser

    return megabytes_read(lambda body: feedparser.parse(BytesIO(body)), folder)


def parse_given(folder: str) -> Work:
    from digest.collect.parse import parsed

    return megabytes_read(
        lambda body: parsed(body, url="https://p.example/", now=NOW), folder
    )


def collect_stage(copies: int) -> Work:
    return lambda: sum(len(harvest.articles) for harvest in harvests(copies))


def summarise_stage(copies: int) -> Work:
    from digest.summarise import summarise

    found = articles(copies)
    return lambda: len([summarise(article) for article in found])


def compose_stage(copies: int) -> Work:
    found = summaries(copies)

    def work() -> int:
        composed(found)
        return len(found)

    return work


def manuscript_stage(_: int) -> Work:
    from digest.manuscript import check, read, write

    made = edition()
    cited = {byline.source.url for story in made.stories for byline in story.bylines}
    known = {summary.article.entry.url: summary for summary in summaries(1)}
    sources = {url: known[url] for url in cited}

    def work() -> int:
        check(read(write(made), name="bench"), sources)
        return len(made.stories)

    return work


def render_stage(_: int) -> Work:
    from digest.model import Integrity
    from digest.render import email, environment, web

    made, letter = edition(), newsletter()
    templates = environment([ROOT / "templates"])
    found = Integrity(quotes=9, quotes_found=9, figures=9, figures_found=9)

    def work() -> int:
        for rendered in (email, web):
            rendered(made, integrity=found, newsletter=letter, templates=templates)
        return len(made.stories)

    return work


def store_stage(copies: int) -> Work:
    from digest.store import Store

    brought = harvests(copies)

    def work() -> int:
        with (
            tempfile.TemporaryDirectory() as folder,
            Store.open(Path(folder) / "store.sqlite3") as store,
        ):
            for harvest in brought:
                store.keep(harvest, now=NOW)
            return len(store.articles([h.feed.location for h in brought]))

    return work


def given_articles(path: str) -> Work:
    from digest.model import Article, Entry
    from digest.summarise import summarise

    with Path(path).open(encoding="utf-8") as lines:
        given = [json.loads(line) for line in lines]
    made = [
        Article(
            entry=Entry(id=one["id"], url="", title=one.get("title", "")),
            outlet="",
            section="",
            language="en",
            text=one["text"],
            first_seen=NOW,
        )
        for one in given
    ]
    return lambda: len([summarise(article) for article in made])


STAGES: dict[str, Callable[..., Work]] = {
    "feedparser alone": feedparser_alone,
    "parse": parse_stage,
    "collect": collect_stage,
    "store": store_stage,
    "summarise": summarise_stage,
    "compose": compose_stage,
    "manuscript": manuscript_stage,
    "render": render_stage,
}
GIVEN: dict[str, Callable[[str], Work]] = {
    "feedparser, given": feedparser_given,
    "parse, given": parse_given,
    "summarise, given": given_articles,
}


# ── measuring ─────────────────────────────────────────────────────────────────────


def measured(stage: str, argument: int | str) -> Rate:
    """Return a stage's rate, measured in a fresh process."""
    # not a Pool: its processes may not start others, as collecting does
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        return process.submit(rate, stage, argument).result()


def rate(stage: str, argument: int | str) -> Rate:
    """Repeat a stage's work a few times; its preparation does not count.

    The best time is taken: what else runs on a machine only makes it worse.
    """
    os.setsid()  # so that the processes that the stage starts are counted, too
    work = (STAGES | GIVEN)[stage](argument)
    work()
    best = max(_rate(work) for _ in range(ROUNDS))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return Rate(per_second=best, megabytes=peak / MEGABYTE)


def _rate(work: Work) -> float:
    done, started = 0.0, _cpu_seconds()
    while (seconds := _cpu_seconds() - started) < LEAST_SECONDS:
        done += work()
    return done / seconds


def _cpu_seconds() -> float:
    """Return what this process and all that it started have taken of processors."""
    return used(os.getpid()).cpu


def table(copies: int) -> Iterator[str]:
    """Yield the table's lines, as each is measured."""
    yield f"{'stage':<18}{'articles/s':>12}{'× feedparser':>14}{'peak MB':>10}"
    yield from _rows(dict.fromkeys(STAGES, copies))


def given(articles: str | None, folder: str | None) -> Iterator[str]:
    """Yield lines on what was given: articles, and feeds in MB a second."""
    if folder:
        yield f"{'feeds':<18}{'MB/s':>12}{'× feedparser':>14}{'peak MB':>10}"
        yield from _rows({"feedparser, given": folder, "parse, given": folder})
    if articles:
        yield from _rows({"summarise, given": articles})


def _rows(stages: Mapping[str, int | str]) -> Iterator[str]:
    known = None
    for stage, argument in stages.items():
        found = measured(stage, argument)
        known = known or found.per_second
        speed, ratio = found.per_second, found.per_second / known
        yield f"{stage:<18}{speed:>12,.1f}{ratio:>14.2f}{found.megabytes:>10.0f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--copies", type=int, default=20, help="of the sample feeds")
    parser.add_argument("--articles", help="JSON lines with a `text` each")
    parser.add_argument("--feeds", help="a folder of feeds, read by both")
    parser.add_argument("--peer", action="store_true", help="beside another tool")
    parser.add_argument("--unchanged", action="store_true", help="a thousand feeds")
    parser.add_argument("--rounds", type=int, default=3, help="of --peer")
    asked = parser.parse_args()
    lines = chain(table(asked.copies), given(asked.articles, asked.feeds))
    if asked.peer:
        lines = peer.table(asked.rounds)
    elif asked.unchanged:
        lines = peer.unchanged(1_000)
    for line in lines:
        print(line)
        sys.stdout.flush()


if __name__ == "__main__":
    main()
