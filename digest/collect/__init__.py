"""feeds → articles: fetched within limits, read whatever they are, and cleaned."""

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
