"""Make the gallery's pictures, of the demo's edition and of editions of its own.

    python -m tests.gallery DEMO SCRATCH OUT

DEMO is what `digest demo` rendered; OUT gets the pictures, and keeps no others.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from digest.pipeline.browser import Browser, found
from digest.pipeline.job import Silent
from digest.pipeline.pictures import Picture, Scheme, taken
from tests.gallery.editions import editions, shown
from tests.gallery.frames import end, terminal, with_images

TALLEST = 1200  # pixels; the beginning is enough on a page, and keeps files small

PHONE, DESKTOP = 375, 700


# Which of the gallery's own editions are shown where.
ON_DESKTOP = ("hebrew", "one-story", "sixty", "themed", "ukrainian")
ON_PHONE = ("hebrew", "long-headline", "themed", "ukrainian")


def main() -> None:
    """Make all pictures anew."""
    demo, scratch, out = map(Path, sys.argv[1:])
    scratch.mkdir(parents=True, exist_ok=True)
    wanted = pictures(demo, scratch)
    browser = Browser(command=found(os.environ))  # noqa: TID251  a command line, too
    made = taken(wanted, out, browser, progress=Silent(), tallest=TALLEST)
    for old in set(out.glob("*.png")) - set(made):
        old.unlink()


def pictures(demo: Path, scratch: Path) -> list[Picture]:
    """Return the pictures to take; pages that only they need are written now."""
    return [*_of_demo(demo, scratch), *_of_editions(scratch)]


def _of_demo(demo: Path, scratch: Path) -> Iterator[Picture]:
    """Yield the demo's pictures: its email everywhere, its end, its text, its page."""
    email, page = demo / "email.html", demo / "index.html"
    for screen, width in (("phone", PHONE), ("desktop", DESKTOP)):
        yield _picture(f"email-{screen}-light", email, width)
        yield _picture(f"email-{screen}-dark", email, width, "dark")
    last = end(email.read_text(encoding="utf-8"), width=DESKTOP, height=TALLEST)
    yield _picture("email-end", _written(scratch / "end.html", last), DESKTOP)
    text = terminal((demo / "email.txt").read_text(encoding="utf-8"))
    yield _picture("text", _written(scratch / "text.html", text), DESKTOP)
    yield _picture("web-desktop-light", page, DESKTOP)
    yield _picture("web-phone-dark", page, PHONE, "dark")


def _of_editions(scratch: Path) -> Iterator[Picture]:
    """Yield pictures of the gallery's own editions."""
    for edition in editions():
        name, made = edition.name, shown(edition)
        email = _written(scratch / f"{name}.html", with_images(made.html))
        if name in ON_DESKTOP:
            yield _picture(f"{name}-desktop-light", email, DESKTOP)
        if name in ON_PHONE:
            yield _picture(f"{name}-phone-dark", email, PHONE, "dark")
        if name == "sixty":
            last = end(made.html, width=DESKTOP, height=TALLEST // 2)
            yield _picture("sixty-end", _written(scratch / "last.html", last), DESKTOP)
        if name == "themed":
            bare = _written(scratch / "images-off.html", made.html)
            yield _picture("images-off", bare, DESKTOP)


def _picture(name: str, page: Path, width: int, scheme: Scheme = "light") -> Picture:
    return Picture(name=name, page=page, width=width, scheme=scheme)


def _written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


if __name__ == "__main__":
    main()
