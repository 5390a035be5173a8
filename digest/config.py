"""feeds.yaml as settings: what may stand there, and what each thing means."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from digest.model import Feed, FullText


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Newsletter(_Part):
    """What the newsletter is called, whom it comes from, and how often."""

    title: str
    from_: Annotated[str, Field(alias="from")]
    language: str = "en"
    timezone: str = "UTC"
    period: Literal["day", "week"] = "week"
    max_stories: Annotated[int, Field(ge=1, le=60)] = 12
    intro: str = ""
    web: str | None = None  # the address the web pages are published under
    unsubscribe: str | None = None  # a https: or mailto: address
    postal_address: str = ""


class FeedSettings(_Part):
    """One feed: `url` or `path`, not both."""

    url: str | None = None
    path: str | None = None
    title: str
    section: str = "News"
    full_text: FullText = "auto"
    drop: tuple[str, ...] = ()
    max_entries: Annotated[int, Field(ge=1, le=200)] = 30

    @property
    def feed(self) -> Feed:
        """The same as the noun that the stages know."""
        return Feed(
            location=self.url or self.path or "",
            title=self.title,
            section=self.section,
            full_text=self.full_text,
            drop=self.drop,
            max_entries=self.max_entries,
        )


class Http(_Part):
    """How the web is asked: limits, and who we say we are."""

    timeout_seconds: Annotated[float, Field(gt=0, le=300)] = 30
    max_bytes: Annotated[int, Field(ge=1_000)] = 10_000_000
    max_redirects: Annotated[int, Field(ge=0, le=20)] = 5
    max_connections: Annotated[int, Field(ge=1, le=100)] = 20
    retries: Annotated[int, Field(ge=0, le=5)] = 2
    user_agent: str = "digest"
    allow: tuple[str, ...] = ()  # private host:port that may be fetched all the same


class Smtp(_Part):
    """The mail server; its user and password come from the environment."""

    host: str
    port: Annotated[int, Field(ge=1, le=65535)] = 587
    security: Literal["starttls", "tls", "none"] = "starttls"
    timeout_seconds: Annotated[float, Field(gt=0, le=300)] = 30


class Deliver(_Part):
    """Where finished emails go, and to whom."""

    outbox: Literal["eml", "smtp"] = "eml"
    subscribers: str | None = None  # a CSV file with a column `email`
    smtp: Smtp | None = None


class Settings(_Part):
    """A whole feeds.yaml."""

    newsletter: Newsletter
    feeds: tuple[FeedSettings, ...]
    http: Http = Http()
    deliver: Deliver = Deliver()
