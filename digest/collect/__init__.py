"""feeds → articles: fetched within limits, read whatever they are, and cleaned.

What goes through this door is imported when somebody takes it: a process that only
reads, or a command that only cleans, does without the web.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from digest.collect.articles import article_from_html, article_from_text
    from digest.collect.changes import WATCHED
    from digest.collect.clean import Cleaned, cleaned
    from digest.collect.feeds import collect
    from digest.collect.finding import Finding, found_feeds
    from digest.collect.following import Followed, followed
    from digest.collect.health import often
    from digest.collect.inspection import Inspection, PageLook, inspected
    from digest.collect.offer import Offer
    from digest.collect.pages import article_at
    from digest.collect.plain import language_of
    from digest.collect.rereading import Reread, Visit, reread

__all__ = [
    "WATCHED",
    "Cleaned",
    "Finding",
    "Followed",
    "Inspection",
    "Offer",
    "PageLook",
    "Reread",
    "Visit",
    "article_at",
    "article_from_html",
    "article_from_text",
    "cleaned",
    "collect",
    "followed",
    "found_feeds",
    "inspected",
    "language_of",
    "often",
    "reread",
]

_HOMES = {
    "WATCHED": "changes",
    "Cleaned": "clean",
    "Finding": "finding",
    "Followed": "following",
    "Inspection": "inspection",
    "Offer": "offer",
    "PageLook": "inspection",
    "Reread": "rereading",
    "Visit": "rereading",
    "article_from_html": "articles",
    "article_from_text": "articles",
    "cleaned": "clean",
    "collect": "feeds",
    "article_at": "pages",
    "followed": "following",
    "found_feeds": "finding",
    "inspected": "inspection",
    "language_of": "plain",
    "often": "health",
    "reread": "rereading",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
