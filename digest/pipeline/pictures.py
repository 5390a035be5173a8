"""Pictures of what an edition was rendered to, as phone and desktop show it."""

import html
import re
import shutil
import struct
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from digest.errors import DigestError
from digest.pipeline.browser import OTHER, Browser, asked, found
from digest.pipeline.files import content, replaced
from digest.pipeline.job import Job, Progress
from digest.pipeline.proofs import Rendered
from digest.processes import unwound_when_terminated

Scheme = Literal["light", "dark"]

TALLEST = 15_000  # pixels; no browser draws more than 16,384 in one piece

_SCRATCH = ".browser-"
_SCREENS = {"phone": 375, "desktop": 700}
_SCHEMES: dict[Scheme, int] = {"dark": 0, "light": 1}  # as Chromium numbers them
_SHOWN: tuple[Scheme, ...] = ("light", "dark")

# Each page in a frame as wide as its picture, since no window is narrower than 500
# until it is photographed, and `@media` asks how wide it is.
_MEASURING = """<!doctype html>
<meta charset="utf-8">
<title>measuring</title>
{frames}
<script>
addEventListener("load", () => {{
  const frames = [...document.querySelectorAll("iframe")];
  const pages = frames.map((frame) => frame.contentDocument.documentElement);
  const tall = pages.map((page) => page.scrollHeight);
  document.documentElement.textContent = "tall: " + tall.join(" ") + ".";
}});
</script>
"""
_FRAME = (
    '<iframe width="{width}" height="10" style="border:0" srcdoc="{page}"></iframe>'
)
_MEASURED = re.compile(r"tall: ([\d ]+)\.")
_PNG = struct.Struct(">8s8xII")  # its signature, a chunk's head, width, height
_SIGNATURE = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """One picture to take: its name, of which file, how wide, light or dark."""

    name: str
    page: Path
    width: int
    scheme: Scheme


def pictured(made: Rendered, job: Job, *, online: bool = False) -> tuple[Path, ...]:
    """Take pictures of an edition's email and page, and return where they are.

    Nothing is asked of the network, so that images are missing in them as where mail
    programs block them; `online` loads them.

    Raises:
        DigestError: there is no browser, or it fails.
    """
    browser = Browser(command=found(job.environment), online=online)
    wanted = [
        Picture(name=f"{what}-{screen}-{scheme}", page=page, width=width, scheme=scheme)
        for what, page in (("email", made.email_html), ("web", made.page))
        for screen, width in _SCREENS.items()
        for scheme in _SHOWN
    ]
    folder = made.page.parent / "pictures"
    return taken(wanted, folder, browser, progress=job.progress)


def taken(
    wanted: Sequence[Picture],
    folder: Path,
    browser: Browser,
    *,
    progress: Progress,
    tallest: int = TALLEST,
) -> tuple[Path, ...]:
    """Take pictures into a folder, each as tall as its page, up to `tallest` pixels.

    Raises:
        DigestError: the browser fails, or the folder cannot be written to.
    """
    with unwound_when_terminated(), _scratch(folder) as scratch:
        tall = _heights(wanted, browser, scratch)
        for done, each in enumerate(wanted, start=1):
            height = min(tall[each.page, each.width], tallest)
            made = _taken(each, height, browser, scratch)
            made.replace(_path(each, folder))
            progress.advance("pictures", done=done, total=len(wanted))
    return tuple(_path(each, folder) for each in wanted)


def _path(picture: Picture, folder: Path) -> Path:
    return folder / f"{picture.name}.png"


@contextmanager
def _scratch(folder: Path) -> Iterator[Path]:
    """Give a folder to throw away.

    It is beside the pictures, since a packaged browser (snap) sees no other temporary
    folder, and since a file is put in its place at once only on one file system. What
    a killed run left of it is removed.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for old in sorted(folder.glob(f"{_SCRATCH}*")):
            shutil.rmtree(old, ignore_errors=True)
        made = tempfile.TemporaryDirectory(
            dir=folder, prefix=_SCRATCH, ignore_cleanup_errors=True
        )
    except OSError as error:
        message = f"{folder}: cannot put pictures there: {error.strerror or error}"
        raise DigestError(message) from error
    with made as name:
        yield Path(name)


def _heights(
    wanted: Sequence[Picture], browser: Browser, scratch: Path
) -> dict[tuple[Path, int], int]:
    """Return how tall each page is at each width, all measured in one go."""
    shown = sorted({(each.page, each.width) for each in wanted})
    frames = (
        _FRAME.format(width=width, page=html.escape(content(page, what="the page")))
        for page, width in shown
    )
    measuring = scratch / "measuring.html"
    replaced(measuring, _MEASURING.format(frames="\n".join(frames)))
    printed = asked(browser, measuring, "--dump-dom", scratch=scratch)
    match = _MEASURED.search(printed)
    tall = [int(height) for height in match[1].split()] if match else []
    if len(tall) != len(shown):
        message = f"{browser.command}: does not tell how tall pages are; {OTHER}"
        raise DigestError(message)
    return dict(zip(shown, tall, strict=True))


def _taken(picture: Picture, height: int, browser: Browser, scratch: Path) -> Path:
    """Return a picture where the browser put it, once it is what was asked for."""
    made = scratch / f"{picture.name}.png"
    asked(
        browser,
        picture.page,
        f"--window-size={picture.width},{height}",
        f"--blink-settings=preferredColorScheme={_SCHEMES[picture.scheme]}",
        f"--screenshot={made.absolute()}",
        scratch=scratch,
    )
    if _size(made) != (picture.width, height):
        message = (
            f"{browser.command}: took no picture of {picture.page} that is"
            f" {picture.width} pixels wide and {height} tall; {OTHER}"
        )
        raise DigestError(message)
    return made


def _size(path: Path) -> tuple[int, int] | None:
    """Return a PNG's width and height; None: there is no PNG."""
    try:
        with path.open("rb") as file:
            signature, width, height = _PNG.unpack(file.read(_PNG.size))
    except (OSError, struct.error):
        return None
    return (width, height) if signature == _SIGNATURE else None
