"""Valid values for the store's tests; a test states only what matters to it."""

from datetime import UTC, datetime

from digest.model import Article, Entry, Failure, Feed, FeedMemory, Harvest

NOW = datetime(2025, 1, 16, 7, 30, tzinfo=UTC)
AFTER = datetime.max.replace(tzinfo=UTC)  # whatever was kept, it was before


def a_feed(location: str = "https://outlet.example/feed") -> Feed:
    return Feed(location=location, title="Outlet", section="News")


def an_article(
    url: str = "https://outlet.example/page",
    *,
    published: datetime | None = NOW,
    first_seen: datetime = NOW,
    text: str = "The first paragraph.\n\nThe second.",
) -> Article:
    return Article(
        entry=Entry(id=f"id:{url}", url=url, title="A title", published=published),
        outlet="Outlet",
        section="News",
        language="en",
        text=text,
        first_seen=first_seen,
    )


def a_harvest(
    *articles: Article,
    location: str = "https://outlet.example/feed",
    memory: FeedMemory | None = None,
    failure: str | None = None,
) -> Harvest:
    return Harvest(
        feed=a_feed(location),
        memory=memory or FeedMemory(),
        articles=articles,
        failure=Failure(subject="Outlet", reason=failure) if failure else None,
    )
