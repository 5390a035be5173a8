"""The period an edition covers: its name, and which articles are fresh for it."""

from collections.abc import Container, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from digest.config import Newsletter
from digest.model import Article
from digest.text.addresses import spellings

PERIODS = {"day": timedelta(days=1), "week": timedelta(days=7)}


def edition_name(now: datetime, newsletter: Newsletter) -> str:
    """Return the name of the edition that covers `now`: `2025-W03` or `2025-01-16`.

    The newsletter's own time zone decides which day it is.
    """
    local = now.astimezone(ZoneInfo(newsletter.timezone))
    if newsletter.period == "day":
        return local.date().isoformat()
    year, week, _ = local.isocalendar()
    return f"{year}-W{week:02}"


def edition_day(name: str) -> date | None:
    """Return the first day of the period that an edition is named from; None: none."""
    try:
        return date.fromisoformat(name)
    except ValueError:
        return None


def fresh_since(now: datetime, newsletter: Newsletter) -> datetime:
    """Return how far back an edition reaches: two periods.

    A schedule is late or skips a tick, and many outlets date a page by the day: one
    period alone would lose what fell between two runs. Nothing comes twice, because an
    article that an earlier edition used is not fresh.
    """
    return now - 2 * PERIODS[newsletter.period]


def fresh(
    articles: Sequence[Article],
    newsletter: Newsletter,
    *,
    now: datetime,
    used: Container[str],
    first: bool,
) -> tuple[Article, ...]:
    """Return the articles that may enter the edition; `used` holds page addresses.

    The very first edition is never empty for want of fresh articles: it takes the
    newest there are.
    """
    unused = tuple(
        article
        for article in articles
        if not any(url in used for url in spellings(article.entry.url))
    )
    since = fresh_since(now, newsletter)
    recent = tuple(article for article in unused if article.dated >= since)
    if recent or not first:
        return recent
    newest_first = sorted(unused, key=lambda article: article.dated, reverse=True)
    return tuple(newest_first[: 2 * newsletter.max_stories])
