"""`digest render --screenshot`: what is made, and what is said where nothing can be."""

from pathlib import Path

import pytest

from tests.cli.conftest import Digest
from tests.cli.newsletters import NOW, newsletter
from tests.pipeline.browsers import obedient

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
