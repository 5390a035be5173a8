"""What a careful reader finds in our own hard articles, to measure `summarise` with.

The articles are in `gold/`, in pairs: the text, and beside it what is to be found in
it. `gold/README.md` tells what each field means and how to add an article.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).with_name("gold")


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldQuote:
    """One utterance: what stands between its marks, closing commas included.

    `shapes` say what makes it hard. `speaker` is the full name, or the article's words
    for one without a name, or None where the article does not tell; `also` are other
    answers as right. `role` is None where the article gives none. `mixed`: it completes
    a sentence of the article's own.
    """

    shapes: tuple[str, ...]
    segments: tuple[str, ...]
    speaker: str | None
    also: tuple[str, ...]
    role: str | None
    mixed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldFigure:
    """A figure, its unit ("" where it has none), what it counts, and its sentence."""

    figure: str
    unit: str
    counts: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldArticle:
    """One article and its labels; `text` holds its paragraphs, without the title.

    `not_quotes` stand in marks and are nobody's words. Of the sentences, `key` are what
    an editor would pick, `fine` others that would do, `never` those unfit to stand
    alone; `same` are sentences that say one thing: one of them at most may be printed.
    """

    slug: str
    language: str
    outlet: str
    genre: str
    title: str
    text: str
    quotes: tuple[GoldQuote, ...]
    not_quotes: tuple[str, ...]
    key: tuple[str, ...]
    fine: tuple[str, ...]
    never: tuple[str, ...]
    same: tuple[tuple[str, ...], ...]
    figures: tuple[GoldFigure, ...]


def articles(folder: Path = FOLDER) -> tuple[GoldArticle, ...]:
    """Return the articles of a folder, in the order of their names."""
    return tuple(_article(path) for path in sorted(folder.glob("*.txt")))


def _article(path: Path) -> GoldArticle:
    title, _, text = path.read_text(encoding="utf-8").rstrip("\n").partition("\n\n")
    given: dict[str, Any] = json.loads(path.with_suffix(".json").read_bytes())
    facts = given["facts"]
    return GoldArticle(
        slug=path.stem,
        language=given["language"],
        outlet=given["outlet"],
        genre=given["genre"],
        title=title,
        text=text,
        quotes=tuple(map(_quote, given["quotes"])),
        not_quotes=tuple(given["not_quotes"]),
        key=tuple(facts["key"]),
        fine=tuple(facts["fine"]),
        never=tuple(facts["never"]),
        same=tuple(map(tuple, facts.get("same", ()))),
        figures=tuple(GoldFigure(**figure) for figure in given["figures"]),
    )


def _quote(given: dict[str, Any]) -> GoldQuote:
    return GoldQuote(
        shapes=tuple(given["shape"].split("; ")),
        segments=tuple(given["segments"]),
        speaker=given["speaker"],
        also=tuple(given.get("also", ())),
        role=given["role"],
        mixed=given["mixed"],
    )
