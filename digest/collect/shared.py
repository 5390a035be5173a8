"""What all feeds of one run share."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from digest.collect.fetch import Web
from digest.collect.known import Known
from digest.collect.pages import Pages
from digest.collect.readers import Readers
from digest.config import Http

_PATIENCE = 4  # time limits that one feed with all its pages may take
_READING = 30.0  # seconds besides, for reading what came


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What all feeds of one run share.

    `ask_all` asks feeds that are fresh or rest, too.
    """

    http: Http
    now: datetime
    since: datetime
    folder: Path
    known: Known
    ask_all: bool
    web: Web
    pages: Pages
    readers: Readers

    @property
    def patience_seconds(self) -> float:
        """How long one feed may hold the run."""
        return _PATIENCE * self.http.timeout_seconds + _READING
