"""From what a model refuses to what to write instead: with its line, in plain words."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from digest.config.contradictions import ContradictionError, Path, in_settings
from digest.config.nodes import Node
from digest.config.schema import Json, properties, required, schema, schema_at
from digest.config.words import close, listed, place, shown
from digest.errors import Mistake

_SECRETS = {
    "username": "DIGEST_SMTP_USERNAME",
    "user": "DIGEST_SMTP_USERNAME",
    "login": "DIGEST_SMTP_USERNAME",
    "password": "DIGEST_SMTP_PASSWORD",
    "pass": "DIGEST_SMTP_PASSWORD",
    "secret": "DIGEST_SMTP_PASSWORD",
    "token": "DIGEST_SMTP_PASSWORD",
    "api_key": "DIGEST_SMTP_PASSWORD",
}


def mistakes(error: ValidationError, root: Node) -> tuple[Mistake, ...]:
    """Return all that is wrong in a file that the models refuse."""
    settings = root.plain
    found = in_settings(settings) if isinstance(settings, dict) else ()
    unfit = (_mistake(each.path, each.message, root) for each in found)
    return (*_wrong_values(error, root), *unfit)


def _wrong_values(error: ValidationError, root: Node) -> Iterator[Mistake]:
    whole = schema()
    for details in error.errors(include_url=False):
        cause = details.get("ctx", {}).get("error")
        if not isinstance(cause, ContradictionError):  # `in_settings` has its place
            path = details["loc"]
            yield _mistake(path, _message(details, path, whole), root)


def _mistake(path: Path, message: str, root: Node) -> Mistake:
    return Mistake(line=_line(path, root), where=place(path), message=message)


def _line(path: Path, root: Node) -> int | None:
    """Return the line of what stands at a path, or of the nearest thing around it."""
    line = None
    node = root
    for step in path:
        if isinstance(node.value, dict) and step in node.value:
            node = node.value[str(step)]
        elif isinstance(node.value, list) and isinstance(step, int):
            node = node.value[step]
        else:
            break
        line = node.line
    return line


def _message(details: Mapping[str, Any], path: Path, whole: Json) -> str:
    if details["type"] == "extra_forbidden":
        return _unknown_key(path, whole)
    if details["type"] == "missing":
        return f"this is missing: write {_example(path, whole)}"
    if details["type"] == "value_error":
        return str(details["ctx"]["error"])
    return _instead(path, whole, details["input"])


# ── keys ──────────────────────────────────────────────────────────────────────────


def _unknown_key(path: Path, whole: Json) -> str:
    key, parent = str(path[-1]), path[:-1]
    secret = _SECRETS.get(key.casefold().removeprefix("smtp_"))
    if secret:
        return _no_secrets(secret, parent)
    if key == "<<":
        return "merge keys are not read: write the keys themselves"
    if homes := _homes(key, whole):
        return f"this key does not belong here, but {listed(homes, last='or')}"
    known = properties(schema_at(parent, whole))
    if meant := close(key, known):
        return f"unknown key: did you mean `{meant[0]}`?"
    allowed = listed((f"`{name}`" for name in known), last="or")
    return f"unknown key: write {allowed}, or take it away"


def _no_secrets(variable: str, parent: Path) -> str:
    advice = "take it away"
    if parent[:1] == ("deliver",):
        advice += f" and set the environment variable {variable}"
    return f"secrets don't belong in feeds.yaml: {advice}"


def _homes(key: str, whole: Json) -> Sequence[str]:
    """Return where a key that stands in the wrong place belongs."""
    places: dict[str, Path] = {
        "at the left margin": (),
        "under `newsletter:`": ("newsletter",),
        "under a feed": ("feeds", 0),
        "under a site": ("sites", 0),
        "under `theme:`": ("theme",),
        "under `http:`": ("http",),
        "under `deliver:`": ("deliver",),
        "under `smtp:`": ("deliver", "smtp"),
    }
    return tuple(
        words
        for words, path in places.items()
        if key in properties(schema_at(path, whole))
    )


def _example(path: Path, whole: Json) -> str:
    part = schema_at(path, whole)
    sample = _sample(part)
    if sample is None:
        return f"`{path[-1]}:` and below it {_wanted(path, whole)}"
    return f"`{path[-1]}: {sample}`, for example"


# ── values ────────────────────────────────────────────────────────────────────────


def _instead(path: Path, whole: Json, value: object) -> str:
    part = schema_at(path, whole)
    advice = f"write {_wanted(path, whole)}"
    if value is None:
        return f"{advice}: nothing stands here"
    if part.get("type") == "string" and isinstance(value, int | float):
        return f"{advice}: put {shown(value)} in quotes"
    return f"{advice}, not {shown(value)}"


def _wanted(path: Path, whole: Json) -> str:
    """Return what may stand in a place, such as "a whole number from 1 to 60"."""
    part = schema_at(path, whole)
    if isinstance(choices := part.get("enum"), list):
        return listed((str(choice) for choice in choices), last="or")
    match part.get("type"):
        case "integer":
            return f"a whole number{_bounds(part)}, such as {_sample(part)}"
        case "number":
            return f"a number{_bounds(part)}, such as {_sample(part)}"
        case "array":
            return f"a list{_below(path, whole)}"
        case "object":
            return f"keys such as {_keys(part)}"
        case _:
            return "a text"


def _bounds(part: Json) -> str:
    low, above, high = (
        part.get(key) for key in ("minimum", "exclusiveMinimum", "maximum")
    )
    if high is None:
        return f", {low} or more"
    return f" from {low} to {high}" if above is None else f" above {above} up to {high}"


def _sample(part: Json) -> object:
    examples = part.get("examples")
    return examples[0] if isinstance(examples, list) else None


def _below(path: Path, whole: Json) -> str:
    sample = _sample(schema_at(path, whole))
    if isinstance(sample, list):
        return f", such as {sample[0]!r} on a line of its own after a dash"
    keys = _keys(schema_at((*path, 0), whole))
    return f" of {path[-1]}, each after a dash, with {keys}"


def _keys(part: Json) -> str:
    names = [*required(part), *(["url"] if "oneOf" in part else [])]
    names = names or list(properties(part))[:2]
    return listed(f"`{name}:`" for name in names)
