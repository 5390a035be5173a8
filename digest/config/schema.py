"""The JSON Schema of feeds.yaml: for editors, and for words about what is allowed."""

from collections.abc import Mapping

from digest.config.contradictions import Path
from digest.config.models import Settings

Json = dict[str, object]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema() -> Json:
    """Return the JSON Schema (2020-12) that a feeds.yaml follows."""
    made = _tidied(Settings.model_json_schema(by_alias=True))
    return {
        "$schema": _DIALECT,
        **made,
        "title": "feeds.yaml",
        "description": "The settings of a newsletter that Digest makes.",
    }


def _tidied(part: Json) -> Json:
    """Return a part without titles that repeat a key, its descriptions on one line."""
    tidy: Json = {}
    for key, value in part.items():
        if isinstance(value, Mapping):
            tidy[key] = _tidied(dict(value))
        elif isinstance(value, list):
            tidy[key] = [_tidied(v) if isinstance(v, dict) else v for v in value]
        elif key == "description" and isinstance(value, str):
            tidy[key] = " ".join(value.split())
        elif key != "title":
            tidy[key] = value
    return tidy


def schema_at(path: Path, whole: Json) -> Json:
    """Return the part of the schema that says what may stand at a path."""
    part = whole
    for step in path:
        part = _resolved(part, whole)
        inner = (
            part.get("items") if isinstance(step, int) else properties(part).get(step)
        )
        part = inner if isinstance(inner, dict) else {}
    return _resolved(part, whole)


def properties(part: Json) -> dict[str, Json]:
    """Return the keys that may stand here, and what each may hold."""
    found = part.get("properties")
    return found if isinstance(found, dict) else {}


def required(part: Json) -> list[str]:
    """Return the keys that must stand here."""
    found = part.get("required")
    return found if isinstance(found, list) else []


def _resolved(part: Json, whole: Json) -> Json:
    """Return a part with its reference followed, and without the choice of null."""
    choices = part.get("anyOf")
    if isinstance(choices, list):
        chosen = next(choice for choice in choices if choice != {"type": "null"})
        part = {**part, **chosen}
    reference = part.get("$ref")
    if not isinstance(reference, str):
        return part
    definitions = whole.get("$defs")
    name = reference.rpartition("/")[2]
    target = definitions.get(name) if isinstance(definitions, dict) else None
    return {**(target or {}), **{k: v for k, v in part.items() if k != "$ref"}}
