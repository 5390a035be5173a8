"""Valid feeds.yaml texts and feeds; a test states only what matters to it."""

from pathlib import Path

import pytest

from digest.config import FeedSettings, read
from digest.errors import Mistake, SettingsError

ROOT = Path(__file__).parents[2]

NEWSLETTER = """\
newsletter:
  title: Harbour Letter
  from: Harbour Letter <letter@harbour.example>
"""
FEEDS = """\
feeds:
  - title: Harbour News
    url: https://harbour.example/feed
"""


def feeds_yaml(newsletter: str = "", feed: str = "", rest: str = "") -> str:
    """Return a valid file with more keys: those of the newsletter begin in line 4."""
    return (
        NEWSLETTER
        + "".join(f"  {line}\n" for line in newsletter.splitlines())
        + FEEDS
        + "".join(f"    {line}\n" for line in feed.splitlines())
        + rest
    )


def a_feed(**changed: object) -> FeedSettings:
    given = {"title": "Fleet News", "url": "https://fleet.example/rss"}
    return FeedSettings.model_validate({**given, **changed})


def mistakes(text: str) -> tuple[Mistake, ...]:
    with pytest.raises(SettingsError) as caught:
        read(text, name="feeds.yaml")
    return caught.value.mistakes
