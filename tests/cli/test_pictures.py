"""`digest render --screenshot`: what is made, and what is said where nothing can be."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Digest
from tests.cli.newsletters import NOW, newsletter
from tests.pipeline.browsers import obedient, script

MANUSCRIPT = Path("out/editions/2025-W03.md")
RENDERED = [
    f"out/2025-W03/{name}" for name in ("email.html", "email.txt", "index.html")
]


@pytest.fixture
def drafted(digest: Digest, tmp_path: Path) -> Path:
    newsletter(tmp_path)
    assert digest("collect", "--now", NOW).code == 0
    assert digest("draft", "--now", NOW).code == 0
    return MANUSCRIPT


def test_pictures_are_made_of_email_and_page_on_all_screens(
    digest: Digest, drafted: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("CHROMIUM", str(obedient(tmp_path)))

    ran = digest("render", drafted, "--screenshot")

    pictures = [
        f"out/2025-W03/pictures/{what}-{screen}-{scheme}.png"
        for what in ("email", "web")
        for screen in ("phone", "desktop")
        for scheme in ("light", "dark")
    ]
    assert ran.code == 0
    assert ran.out.splitlines() == RENDERED + pictures
    assert all(Path(picture).is_file() for picture in pictures)


@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX's")
def test_a_run_that_is_terminated_leaves_no_browser_behind(
    drafted: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    hanging = script(
        tmp_path, f'exec 3> "{pipe}"', "echo started >&3", "exec sleep 301"
    )
    monkeypatch.setenv("CHROMIUM", str(hanging))
    with subprocess.Popen(
        [sys.executable, "-m", "digest", "render", drafted, "--screenshot"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as run:
        with pipe.open() as held:  # the browser holds it open as long as it lives
            assert held.readline() == "started\n"
            run.terminate()
            assert held.read() == ""
        _, errors = run.communicate(timeout=30)

    assert run.returncode == 143
    assert errors.endswith("stopped: nothing is lost, run the same command again\n")
    assert list(Path("out/2025-W03/pictures").iterdir()) == []


def test_without_a_browser_the_rest_is_rendered_and_a_way_to_one_is_told(
    digest: Digest, drafted: Path, monkeypatch: pytest.MonkeyPatch
):
    for variable in ("CHROMIUM", "ProgramFiles", "ProgramFiles(x86)", "LocalAppData"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("HOME", "/nowhere")

    ran = digest("render", drafted, "--screenshot")

    assert ran.code == 1
    assert ran.out.splitlines() == RENDERED
    assert "apt install chromium" in ran.err


def test_nothing_is_loaded_from_the_web_but_for_pictures(digest: Digest, drafted: Path):
    ran = digest("render", drafted, "--online")

    assert ran.code == 2
    assert "--screenshot" in ran.err
