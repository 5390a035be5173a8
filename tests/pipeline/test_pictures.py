"""Pictures of rendered pages, taken by a real Chromium; and browsers that misbehave."""

import os
import select
import struct
import zlib
from collections.abc import Mapping
from pathlib import Path

import pytest

from digest.errors import DigestError, UsageError
from digest.pipeline.browser import Browser, found
from digest.pipeline.job import Silent
from digest.pipeline.pictures import Picture, taken
from tests.pipeline.browsers import CHROMIUM, needs_chromium, script
from tests.servers import Server

# Taller where it is narrow, as text is; black where dark is wished for.
PAGE = """<!doctype html><meta charset="utf-8"><title>A page</title><style>
:root { color-scheme: light dark } body { margin: 0; background: #fff }
div { height: 610px } @media (max-width: 480px) { div { height: 910px } }
@media (prefers-color-scheme: dark) { body { background: #000 } }
</style><div></div>"""


def a_picture(page: Path, name: str = "a", **changes: object) -> Picture:
    given = {"name": name, "page": page, "width": 375, "scheme": "light", **changes}
    return Picture(**given)  # type: ignore[arg-type]


def a_page(folder: Path, text: str = PAGE) -> Path:
    path = folder / "page.html"
    path.write_text(text, encoding="utf-8")
    return path


def size(picture: Path) -> tuple[int, int]:
    width, height = struct.unpack(">II", picture.read_bytes()[16:24])
    return width, height


def first_pixel(picture: Path) -> bytes:
    """Return red, green and blue at the top left, which no filter of PNG alters."""
    data = picture.read_bytes()
    start = data.index(b"IDAT") + 4
    return zlib.decompressobj().decompress(data[start:], 4)[1:4]


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """Take pictures of a page in one go, into a folder with a space in its name."""
    folder = tmp_path_factory.mktemp("an edition, 50% & more")
    page, long = a_page(folder), folder / "long.html"
    long.write_text("<body style='height:99999px'>", encoding="utf-8")
    wanted = (
        a_picture(page, "phone"),
        a_picture(page, "desktop-dark", width=700, scheme="dark"),
        a_picture(long, "long"),
    )
    browser = Browser(command=CHROMIUM or "")
    made = taken(wanted, folder / "pictures", browser, progress=Silent(), tallest=2000)
    return {path.stem: path for path in made}


@needs_chromium
def test_a_phones_picture_shows_the_page_as_narrow_screens_do(pictures):
    assert size(pictures["phone"]) == (375, 910)
    assert first_pixel(pictures["phone"]) == b"\xff\xff\xff"


@needs_chromium
def test_a_dark_desktops_picture_is_dark_and_wide(pictures):
    assert size(pictures["desktop-dark"]) == (700, 610)
    assert first_pixel(pictures["desktop-dark"]) == b"\x00\x00\x00"


@needs_chromium
def test_a_page_that_does_not_end_is_cut(pictures):
    assert size(pictures["long"]) == (375, 2000)


@needs_chromium
def test_nothing_but_pictures_is_left(pictures):
    left = {path.name for path in pictures["phone"].parent.iterdir()}

    assert left == {"phone.png", "desktop-dark.png", "long.png"}


@needs_chromium
@pytest.mark.parametrize("online", [False, True])
def test_images_are_asked_for_only_online(tmp_path: Path, *, online: bool):
    with Server() as server:
        server.serve("/image.png", b"no image", content_type="image/png")
        page = a_page(tmp_path, f'<img src="{server.url("/image.png")}">')
        browser = Browser(command=CHROMIUM or "", online=online)
        taken([a_picture(page)], tmp_path, browser, progress=Silent())

        assert bool(server.requests) is online


def refused(browser: Browser, folder: Path) -> str:
    """Return what is said where no picture comes of it."""
    wanted = [a_picture(a_page(folder))]
    with pytest.raises(DigestError) as told:
        taken(wanted, folder / "pictures", browser, progress=Silent())
    return str(told.value)


def test_a_browser_that_hangs_is_ended_with_all_that_it_started(tmp_path: Path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    # Its child holds the pipe open, even once the browser itself is gone.
    hanging = script(tmp_path, f'sleep 600 > "{pipe}" &', "wait")

    told = refused(Browser(command=str(hanging), seconds=1), tmp_path)

    assert "after 1 seconds" in told
    assert "CHROMIUM" in told
    assert select.select([reader], [], [], 10)[0] == [reader]
    assert os.read(reader, 1) == b""  # nobody holds it any more
    os.close(reader)
    assert list((tmp_path / "pictures").iterdir()) == []


def test_what_a_browser_leaves_running_is_ended_too(tmp_path: Path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    leaving = script(tmp_path, f'sleep 300 > "{pipe}" &', "exit 7")

    told = refused(Browser(command=str(leaving)), tmp_path)

    assert "exit code 7" in told
    assert select.select([reader], [], [], 10)[0] == [reader]
    assert os.read(reader, 1) == b""
    os.close(reader)


def test_what_a_killed_run_left_is_removed(tmp_path: Path):
    left = tmp_path / "pictures" / ".browser-abc" / "profile"
    left.mkdir(parents=True)

    refused(Browser(command=str(script(tmp_path, "exit 0"))), tmp_path)

    assert list((tmp_path / "pictures").iterdir()) == []


def test_a_browser_that_crashes_is_told_with_its_last_words(tmp_path: Path):
    crashing = script(
        tmp_path,
        "echo '[1:2:FATAL:zygote.cc(1)] No usable \033[31msandbox!' >&2",
        "echo 'Trace/breakpoint trap' >&2",
        "exit 133",
    )

    told = refused(Browser(command=str(crashing)), tmp_path)

    assert "exit code 133" in told
    assert "No usable  [31msandbox!" in told


def test_a_browser_that_measures_nothing_is_told(tmp_path: Path):
    silent = script(tmp_path, "exit 0")

    assert "how tall" in refused(Browser(command=str(silent)), tmp_path)


def test_a_browser_that_draws_nothing_is_told(tmp_path: Path):
    blind = script(tmp_path, "echo 'tall: 300.'")

    assert "375 pixels wide" in refused(Browser(command=str(blind)), tmp_path)


def test_a_program_that_is_none_is_told(tmp_path: Path):
    path = tmp_path / "browser"
    path.write_bytes(b"\x7fELF and no more")
    path.chmod(0o755)

    assert "cannot start it" in refused(Browser(command=str(path)), tmp_path)


def test_the_environment_names_the_browser_to_take(tmp_path: Path):
    mine = str(script(tmp_path))

    assert found({"CHROMIUM": mine, "PATH": "/usr/bin:/bin"}) == mine
    assert found({"CHROMIUM": "browser", "PATH": str(tmp_path)}) == mine


def test_a_browser_that_is_named_and_not_there_is_wrong_usage(tmp_path: Path):
    with pytest.raises(UsageError, match="CHROMIUM=/nowhere/chromium"):
        found({"CHROMIUM": "/nowhere/chromium", "PATH": str(tmp_path)})


def test_a_browser_beside_the_path_is_found(tmp_path: Path):
    place = tmp_path / "Google/Chrome/Application/chrome.exe"
    place.parent.mkdir(parents=True)
    place.touch()

    assert found({"PATH": "", "ProgramFiles": str(tmp_path)}) == str(place)
