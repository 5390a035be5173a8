"""feeds → articles: fetched within limits, read whatever they are, and cleaned.

What goes through this door is imported when somebody takes it: a process that only
reads, or a command that only cleans, does without the web.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from digest.collect.articles import article_from_html, article_from_text
    from digest.collect.clean import Cleaned, cleaned
    from digest.collect.feeds import collect
    from digest.collect.health import often
    from digest.collect.offer import Offer, looked_at
    from digest.collect.pages import fetched_page
    from digest.collect.plain import language_of

__all__ = [
    "Cleaned",
    "Offer",
    "article_from_html",
    "article_from_text",
    "cleaned",
    "collect",
    "fetched_page",
    "language_of",
    "looked_at",
    "often",
]

_HOMES = {
    "Cleaned": "clean",
    "Offer": "offer",
    "article_from_html": "articles",
    "article_from_text": "articles",
    "cleaned": "clean",
    "collect": "feeds",
    "fetched_page": "pages",
    "language_of": "plain",
    "looked_at": "offer",
    "often": "health",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
