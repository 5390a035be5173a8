"""An article → its facts, quotations and numbers."""

from pathlib import Path

from digest.model import Article, Source, Summary
from digest.summarise.facts import key_facts
from digest.summarise.languages import language
from digest.summarise.numbers import key_numbers
from digest.summarise.page import cut_up
from digest.summarise.quotes import best_first, in_order, quotations

__all__ = ["in_order", "summarise"]


def summarise(
    article: Article,
    *,
    facts: int | None = None,
    quotes: int | None = None,
    numbers: bool = True,
    packs: Path | None = None,
) -> Summary:
    """Return what an article says: its facts, quotations and numbers, best first.

    `facts` and `quotes` bound how many; None: all that are worth it, for facts at most
    eight. `numbers`: whether any are looked for. `packs` is the folder of the language
    packs; None: Digest's own. Every span points into `article.text`, word for word.
    """
    page = cut_up(article.text, language(article.language, packs))
    source = Source(outlet=article.outlet, url=article.entry.url)
    found = key_facts(page, article.entry.title, source, limit=facts)
    said = best_first(quotations(page, source))
    return Summary(
        article=article,
        standfirst=found.standfirst,
        facts=found.facts,
        quotes=said if quotes is None else said[:quotes],
        numbers=key_numbers(page, found.facts, source) if numbers else (),
    )
