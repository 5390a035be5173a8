"""A sending run may be killed at any moment: nobody gets two copies or is forgotten."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from digest.deliver import stand_in
from tests.deliver.sending import RECIPIENTS, sending
from tests.deliver.smtp_server import Server, running

ROOT = Path(__file__).parents[2]


def kill_after(settled: int, path: Path, place: str) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "tests.deliver.sending", str(path), place],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},  # noqa: TID251 – for a subprocess
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        for _ in range(settled):
            process.stdout.readline()
        process.send_signal(signal.SIGKILL)


@pytest.mark.parametrize("settled", [1, 30, 60])
def test_a_killed_run_into_a_folder_is_completed(tmp_path: Path, settled: int) -> None:
    path, folder = tmp_path / "store.db", tmp_path / "outbox"
    kill_after(settled, path, str(folder))

    written = len(list(folder.glob("*.eml")))
    list(sending(path, str(folder)))

    assert settled <= written
    # nothing else is left: not the file that the killed run was writing
    assert {file.name for file in folder.iterdir()} == {
        f"2025-W03.{stand_in('2025-W03', recipient)}.eml" for recipient in RECIPIENTS
    }


@pytest.mark.parametrize("settled", [1, 30, 60])
def test_a_killed_run_over_smtp_leaves_one_doubt_at_most(
    tmp_path: Path, settled: int
) -> None:
    path = tmp_path / "store.db"
    with running(Server()) as server:
        kill_after(settled, path, str(server.port))
        taken = len(server.taken)
        told = list(sending(path, str(server.port)))

    doubts = {found.recipient for found in told if found.status == "in-doubt"}
    assert settled <= taken
    assert len(doubts) <= 1
    assert len(server.recipients) == len(set(server.recipients))
    assert set(server.recipients) | doubts == set(RECIPIENTS)
