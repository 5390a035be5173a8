"""Processes of their own that use a store."""

import os
import subprocess
import sys
from pathlib import Path

from digest.text.places import Place, Server

ROOT = Path(__file__).parents[2]


def running(module: str, store: Place, *arguments: str) -> subprocess.Popen[str]:
    """Run a module of the tests; its store is in the environment."""
    given = store.url if isinstance(store, Server) else str(store)
    ours = {"PYTHONPATH": str(ROOT), "DIGEST_STORE": given}
    return subprocess.Popen(
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT,
        env=os.environ | ours,  # noqa: TID251 – for a subprocess
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
