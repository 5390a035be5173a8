"""The README keeps up with the commands."""

from pathlib import Path

import pytest
from typer.main import get_command

from digest.cli.app import app

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
