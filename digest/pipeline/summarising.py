"""One article given by hand: at an address, in a file, or as text."""

import asyncio
import string
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from digest import collect
from digest.collect import article_from_html, article_from_text
from digest.config import Http
from digest.errors import UsageError
from digest.model import Article, SiteRule
from digest.pipeline.files import content


def article_at(
    url: str, *, http: Http, now: datetime, rules: Sequence[SiteRule] = ()
) -> Article:
    """Return the article at an address; `rules` are those of sites.

    Raises:
        FeedError: the page cannot be fetched, or holds no article.
    """
    return asyncio.run(collect.article_at(url, http=http, now=now, rules=rules))


def article_of(path: Path, *, now: datetime) -> Article:
    """Return the article in a file of HTML or plain text.

    Raises:
        UsageError: the file cannot be read, or is empty.
        FeedError: the page holds no article.
    """
    return article_in(content(path, what="the article"), name=str(path), now=now)


def article_in(text: str, *, name: str, now: datetime) -> Article:
    """Return the article in a text: HTML where it begins like HTML, else plain.

    Raises:
        UsageError: there is nothing in it.
        FeedError: the page holds no article.
    """
    if not text.strip(f"{string.whitespace}\0"):
        message = f"{name}: there is no text in it"
        raise UsageError(message)
    if text.lstrip().startswith("<"):
        return article_from_html(text, url=Path(name).absolute().as_uri(), now=now)
    return article_from_text(text, name=name, now=now)
