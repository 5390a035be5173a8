"""A run that a person stops with Ctrl-C: told in one line, with nothing left behind."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.newsletters import NOW


@pytest.mark.skipif(os.name != "posix", reason="a terminal's interrupt is POSIX's")
@pytest.mark.parametrize("seconds", [0.01, 0.1, 0.2, 0.3, 0.5])
def test_an_interrupted_run_says_in_one_line_how_to_go_on(
    seconds: float, tmp_path: Path
):
    with socket.create_server(("127.0.0.1", 0)) as server:
        settings(tmp_path, server.getsockname()[1])
        with subprocess.Popen(
            [sys.executable, "-m", "digest", "run", "--now", NOW],
            cwd=tmp_path,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        ) as run:
            asking, _ = server.accept()  # by now its processes are being started
            with asking, pytest.raises(subprocess.TimeoutExpired):
                run.wait(timeout=seconds)
            os.killpg(run.pid, signal.SIGINT)  # all of them, as a terminal does

            _, errors = run.communicate(timeout=30)  # ends when the last process has

    assert run.returncode == 130
    assert errors == "stopped: nothing is lost, run the same command again\n"


def settings(folder: Path, port: int) -> None:
    (folder / "feeds.yaml").write_text(
        "newsletter:\n  title: Letter\n  from: L <l@newsletter.example>\n"
        f'http:\n  allow: ["127.0.0.1:{port}"]\n'
        f"feeds:\n  - url: http://127.0.0.1:{port}/\n    title: Outlet\n",
        encoding="utf-8",
    )
