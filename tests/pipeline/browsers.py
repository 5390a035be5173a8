"""Programs to take for a browser: this machine's Chromium, and some that misbehave."""

import shutil
import sys
from pathlib import Path

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")

needs_chromium = pytest.mark.skipif(
    CHROMIUM is None, reason="there is no Chromium here: apt install chromium"
)

# It says that each page is 1,234 pixels tall, and draws as much of a PNG as tells size.
_OBEDIENT = """
import struct, sys
given = dict(part.split("=", 1) for part in sys.argv[1:-1] if "=" in part)
if "--dump-dom" in sys.argv:
    print("<html>tall: 1234 1234 1234 1234.</html>")
else:
    size = map(int, given["--window-size"].split(","))
    with open(given["--screenshot"], "wb") as file:
        file.write(b"\\x89PNG\\r\\n\\x1a\\n" + struct.pack(">8xII", *size))
"""


def obedient(folder: Path) -> Path:
    """Write a program that does what is asked of a browser, and nothing else."""
    (folder / "obedient.py").write_text(_OBEDIENT, encoding="utf-8")
    return script(folder, f'exec "{sys.executable}" "{folder}/obedient.py" "$@"')


def script(folder: Path, *lines: str) -> Path:
    """Write a program of shell lines."""
    path = folder / "browser"
    path.write_text("\n".join(("#!/bin/sh", *lines, "")), encoding="utf-8")
    path.chmod(0o755)
    return path
