"""What a page declares of itself for machines: rubric, picture, date, who may read."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from digest.collect.jsonld import Linked, Node, linked, objects, texts
from digest.collect.pictures import lead_image
from digest.collect.plain import unmarked
from digest.model import Image

_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
_AHEAD = timedelta(days=2)  # clocks differ
_MAX_RUBRIC = 60  # characters; what is longer is a headline
_MAX_STEP = 30  # of a breadcrumb, whose last step may be the headline cut short
_NO_RUBRIC = frozenset(
    ("all", "article", "articles", "blog", "home", "latest", "story", "uncategorized")
)
_LOCKED = frozenset(("locked", "premium", "paid", "subscriber"))
_CLASS = re.compile(r"\s*[\w-]{0,40}\.([\w-]{1,80})\s*")
_DATE = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d.*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """What a page declares; "" and None stand for what it does not.

    `is_article` is whether it calls itself one at all, `is_free` whether everybody may
    read all of it, and `words` how many it has. `locked` is the text in the parts that
    it says not everybody may read, "" where these are empty or not there.
    """

    is_article: bool = False
    is_free: bool | None = None
    words: int | None = None
    locked: str | None = None
    rubric: str = ""
    image: Image | None = None
    published: datetime | None = None


def declared(tree: Any, *, url: str, title: str, now: datetime) -> Declared:
    """Return what a page declares of itself."""
    said = linked(tree)
    return Declared(
        is_article=bool(said.article) or "article" in _meta(tree, "og:type"),
        is_free=_is_free(tree, said.article),
        words=_words(said.article),
        locked=_locked(tree, said.article),
        rubric=_rubric(tree, said, title),
        image=lead_image(tree, said.article, url=url),
        published=_published(tree, said.article, now),
    )


def _meta(tree: Any, *names: str) -> list[str]:
    """Return what the meta tags of these names say, in the names' order."""
    found: list[str] = []
    for name in names:
        tags = tree.xpath("//meta[@property=$name or @name=$name]/@content", name=name)
        found += [str(each).strip() for each in tags[:10]]
    return [each for each in found if each]


def _is_free(tree: Any, article: Node) -> bool | None:
    parts = [article, *objects(article.get("hasPart"))]
    tiers = _meta(tree, "article:content_tier", "content_tier")
    if any(map(_says_no, parts)) or any(tier.lower() in _LOCKED for tier in tiers):
        return False
    given = any("isAccessibleForFree" in part for part in parts)
    return True if given or tiers else None


def _locked(tree: Any, article: Node) -> str | None:
    """Return the text in an article's locked parts; None: it does not name any."""
    parts = [p for p in objects(article.get("hasPart")) if _says_no(p)]
    named = [css for part in parts for css in texts(part.get("cssSelector"))]
    classes = [name[1] for name in map(_CLASS.fullmatch, named[:10]) if name]
    if not classes:
        return None
    spaced = "concat(' ', normalize-space(@class), ' ')"
    found = (
        tree.xpath(f"//*[contains({spaced}, $name)]", name=f" {name} ")
        for name in classes
    )
    elements = [element for each in found for element in each]
    return " ".join(" ".join(element.itertext()) for element in elements[:20])


def _says_no(node: Node) -> bool:
    said = str(node.get("isAccessibleForFree")).strip().lower()
    return said.rpartition("/")[2] == "false"


def _words(article: Node) -> int | None:
    said = next(iter(texts(article.get("wordCount"))), "").strip()
    return int(said) if said.isascii() and said.isdigit() and len(said) < 7 else None  # noqa: PLR2004  a book has six digits


def _rubric(tree: Any, said: Linked, title: str) -> str:
    given = (
        *texts(said.article.get("articleSection")),
        *_meta(tree, "article:section"),
        *_trail(said.breadcrumbs, title),
    )
    named = (_first(unmarked(name)) for name in given)
    return next((name for name in named if _is_rubric(name)), "")


def _first(name: str) -> str:
    """Return the first of several names that some give as one."""
    parts = [part.strip() for part in name.split(",")]
    return parts[0] if len(parts) > 2 else name  # noqa: PLR2004  "Life, Arts" is one


def _is_rubric(name: str) -> bool:
    tidy = 1 < len(name) <= _MAX_RUBRIC and "://" not in name
    return tidy and name.casefold() not in _NO_RUBRIC


def _trail(breadcrumbs: Node, title: str) -> Iterator[str]:
    """Yield the steps that lead to an article, the nearest first.

    The first step is the site itself, and the last may be the article.
    """
    steps = objects(breadcrumbs.get("itemListElement"))
    names = [_name(step) for step in steps][1:]
    return (
        name
        for name in reversed(names)
        if len(name) <= _MAX_STEP and unmarked(name) != title
    )


def _name(step: Node) -> str:
    pages = objects(step.get("item"))
    named = (
        *texts(step.get("name")),
        *(n for p in pages for n in texts(p.get("name"))),
    )
    return next(iter(named), "")


def _published(tree: Any, article: Node, now: datetime) -> datetime | None:
    given = (
        *texts(article.get("datePublished")),
        *_meta(tree, "article:published_time"),
    )
    return next(_instants(given, now), None)


def _instants(given: Iterable[str], now: datetime) -> Iterator[datetime]:
    """Yield the instants among what is given: a day alone is none."""
    for said in given:
        if not _DATE.fullmatch(said[:40].strip()):
            continue
        try:
            moment = datetime.fromisoformat(said[:40].strip())
            aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
            instant = aware.astimezone(UTC)
        except (ValueError, OverflowError):
            continue
        if _EARLIEST <= instant <= now + _AHEAD:
            yield instant
