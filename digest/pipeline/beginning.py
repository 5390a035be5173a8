"""A new newsletter: the first feeds.yaml, written once and never over another."""

from pathlib import Path

from digest.errors import UsageError
from digest.pipeline.files import replaced

_GITIGNORE = """\
# what runs remember and make; the manuscripts in editions/ belong into the repository
.digest/
out/
"""


def started(folder: Path, *, settings: str) -> tuple[Path, ...]:
    """Write a newsletter's first files into a folder, and return where they are.

    Raises:
        UsageError: the folder has a feeds.yaml already, or cannot be written.
    """
    config, ignored = folder / "feeds.yaml", folder / ".gitignore"
    if config.exists():
        message = f"{config}: is there already; change that one, or name another folder"
        raise UsageError(message)
    try:
        replaced(config, settings)
        if ignored.exists():
            return (config,)
        replaced(ignored, _GITIGNORE)
    except OSError as error:
        message = f"{folder}: cannot write there: {error.strerror or error}"
        raise UsageError(message) from error
    return (config, ignored)
