"""What the newsletter itself says, in the edition's language: words/<language>.toml.

The files lie among the templates, so that a user can put other words, or another
language, into their own folder: all of them or some, the others are taken from ours.
"""

import tomllib
from dataclasses import dataclass
from functools import lru_cache

from pydantic import BaseModel, ConfigDict, ValidationError

from digest.errors import TemplateError
from digest.render.environment import Templates, sources
from digest.render.language import locale, tag

_OTHERWISE = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The phrases of one language, and the file they come from."""

    name: str
    language: str
    phrases: dict[str, str]
    counts: dict[str, dict[str, str]]

    def phrase(self, key: str, value: str = "") -> str:
        """Return a phrase, its {} filled in."""
        try:
            return self.phrases[key].replace("{}", value)
        except KeyError as fault:
            raise TemplateError(self.name, None, f"phrases.{key} is missing") from fault

    def count(self, key: str, number: int) -> str:
        """Return a number with what it counts, in the right plural form."""
        forms = self.forms(key)
        form = forms.get(locale(self.language).plural_form(number), forms["other"])
        return form.replace("{}", str(number))

    def forms(self, key: str) -> dict[str, str]:
        """Return all plural forms of a number's text; `other` is among them."""
        forms = self.counts.get(key, {})
        if "other" not in forms:
            raise TemplateError(self.name, None, f"counts.{key}.other is missing")
        return forms


def words(templates: Templates, language: str) -> Words:
    """Return the words of a language; what it has no words for, in English.

    Raises:
        TemplateError: where a file is not as the packaged ones are.
    """
    wanted = tag(language)
    languages = dict.fromkeys((wanted, wanted.partition("-")[0], _OTHERWISE))
    files = sources(templates, [f"words/{language}.toml" for language in languages])
    return _joined(tuple(files))


def languages(templates: Templates) -> tuple[str, ...]:
    """Return the languages that there are words for, by tag."""
    files = (name for name in templates.list_templates() if name.startswith("words/"))
    found = (name.removeprefix("words/").removesuffix(".toml") for name in files)
    return tuple(sorted({each for each in found if tag(each) == each != "und"}))


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    phrases: dict[str, str] = {}
    counts: dict[str, dict[str, str]] = {}


@lru_cache(maxsize=16)
def _joined(files: tuple[tuple[str, str], ...]) -> Words:
    """Return what files say, the first one that says it; their language is its."""
    name, _ = files[0]
    read = [_read(*file) for file in reversed(files)]
    return Words(
        name=name,
        language=name.removeprefix("words/").removesuffix(".toml"),
        phrases={key: text for file in read for key, text in file.phrases.items()},
        counts={key: forms for file in read for key, forms in file.counts.items()},
    )


def _read(name: str, text: str) -> _File:
    try:
        return _File.model_validate(tomllib.loads(text))
    except ValidationError as fault:
        raise TemplateError(name, None, _mistake(fault)) from fault
    except tomllib.TOMLDecodeError as fault:
        raise TemplateError(name, None, f"it is not TOML: {fault}") from fault


def _mistake(fault: ValidationError) -> str:
    first = fault.errors()[0]
    place = ".".join(map(str, first["loc"]))
    if first["type"] == "extra_forbidden":
        return f"`{place}` stands outside: write it below [phrases] or [counts]"
    kind = "a table of plural forms" if place.startswith("counts") else "a text"
    return f"`{place}` must be {kind}"
