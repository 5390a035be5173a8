"""A run killed at any moment: the next one completes the work, with the same result."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.newsletters import NOW, written
from tests.examples.gold import EXAMPLES

# The keys tell copies apart: with others, other files.
KEYS = {"DIGEST_KEYS": "aGFyYm91ciBoYXJib3VyIGhhcmJvdXIgaGFyYm91ciE="}
ENVIRONMENT = os.environ | KEYS  # noqa: TID251 - for a subprocess


def command(folder: Path) -> list[str]:
    places = ["--store", str(folder / "store.sqlite3"), "--out", str(folder / "out")]
    config = ["--config", str(EXAMPLES / "feeds.yaml"), "--now", NOW]
    return [sys.executable, "-m", "digest", "run", *config, *places]


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return what a run writes that nobody disturbs."""
    folder = tmp_path_factory.mktemp("undisturbed")
    subprocess.run(command(folder), check=True, capture_output=True, env=ENVIRONMENT)
    made = finished(folder / "out")
    assert len(made) == len(("md", "json", "html", "txt", "html", "eml", "eml"))
    return made


@pytest.mark.parametrize("seconds", [0.5, 0.7, 0.9, 1.1, 1.3, 1.6])
def test_a_run_killed_and_started_again_ends_like_one_that_was_not(
    seconds: float, tmp_path: Path, undisturbed: dict[str, bytes]
):
    killed = subprocess.Popen(
        command(tmp_path),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=ENVIRONMENT,
    )
    try:
        killed.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        killed.kill()
        killed.wait()

    again = subprocess.run(
        command(tmp_path), check=False, capture_output=True, env=ENVIRONMENT
    )

    assert again.returncode == 0, again.stderr.decode()
    assert finished(tmp_path / "out") == undisturbed


def finished(out: Path) -> dict[str, bytes]:
    """Return what was written, but for the unfinished files that a kill left over."""
    return {
        name: content
        for name, content in written(out).items()
        if not Path(name).name.startswith(".")
    }
