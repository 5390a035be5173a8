"""The README keeps up with the commands."""

import subprocess
import sys
from pathlib import Path

import pytest
from typer.main import get_command

from digest.cli.app import app

EXAMPLES = Path(__file__).parents[2] / "examples"
README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


def commands() -> list[str]:
    return sorted(get_command(app).commands)  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", commands())
def test_every_command_is_in_the_readme(name: str):
    assert f"`digest {name}" in README


def test_every_file_the_readme_links_to_is_there():
    root = Path(__file__).parents[2]
    targets = {part.partition(")")[0] for part in README.split("](")[1:]}

    assert [target for target in sorted(targets) if not (root / target).exists()] == []


def test_the_readmes_example_is_what_the_demo_and_a_check_print(tmp_path: Path):
    run(tmp_path, "demo")
    manuscript = tmp_path / "out/editions/2025-W03.md"
    text = manuscript.read_text(encoding="utf-8")
    manuscript.write_text(text.replace("did not have", "lacked"), encoding="utf-8")

    printed = run(
        tmp_path,
        *("check", "out/editions/2025-W03.md"),
        *("--config", str(EXAMPLES / "feeds.yaml"), "--store", "out/store.sqlite3"),
    )

    assert len(printed.splitlines()) == 2
    assert printed in README


def run(folder: Path, *arguments: str) -> str:
    """Run a command there and return what it printed."""
    ran = subprocess.run(
        [sys.executable, "-m", "digest", *arguments],
        cwd=folder,
        check=False,
        capture_output=True,
        text=True,
    )
    assert "Traceback" not in ran.stderr
    return ran.stdout
