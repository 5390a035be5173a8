"""Page → text: what of an HTML page is its article, and what the page says of it."""

import logging
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from lxml.etree import LxmlError

from digest.collect.blocks import MAX_PARAGRAPHS
from digest.collect.bounds import insist_on_bounds
from digest.collect.encodings import decoded
from digest.collect.hostile import RAISED
from digest.collect.plain import names, plain, primary
from digest.errors import FeedError
from digest.text.paragraphs import words

_SHORT = 80  # words; a precise extraction as short as this has missed the article
_SHARE = 0.7  # of the generous extraction: below it, the precise one cut real text


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a page holds: its text in paragraphs, and what it says of itself.

    "" and None stand for what the page does not say.
    """

    text: str
    title: str = ""
    authors: tuple[str, ...] = ()
    outlet: str = ""
    language: str | None = None
    published: datetime | None = None


def page(html: bytes | str, *, url: str, now: datetime, content_type: str = "") -> Page:
    """Return what a page holds.

    Raises:
        FeedError: there is nothing to read on it.
    """
    try:
        return _page(html, url, now, content_type)
    except (*RAISED, LxmlError) as error:
        message = f"the page cannot be read: {type(error).__name__}"
        raise FeedError(message) from error


def _page(html: bytes | str, url: str, now: datetime, content_type: str) -> Page:
    from trafilatura.utils import load_html

    _quieten()
    given = html if isinstance(html, str) else decoded(html, content_type=content_type)
    given = _encodable(given)
    insist_on_bounds(given)
    tree = load_html(given)
    if tree is None:
        message = "the page is empty"
        raise FeedError(message)
    precise = _extraction(tree, url, now, favor_precision=True)
    text = _paragraphs(precise)
    generous = _paragraphs(_extraction(tree, url, now))
    if words(text) < max(_SHORT, _SHARE * words(generous)):
        text = generous
    if not text:
        message = "there is nothing to read on the page"
        raise FeedError(message)
    return _described(text, precise, language=_language(tree))


def _encodable(html: str | bytes) -> str | bytes:
    if isinstance(html, bytes):
        return html
    return html.encode("utf-8", "replace").decode().replace("\0", "")


def _quieten() -> None:
    """Keep the library's remarks on single pages out of a run's messages."""
    for name in ("trafilatura", "htmldate", "charset_normalizer", "courlan"):
        logger = logging.getLogger(name)
        if not logger.handlers:
            logger.addHandler(logging.NullHandler())


def _extraction(
    tree: Any, url: str, now: datetime, *, favor_precision: bool = False
) -> Mapping[str, Any]:
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    found = bare_extraction(
        deepcopy(tree),
        url=url,
        include_comments=False,
        favor_precision=favor_precision,
        with_metadata=favor_precision,
        date_extraction_params={
            "extensive_search": False,
            "original_date": True,
            "max_date": f"{now + timedelta(days=1):%Y-%m-%d}",
        },
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


def _described(text: str, said: Mapping[str, Any], *, language: str | None) -> Page:
    outlet = plain(str(said.get("sitename") or ""))[:200]
    return Page(
        text=text,
        title=plain(str(said.get("title") or ""))[:1_000],
        authors=names([str(said.get("author") or "")], outlet=outlet),
        outlet=outlet,
        language=language,
        published=_date(str(said.get("date") or "")),
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
