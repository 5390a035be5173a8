"""What a system answers for one article, whichever system it is."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from bench.spans import Place

Given = TypeVar("Given")
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """An article as a system is given it."""

    title: str
    text: str
    language: str = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A quoted segment that a system reports; those of one `utterance` are one.

    `speaker` is None where the system says that it cannot be told.
    """

    place: Place
    speaker: str | None
    role: str | None = None
    confidence: float = 1.0
    mixed: bool = False
    utterance: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A figure that a system reports, with what it counts, and where both stand."""

    place: Place
    figure: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """How fast a system was: articles a second of CPU time."""

    per_second: float


def timed(
    system: Callable[[Given], Made], articles: Iterable[Given]
) -> tuple[list[Made], Rate]:
    """Return a system's answers, and how fast it gave them.

    The first article is answered once beforehand: what is read once is not measured.
    """
    given = list(articles)
    if given:
        system(given[0])
    started = time.process_time()
    answers = [system(one) for one in given]
    seconds = time.process_time() - started
    return answers, Rate(per_second=len(given) / max(seconds, 1e-9))
