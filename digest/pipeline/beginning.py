"""A new newsletter: the first feeds.yaml, written once and never over another."""

from pathlib import Path

from digest.errors import UsageError
from digest.pipeline.files import replaced

_GITIGNORE = """\
# What runs remember and make. The manuscripts belong into the repository, with the
# records beside them: these say which articles are used up.
.digest/
out/*
!out/editions/
"""


def started(folder: Path, *, settings: str) -> tuple[Path, ...]:
    """Write a newsletter's first files into a folder, and return where they are.

    Raises:
        UsageError: the folder has a feeds.yaml already.
    """
    config, ignored = folder / "feeds.yaml", folder / ".gitignore"
    if config.exists():
        message = f"{config}: is there already; change that one, or name another folder"
        raise UsageError(message)
    replaced(config, settings)
    if ignored.exists():
        return (config,)
    replaced(ignored, _GITIGNORE)
    return (config, ignored)
