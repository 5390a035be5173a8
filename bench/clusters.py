"""How well articles are grouped by the event they tell.

    python bench/clusters.py [--pairs]

On the invented articles in bench/events: `pairs` of two articles put into one event,
how many of them rightly (precision), and how many of those that belong together
(recall); B-cubed (Bagga and Baldwin 1998) asks the same for each article and averages.
`--pairs` prints the pairs that are wrong or missing.
"""

import argparse
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import combinations
from pathlib import Path

from digest.compose import events
from digest.model import Article, Entry

EVENTS = Path(__file__).parent / "events"
MONDAY = datetime(2025, 1, 13, tzinfo=UTC)

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """Shares of pairs, and B-cubed's mean of precision and recall."""

    precision: float
    recall: float
    bcubed: float


def gold() -> dict[str, tuple[Article, ...]]:
    """Return the events of all files, by name."""
    return {
        event["name"]: tuple(_articles(event, path.stem))
        for path in sorted(EVENTS.glob("*.toml"))
        for event in tomllib.loads(path.read_text(encoding="utf-8"))["event"]
    }


def _articles(event: Mapping, language: str) -> Iterator[Article]:
    texts: list[str] = []
    for number, given in enumerate(event["articles"]):
        texts.append(_text(given, texts))
        when = MONDAY + timedelta(days=given["day"])
        url = f"https://{event['name']}.example/{number}"
        yield Article(
            entry=Entry(id=url, url=url, title=given["title"], published=when),
            outlet=given["outlet"],
            section="News",
            language=language,
            text=texts[-1],
            first_seen=when,
        )


def _text(given: Mapping, earlier: Sequence[str]) -> str:
    """Return an article's text: its own, or an earlier one's with its changes."""
    if "text" in given:
        return given["text"].strip()
    paragraphs = earlier[given["of"]].split("\n\n")
    text = "\n\n".join(paragraphs[: len(paragraphs) - given.get("cut", 0)])
    for old, new in given.get("edits", ()):
        if old not in text:
            message = f"{given['title']}: there is no “{old}” to change"
            raise ValueError(message)
        text = text.replace(old, new)
    added = given.get("add", "").strip()
    return f"{text}\n\n{added}" if added else text


def found(articles: Sequence[Article]) -> list[frozenset[str]]:
    """Return the groups that Digest makes of articles, as addresses."""
    return [
        frozenset(article.entry.url for text in event for article in text.articles)
        for event in events(articles)
    ]


def scores(wanted: Sequence[frozenset[str]], given: Sequence[frozenset[str]]) -> Scores:
    true, made = _pairs(wanted), _pairs(given)
    right = len(true & made)
    precision = right / len(made) if made else 1.0
    return Scores(
        precision=precision,
        recall=right / len(true),
        bcubed=_bcubed(wanted, given),
    )


def _pairs(groups: Sequence[frozenset[str]]) -> set[Pair]:
    return {pair for group in groups for pair in combinations(sorted(group), 2)}


def _bcubed(wanted: Sequence[frozenset[str]], given: Sequence[frozenset[str]]) -> float:
    true = {url: group for group in wanted for url in group}
    made = {url: group for group in given for url in group}
    shared = {url: len(true[url] & made[url]) for url in true}
    precision = sum(shared[url] / len(made[url]) for url in true) / len(true)
    recall = sum(shared[url] / len(true[url]) for url in true) / len(true)
    return 2 * precision * recall / (precision + recall)


def measured(*, shift: timedelta = timedelta()) -> tuple[Scores, set[Pair], set[Pair]]:
    """Return the scores, the pairs that are wrong, and those that are missing."""
    known = gold()
    wanted = [frozenset(a.entry.url for a in group) for group in known.values()]
    articles = [_moved(a, shift) for group in known.values() for a in group]
    given = found(sorted(articles, key=lambda a: (a.dated, a.entry.url), reverse=True))
    true, made = _pairs(wanted), _pairs(given)
    return scores(wanted, given), made - true, true - made


def _moved(article: Article, by: timedelta) -> Article:
    when = article.dated + by
    return replace(
        article, entry=replace(article.entry, published=when), first_seen=when
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--pairs", action="store_true", help="print what is not right")
    asked = parser.parse_args()
    result, wrong, missing = measured()
    known = gold().values()
    print(f"{sum(map(len, known))} articles, {len(known)} events")
    print(f"pairs: precision {result.precision:.3f}, recall {result.recall:.3f}")
    print(f"B-cubed F1 {result.bcubed:.3f}")
    if asked.pairs:
        sys.stdout.writelines(f"wrong   {one} {two}\n" for one, two in sorted(wrong))
        sys.stdout.writelines(f"missing {one} {two}\n" for one, two in sorted(missing))


if __name__ == "__main__":
    main()
