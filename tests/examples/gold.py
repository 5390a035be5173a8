"""What a careful reader finds in the sample feeds, to hold the rooms against.

`gold.json` speaks of the text as it stands once the HTML is gone. Look its strings up
with `digest.text.verbatim.find`, which forgives what typesetting changes (the feeds
hold no-break spaces where the gold has plain ones).
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

EXAMPLES = Path(__file__).parents[2] / "examples"
FEEDS = EXAMPLES / "feeds"
PAGE = EXAMPLES / "pages" / "analysis.html"
GOLD = Path(__file__).with_name("gold.json")


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldQuote:
    """One utterance: all that stands between its marks, closing commas included.

    `speaker` is the full name, or the words for one who is not named ("the grid
    company"), or None where the article does not tell. `role` is in the article's
    words, its parts separated by "; ", and None where it gives none. `regroups` is
    true where its segments may as well be reported as utterances of their own.
    """

    shape: str
    segments: tuple[str, ...]
    speaker: str | None
    role: str | None
    mixed: bool
    regroups: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldArticle:
    """One article, by its canonical address.

    `facts` are sentences any of which may pass for a key fact; `hanging` ones lean on
    the sentence before and may not. `not_quotes` stand in marks and are nobody's words
    (scare quotes, titles); `once` is what a pull-quote repeats; `never` is furniture.
    """

    url: str
    outlet: str
    title: str
    authors: tuple[str, ...]
    author_note: str | None
    quotes: tuple[GoldQuote, ...]
    facts: tuple[str, ...]
    hanging: tuple[str, ...]
    not_quotes: tuple[str, ...]
    once: tuple[str, ...]
    never: tuple[str, ...]


def articles() -> tuple[GoldArticle, ...]:
    """Return all articles of the sample feeds, feed by feed."""
    return tuple(_article(given) for given in _gold()["articles"])


def same_event() -> tuple[frozenset[str], ...]:
    """Return the addresses of articles that tell of one event, event by event."""
    return tuple(frozenset(urls) for urls in _gold()["same_event"])


def _gold() -> dict[str, Any]:
    gold: dict[str, Any] = json.loads(GOLD.read_text(encoding="utf-8"))
    return gold


def _article(given: dict[str, Any]) -> GoldArticle:
    quotes = tuple(_quote(quote) for quote in given["quotes"])
    plain: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in given.items()
        if name != "quotes"
    }
    return GoldArticle(quotes=quotes, **plain)


def _quote(given: dict[str, Any]) -> GoldQuote:
    return GoldQuote(
        shape=given["shape"],
        segments=tuple(given["segments"]),
        speaker=given["speaker"],
        role=given["role"],
        mixed=given.get("mixed", False),
        regroups=given.get("grouping") == "either",
    )
