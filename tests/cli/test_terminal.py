"""What a terminal gets, and what a pipe does not."""

import os
import pty
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from tests.examples.gold import EXAMPLES

HIDE_CURSOR, SHOW_CURSOR = b"\x1b[?25l", b"\x1b[?25h"


@pytest.fixture(autouse=True)
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")


def on_a_terminal(*arguments: str, folder: Path) -> tuple[int, bytes]:
    """Run a command with stderr on a terminal; returns its exit code and that."""
    main, other = pty.openpty()
    try:
        process = subprocess.Popen(
            [sys.executable, "-m", "digest", *arguments],
            stdout=subprocess.DEVNULL,
            stderr=other,
            cwd=folder,
        )
        os.close(other)
        shown = b"".join(iter(lambda: _read(main), b""))
        return process.wait(), shown
    finally:
        os.close(main)


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65_536)
    except OSError:  # how Linux says that the other end is closed
        return b""


def test_a_terminal_gets_progress_bars_and_its_cursor_back(tmp_path: Path):
    code, shown = on_a_terminal("demo", folder=tmp_path)

    assert code == 0
    assert b"feeds" in shown
    assert shown.count(HIDE_CURSOR) == shown.count(SHOW_CURSOR) > 0


def test_a_terminal_gets_its_cursor_back_after_a_failure(tmp_path: Path):
    subscribers = EXAMPLES / "subscribers.csv"
    settings = tmp_path / "feeds.yaml"
    settings.write_text(
        "newsletter: {title: T, from: T <t@example.org>}\n"
        f"feeds: [{{path: {EXAMPLES}/feeds/eastern-ledger.rss, title: L}}]\n"
        f"deliver: {{outbox: smtp, subscribers: {subscribers},"
        " smtp: {host: 127.0.0.1, port: 9, security: none}}\n"
    )

    code, shown = on_a_terminal("run", "--now", "2025-01-17T06:00:00Z", folder=tmp_path)

    assert code == 1
    assert b"2 left for the next run" in shown
    assert shown.count(HIDE_CURSOR) == shown.count(SHOW_CURSOR)


def test_a_pipe_gets_neither_bars_nor_colour(tmp_path: Path):
    ran = subprocess.run(
        [sys.executable, "-m", "digest", "demo"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
    )

    assert b"\x1b" not in ran.stderr + ran.stdout


def test_help_loads_none_of_the_heavy_libraries(tmp_path: Path):
    heavy = (
        "aiohttp",
        "trafilatura",
        "pydantic",
        "sqlalchemy",
        "rich",
        "jinja2",
        "mjml",
    )
    script = (
        "import sys\nfrom digest.cli.app import app\n"
        f"print([name for name in {heavy!r} if name in sys.modules])"
    )

    ran = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, cwd=tmp_path
    )

    assert ran.stdout.strip() == b"[]"


def test_a_terminal_gets_its_feeds_in_short_lines(tmp_path: Path):
    settings = tmp_path / "feeds.yaml"
    address = "https://outlet.example/" + "a-long-way-to-the-feed/" * 2
    settings.write_text(
        "newsletter: {title: T, from: T <t@example.org>}\n"
        f"feeds: [{{url: '{address}', title: The Eastern Outlet}}]\n"
    )
    main, other = pty.openpty()
    termios.tcsetwinsize(other, (24, 80))
    with subprocess.Popen(
        [sys.executable, "-m", "digest", "feeds", "list"], stdout=other, cwd=tmp_path
    ):
        os.close(other)
        shown = b"".join(iter(lambda: _read(main), b"")).decode()
    os.close(main)

    assert "The Eastern Outlet" in shown
    assert "not asked yet" in shown
    assert max(map(len, shown.splitlines())) <= 80
