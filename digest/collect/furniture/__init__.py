"""What stands around articles, by language: read from the data files beside it."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any, Literal

Place = Literal["anywhere", "end"]

_BASE = "en"  # its patterns serve pages of every language: share bars are English


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of furniture: paragraphs of at most so many words, and where.

    `opening` are the patterns that a paragraph must begin with, `within` the others;
    `needs` are letters of which any match of those has some: they are looked for first,
    because that takes a hundredth of the time.
    """

    what: str
    opening: re.Pattern[str]
    within: re.Pattern[str]
    needs: tuple[str, ...]
    max_words: int
    where: Place

    def fits(self, part: str, lower: str) -> bool:
        """Tell whether a paragraph, also given in lower case, is of this kind."""
        if self.opening.match(part):
            return True
        for need in self.needs:  # a loop: `any` takes twice as long here
            if need in lower:
                return self.within.search(part) is not None
        return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Furniture:
    """The furniture of one language: see en.toml for what each part means."""

    kinds: tuple[Kind, ...]
    box: re.Pattern[str]
    box_words: re.Pattern[str]
    list: re.Pattern[str]
    end: re.Pattern[str]
    about_author: re.Pattern[str]
    share_words: frozenset[str]
    verbs: str
    roles: re.Pattern[str]
    nameless: re.Pattern[str]
    byline: re.Pattern[str]


@lru_cache(maxsize=16)
def furniture(language: str) -> Furniture:
    """Return what is known of a language's furniture, on top of English."""
    files = [_read(code) for code in dict.fromkeys((_BASE, language))]
    read = [file for file in files if file]
    headings = [file["headings"] for file in read]
    author = [file["author"] for file in read]
    return Furniture(
        kinds=tuple(_kind(each) for file in read for each in file["paragraphs"]),
        box=_any(pattern for each in headings for pattern in each["box"]),
        box_words=_any(each["box_words"] for each in headings),
        list=_any(pattern for each in headings for pattern in each["list"]),
        end=_any(pattern for each in headings for pattern in each["end"]),
        about_author=_any(pattern for each in headings for pattern in each["author"]),
        share_words=frozenset(word for file in read for word in file["share"]["words"]),
        verbs="|".join(verb for each in author for verb in each["verbs"]),
        roles=_any(_role(each) for each in author),
        nameless=_any(pattern for each in author for pattern in each["nameless"]),
        byline=_any(pattern for each in author for pattern in each["bylines"]),
    )


@lru_cache(maxsize=16)
def _read(language: str) -> dict[str, Any] | None:
    """Return a language's file; None: there is none."""
    if not re.fullmatch(r"[a-z]{2,3}", language):
        return None
    file = resources.files(__name__).joinpath(f"{language}.toml")
    return tomllib.loads(file.read_text("utf-8")) if file.is_file() else None


def _kind(each: Mapping[str, Any]) -> Kind:
    patterns = each["patterns"]
    return Kind(
        what=str(each["what"]),
        opening=_any(pattern for pattern in patterns if pattern.startswith("^")),
        within=_any(pattern for pattern in patterns if not pattern.startswith("^")),
        needs=tuple(each.get("needs", ("",))),
        max_words=each["max_words"],
        where="end" if each.get("where") == "end" else "anywhere",
    )


def _role(author: Mapping[str, list[str]]) -> str:
    roles, places = "|".join(author["roles"]), "|".join(author["places"])
    return rf"\b(?:{roles})s?\b.{{0,80}}?\b(?:{places})"


def _any(patterns: Iterable[str]) -> re.Pattern[str]:
    joined = "|".join(f"(?:{pattern})" for pattern in patterns) or "(?!)"
    return re.compile(joined, re.IGNORECASE)
