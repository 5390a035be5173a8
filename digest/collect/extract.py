"""Page → text: what of an HTML page is its article, and what the page says of it."""

import logging
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from lxml.etree import LxmlError

from digest.collect.blocks import MAX_PARAGRAPHS
from digest.collect.bounds import cut_down, insist_on_bounds
from digest.collect.declared import Declared, declared
from digest.collect.encodings import decoded
from digest.collect.hostile import RAISED
from digest.collect.mending import mended, without_controls
from digest.collect.plain import names, plain, primary
from digest.collect.sites import prune, ruled_authors, ruled_text
from digest.collect.walls import WalledError, wall
from digest.errors import FeedError
from digest.model import Image, SiteRule
from digest.text.paragraphs import words

_SHORT = 80  # words; a precise extraction as short as this has missed the article
_SHARE = 0.7  # of the generous extraction: below it, the precise one cut real text


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a page holds: its text in paragraphs, and what it says of itself.

    "" and None stand for what the page does not say. `rubric` is what its site files
    it under. `missed_rule` is true where its site's rule finds no text on it.
    """

    text: str
    title: str = ""
    authors: tuple[str, ...] = ()
    outlet: str = ""
    language: str | None = None
    published: datetime | None = None
    rubric: str = ""
    image: Image | None = None
    missed_rule: bool = False


def page(
    html: bytes | str,
    *,
    url: str,
    now: datetime,
    content_type: str = "",
    rule: SiteRule | None = None,
) -> Page:
    """Return what a page holds; `rule` is its site's, None where that needs none.

    Raises:
        WalledError: something else stands in place of the article.
        FeedError: there is nothing to read on it.
    """
    try:
        tree = _tree(html, content_type)
        return _page(tree, url, now, rule)
    except (*RAISED, LxmlError) as error:
        message = f"the page cannot be read: {type(error).__name__}"
        raise FeedError(message) from error


def _tree(html: bytes | str, content_type: str) -> Any:
    from trafilatura.utils import load_html

    _quieten()
    given = html if isinstance(html, str) else decoded(html, content_type=content_type)
    given = _readable(given)
    insist_on_bounds(given)
    tree = load_html(given)
    if tree is None:
        message = "the page is empty: nothing to read on it"
        raise FeedError(message)
    cut_down(tree)
    return tree


def _page(tree: Any, url: str, now: datetime, rule: SiteRule | None) -> Page:
    said = _metadata(tree, url, now)
    title = plain(str(said.get("title") or ""))[:1_000]
    about = declared(tree, url=url, title=title, now=now)
    authors = ruled_authors(tree, rule) if rule else ()
    if rule:
        prune(tree, rule)
    ruled = ruled_text(tree, rule) if rule else ""
    text = ruled or _text(tree, url)
    if standing := wall(tree, text, about):
        raise WalledError(standing)
    if not text:
        message = "there is nothing to read on the page"
        raise FeedError(message)
    found = _described(text, said, about, title=title, language=_language(tree))
    missed = rule is not None and rule.text is not None and not ruled
    return replace(found, authors=authors or found.authors, missed_rule=missed)


def _readable(html: str) -> str:
    return mended(without_controls(html.encode("utf-8", "replace"))).decode()


def _quieten() -> None:
    """Keep the library's remarks on single pages out of a run's messages."""
    for name in ("trafilatura", "htmldate", "charset_normalizer", "courlan"):
        logger = logging.getLogger(name)
        if not logger.handlers:
            logger.addHandler(logging.NullHandler())


def _metadata(tree: Any, url: str, now: datetime) -> Mapping[str, Any]:
    """Return what the page says of itself, whatever text is found on it."""
    from trafilatura.metadata import extract_metadata

    dates = {
        "extensive_search": False,
        "original_date": True,
        "max_date": f"{now + timedelta(days=1):%Y-%m-%d}",
    }
    said: Mapping[str, Any] = extract_metadata(deepcopy(tree), url, dates).as_dict()
    return said


def _text(tree: Any, url: str) -> str:
    """Return the text found by precise rules, or by generous ones where they cut it."""
    precise = _paragraphs(_extraction(tree, url, favor_precision=True))
    generous = _paragraphs(_extraction(tree, url))
    if words(precise) < max(_SHORT, _SHARE * words(generous)):
        return generous
    return precise


def _extraction(
    tree: Any, url: str, *, favor_precision: bool = False
) -> Mapping[str, Any]:
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    found = bare_extraction(
        deepcopy(tree),
        url=url,
        include_comments=False,
        favor_precision=favor_precision,
    )
    return found.as_dict() if isinstance(found, Document) else {}


def _paragraphs(extraction: Mapping[str, Any]) -> str:
    lines = str(extraction.get("text") or "").split("\n")[:MAX_PARAGRAPHS]
    kept = (plain(_unlisted(line)) for line in lines)
    return "\n\n".join(line for line in kept if line)


def _unlisted(line: str) -> str:
    """Return a line without the marks that lists and tables are shown with."""
    if not line.lstrip().startswith("|"):
        return line.lstrip().removeprefix("- ")
    cells = (cell.strip() for cell in line.split("|"))
    return " ".join(cell for cell in cells if cell.strip("-"))


def _described(
    text: str,
    said: Mapping[str, Any],
    about: Declared,
    *,
    title: str,
    language: str | None,
) -> Page:
    outlet = plain(str(said.get("sitename") or ""))[:200]
    return Page(
        text=text,
        title=title,
        authors=names([str(said.get("author") or "")], outlet=outlet),
        outlet=outlet,
        language=language,
        published=about.published or _date(str(said.get("date") or "")),
        rubric=about.rubric,
        image=about.image,
    )


def _language(tree: Any) -> str | None:
    said = [tree.get("lang"), tree.get("{http://www.w3.org/XML/1998/namespace}lang")]
    said += tree.xpath("//meta[@property='og:locale']/@content")[:1]
    said += tree.xpath("//meta[@http-equiv='content-language']/@content")[:1]
    return next((tag for tag in map(primary, said) if tag), None)


def _date(said: str) -> datetime | None:
    try:
        return datetime.fromisoformat(said).replace(tzinfo=UTC)
    except ValueError:
        return None
