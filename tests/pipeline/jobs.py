"""Jobs for tests: valid ones; a test states only what matters to it."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from digest.config import Settings, read
from digest.pipeline.job import Job, Silent

NOW = datetime(2025, 1, 17, 6, tzinfo=UTC)
_SETTINGS = """
newsletter: {title: Harbour Letter, from: Harbour Letter <letter@newsletter.example>}
feeds:
  - {path: feed.xml, title: Outlet, section: Analysis}
  - {path: more.xml, title: Another, section: News}
"""


def the_settings(more: str = "") -> Settings:
    return read(_SETTINGS + more, name="feeds.yaml")


def a_job(
    folder: Path,
    *,
    more: str = "",
    environment: Mapping[str, str] = {},
    now: datetime = NOW,
) -> Job:
    return Job(
        settings=the_settings(more),
        folder=folder,
        store=folder / "store.sqlite3",
        out=folder / "out",
        editions=folder / "out" / "editions",
        templates=(),
        now=now,
        environment=environment,
        progress=Silent(),
    )
