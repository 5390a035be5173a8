"""What one run is given: its settings, its folders, its clock, its environment."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Protocol

from digest.config import Settings
from digest.text.places import Place


class Progress(Protocol):
    """Is told how far a step has come; the command line draws it on a terminal."""

    def advance(self, step: str, *, done: int, total: int) -> None:
        """Take note that `done` of `total` parts of a step are done."""
        ...


class Silent:
    """Progress that nobody watches."""

    def advance(self, step: str, *, done: int, total: int) -> None:
        """Do nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One run of the newsletter.

    `folder` is where feeds.yaml stands: the paths in it start there. `editions` holds
    the manuscripts, `out` what is rendered from them. `templates` are looked through in
    order, the user's own first. `environment` brings the secrets. `ask_all` asks feeds
    that are fresh or rest after failures, too. `output` is where emails are printed.
    """

    settings: Settings
    folder: Path
    store: Place
    out: Path
    editions: Path
    templates: tuple[Path, ...]
    now: datetime
    environment: Mapping[str, str]
    progress: Progress
    ask_all: bool = False
    output: BinaryIO = field(default_factory=lambda: sys.stdout.buffer)
