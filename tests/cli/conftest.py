"""The command line, run as a person would."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.newsletters import Ran

Digest = Callable[..., Ran]


@pytest.fixture
def digest(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Digest:
    """Run `digest` in an empty folder; returns its exit code and what it printed."""
    from digest.cli import main

    monkeypatch.chdir(tmp_path)

    def run(*arguments: object) -> Ran:
        capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            main([str(argument) for argument in arguments])
        sys.stdout.flush()
        printed = capsys.readouterr()
        return Ran(code=int(left.value.code or 0), out=printed.out, err=printed.err)

    return run
