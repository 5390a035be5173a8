"""A new newsletter's first files, written once and never over others."""

from pathlib import Path

from digest.errors import UsageError
from digest.pipeline.files import content, replaced

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


def templates_copied(folder: Path, source: Path) -> tuple[tuple[Path, ...], int]:
    """Copy templates out into a folder, to be changed there.

    Returns the files that were written, and how many were there already and stay.
    """
    names = [path.relative_to(source) for path in template_files(source)]
    missing = [name for name in names if not (folder / name).exists()]
    for name in missing:
        replaced(folder / name, content(source / name, what="the template"))
    return tuple(folder / name for name in missing), len(names) - len(missing)


def template_files(folder: Path) -> tuple[Path, ...]:
    """Return the files of a folder of templates: templates, and words in languages."""
    found = (
        path
        for pattern in ("*.j2", "*/*.j2", "words/*.toml")
        for path in folder.glob(pattern)
    )
    return tuple(sorted(found))
