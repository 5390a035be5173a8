"""From a manuscript to a finished message: bytes and milliseconds.

    python bench/letter.py

Ten invented stories in English and in Ukrainian, each with as many facts and quotations
as composing gives it, with voices and figures; once without pictures, once with one at
each story. Times are the median of repetitions in a warm process. `engine` is MJML's
engine alone on the same source: what any mail made with it costs at least, so that
figures of different machines compare.
"""

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from mjml import mjml2html  # noqa: E402  found by the path above

from digest.deliver import addressed  # noqa: E402
from digest.manuscript import read, write  # noqa: E402
from digest.render import email, environment  # noqa: E402
from digest.render.environment import filled  # noqa: E402
from digest.render.page import values  # noqa: E402
from digest.render.view import page  # noqa: E402
from digest.render.words import words  # noqa: E402
from tests.conformance import editions  # noqa: E402

REPETITIONS = 40
STORIES = 10
ROW = "{:<12}{:>10}{:>12}{:>8}{:>8}{:>10}{:>8}{:>9}{:>9}"


def main() -> None:
    """Print a row for each language, without pictures and with them."""
    heads = ("HTML bytes", "text bytes", "read", "render", "message", "all", "engine")
    print(ROW.format("ten stories", *heads, "× engine"))
    for language in ("en", "uk"):
        for pictured in (False, True):
            print(row(language, pictured=pictured))


def row(language: str, *, pictured: bool) -> str:
    """Return the row of one edition: sizes, and milliseconds."""
    edition = editions.composed(language, STORIES, pictured=pictured)
    newsletter = editions.a_newsletter(language)
    templates = environment([ROOT / "templates"])
    manuscript = write(edition)
    given = {"integrity": editions.INTEGRITY, "newsletter": newsletter}

    def rendered():
        return email(edition, templates=templates, **given)

    made = rendered()
    spoken = words(templates, language)
    source = filled(
        templates, "email.mjml.j2", values(page(edition, words=spoken, **given))
    )
    parts = [
        milliseconds(lambda: read(manuscript, name="bench")),
        milliseconds(rendered),
        milliseconds(
            lambda: addressed(
                made,
                recipient="reader@reader.example",
                newsletter=newsletter,
                now=editions.SENT_AT,
            )
        ),
    ]
    engine = milliseconds(lambda: mjml2html(source, fonts={}, disable_comments=True))
    times = [*parts, sum(parts), engine]
    return ROW.format(
        f"{language}{', pictures' if pictured else ''}",
        f"{len(made.html.encode()):,}",
        f"{len(made.text.encode()):,}",
        *(f"{took:.1f}" for took in times),
        f"{sum(parts) / engine:.0f}",
    )


def milliseconds(work: Callable[[], object]) -> float:
    """Return how long a piece of work takes, warm: the median of some repetitions."""
    work()
    taken = []
    for _ in range(REPETITIONS):
        started = time.perf_counter()
        work()
        taken.append(time.perf_counter() - started)
    return statistics.median(taken) * 1000


if __name__ == "__main__":
    main()
