"""How good our quotations, speakers, facts and figures are, beside simple baselines.

    python bench/quality.py [--data FOLDER] [--markdown | --into PAGE | --json]

Our own gold articles are always measured. `--data` is a folder with articles of others
that we may measure on but not share; what is not there is skipped. Rates are of CPU
time; everything else is the same in every run.
"""

import argparse
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))  # so that it also runs as a script

from bench import calibration, floors, gold, gold_tables, news_tables, ours  # noqa: E402  see above
from bench.tables import Table, as_json, between_marks, markdown, plain  # noqa: E402  see above

GOLD = ROOT / "bench" / "gold"
FLOORS = GOLD / "floors.toml"


def tables(options: argparse.Namespace) -> Iterator[Table]:
    """Yield the tables, as each is measured."""
    threshold, speed = options.threshold, options.speed
    found = gold_tables.asked(gold.articles(GOLD))
    sure = {"gold": gold_tables.sureness(found)}
    if path := _present(options.data / news_tables.QUOTES_FILE):
        table, sure["news"] = news_tables.quotations(
            path, threshold=threshold, speed=speed
        )
        yield table
    yield gold_tables.quotations(found, threshold=threshold)
    yield gold_tables.shapes(found)
    yield calibration.calibration(sure)
    path = _present(options.data / news_tables.FACTS_FILE)
    if path and _has_extra():
        yield from news_tables.facts(path, speed=speed)
    yield gold_tables.facts(found)
    yield gold_tables.figures(found)


def raise_floors(path: Path = FLOORS) -> list[str]:
    """Raise a file's floors to what is reached; return those that are not reached."""
    found = gold_tables.asked(gold.articles(GOLD))
    reached = gold_tables.reached(found, threshold=ours.THRESHOLD)
    old = floors.read(path)
    path.write_text(floors.written(floors.raised(old, reached)), encoding="utf-8")
    return list(floors.broken(old, reached))


def main() -> int:
    """Print what is asked for."""
    options = _options()
    if options.raise_floors:
        broken = raise_floors()
        print("\n".join(broken) or f"{FLOORS.name} holds what is reached")
        return 1 if broken else 0
    if options.misses:
        print("\n".join(gold_tables.misses(gold_tables.asked(gold.articles(GOLD)))))
        return 0
    if options.into:
        page = options.into.read_text(encoding="utf-8")
        options.into.write_text(between_marks(page, tables(options)), encoding="utf-8")
        return 0
    if options.json:
        print(as_json(tables(options)))
        return 0
    for table in tables(options):
        print(markdown(table) if options.markdown else plain(table), flush=True)
    return 0


def _present(path: Path) -> Path | None:
    if path.exists():
        return path
    print(f"skipped: there is no {path.name} in {path.parent}", file=sys.stderr)
    return None


def _has_extra() -> bool:
    has = all(map(find_spec, ("numpy", "rouge_score")))
    if not has:
        print("skipped: key sentences need the extra `bench`", file=sys.stderr)
    return has


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument(
        "--data",
        type=Path,
        default=ROOT.parent / "shared" / "data",
        help="the folder of the articles of others",
    )
    parser.add_argument(
        "--threshold",
        type=float,
        default=ours.THRESHOLD,
        help="how sure a speaker must be to be printed (default: an edition's)",
    )
    shape = parser.add_mutually_exclusive_group()
    shape.add_argument("--markdown", action="store_true", help="tables as Markdown")
    shape.add_argument(
        "--into",
        type=Path,
        metavar="PAGE",
        help="tables into a page, between its marks",
    )
    shape.add_argument("--json", action="store_true", help="tables as JSON")
    shape.add_argument("--misses", action="store_true", help="the gold we get wrong")
    shape.add_argument(
        "--raise-floors",
        action="store_true",
        help="raise the floors to what is reached",
    )
    parser.add_argument(
        "--no-speed", dest="speed", action="store_false", help="leave out the rates"
    )
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
