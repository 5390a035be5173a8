"""What is known of pages from earlier runs, looked up when a feed has something."""

from collections.abc import Collection, Mapping
from typing import Protocol

from digest.model import Article, Reading


class Known(Protocol):
    """The pages of earlier runs; it may be asked from any thread."""

    def pages(
        self, location: str, urls: Collection[str]
    ) -> Mapping[str, Reading | None]:
        """Return those of the addresses that are known, from whichever feed.

        Each with how this feed's own article there was read; None: there is none, or
        nobody knows.
        """
        ...

    def articles(self, location: str, urls: Collection[str]) -> Mapping[str, Article]:
        """Return a feed's own articles at these addresses."""
        ...


class NothingKnown:
    """What is known before the first run."""

    def pages(
        self,
        location: str,  # noqa: ARG002  as in any other run
        urls: Collection[str],  # noqa: ARG002
    ) -> Mapping[str, Reading | None]:
        """Return no page."""
        return {}

    def articles(
        self,
        location: str,  # noqa: ARG002
        urls: Collection[str],  # noqa: ARG002
    ) -> Mapping[str, Article]:
        """Return no article."""
        return {}
