from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from digest.model import Article, Entry


@pytest.fixture
def an_article() -> Callable[..., Article]:
    def build(text: str, *, title: str = "", language: str = "en") -> Article:
        return Article(
            entry=Entry(id="1", url="https://example.org/a", title=title),
            outlet="The Meridian",
            section="Analysis",
            language=language,
            text=text,
            first_seen=datetime(2025, 1, 16, tzinfo=UTC),
        )

    return build
