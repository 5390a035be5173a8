"""feeds.yaml's text → Settings, or every mistake in it at once."""

from pydantic import ValidationError

from digest.config.document import Document, document
from digest.config.mistakes import mistakes
from digest.config.models import Settings
from digest.config.nodes import Node
from digest.errors import Mistake, SettingsError


def read(text: str, *, name: str) -> Settings:
    """Return the settings that a feeds.yaml holds.

    Raises:
        SettingsError: with all mistakes, in the file's order.
    """
    found = document(text)
    root = _mapping(found.root)
    if root is None:
        raise SettingsError(name, _not_settings(found))
    settings, wrong = _validated(root)
    if settings is None or found.mistakes:
        raise SettingsError(name, _in_order((*found.mistakes, *wrong)))
    return settings


def _mapping(root: Node | None) -> Node | None:
    return root if root is not None and isinstance(root.value, dict) else None


def _not_settings(found: Document) -> tuple[Mistake, ...]:
    message = "write the keys `newsletter:` and `feeds:` at the left margin"
    if found.root is None and found.mistakes:
        return found.mistakes
    if found.root is None or found.root.value is None:
        empty = f"the file is empty: {message}"
        return (Mistake(line=None, where="", message=empty),)
    wrong = Mistake(line=found.root.line, where="", message=f"{message} of the file")
    return (wrong, *found.mistakes)


def _validated(root: Node) -> tuple[Settings | None, tuple[Mistake, ...]]:
    try:
        settings = Settings.model_validate(root.plain, by_alias=True, by_name=False)
    except ValidationError as error:
        return None, mistakes(error, root)
    return settings, ()


def _in_order(found: tuple[Mistake, ...]) -> tuple[Mistake, ...]:
    """Return mistakes as one meets them in the file, each once."""
    return tuple(sorted(dict.fromkeys(found), key=lambda mistake: mistake.line or 0))
