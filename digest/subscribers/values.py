"""What one cell of a list means: languages, sections, frequencies, days, statuses.

What is wrong is a ValueError that says what to write, and never shows an address.
"""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import NamedTuple, get_args

from digest.config.values import language
from digest.config.words import close, listed, shown
from digest.model import Frequency, SubscriberStatus, SuppressionReason
from digest.text.printable import clean

_MAX_TAGS = 100
_SEPARATED = re.compile(r'\s*(?:"((?:[^"]|"")*)"|([^,;|"][^,;|]*)?)\s*(?:[,;|]|\Z)')
_SPECIAL = re.compile(r'[",;|\[\]]|\A\s|\s\Z')
_JSON_LIST = re.compile(r"\s*\[(.*)\]\s*", re.DOTALL)
_FREQUENCIES: tuple[Frequency, ...] = get_args(Frequency)
_ALSO: dict[str, Frequency] = {
    "every": "each",
    "all": "each",
    "each edition": "each",
    "every edition": "each",
    "daily": "each",
    "week": "weekly",
    "month": "monthly",
}
_YES = frozenset(("yes", "y", "true", "1", "так"))
_NO = frozenset(("", "no", "n", "false", "0", "ні"))
# The words of Mailchimp, Buttondown, listmonk, Ghost, MailerLite and our own.
_STATUSES: dict[str, SubscriberStatus | SuppressionReason] = {
    **dict.fromkeys(
        ("active", "subscribed", "enabled", "confirmed", "regular", "premium"), "active"
    ),
    **dict.fromkeys(
        ("free", "paid", "comped", "gifted", "trialed", "member"), "active"
    ),
    **dict.fromkeys(("pending", "unconfirmed", "unactivated", "inactive"), "pending"),
    **dict.fromkeys(("unsubscribed", "removed", "disabled", "paused"), "unsubscribed"),
    **dict.fromkeys(("blocklisted", "blacklisted", "blocked"), "unsubscribed"),
    **dict.fromkeys(("cleaned", "bounced", "undeliverable"), "bounced"),
    **dict.fromkeys(("complained", "spam", "junk"), "complained"),
}


@lru_cache(maxsize=1_000)
def language_tag(cell: str) -> str:
    """Return a language as its tag: `uk`, `pt-BR`; "" for the newsletter's own."""
    tag = cell.strip().replace("_", "-")
    if not tag:
        return ""
    try:
        language(tag)
    except ValueError as error:
        if "@" in tag:
            message = "write a language tag such as en, uk or pt-BR"
            raise ValueError(message) from None
        raise ValueError(str(error)) from None
    first, *others = tag.split("-")
    return "-".join((first.lower(), *map(_subtag, others)))


def _subtag(part: str) -> str:
    return part.title() if len(part) > 3 else part.upper()  # noqa: PLR2004 - a script


@lru_cache(maxsize=1_000)
def frequency_named(cell: str) -> Frequency:
    """Return how often somebody wants the newsletter; nothing said: each edition."""
    name = cell.strip().casefold()
    known: dict[str, Frequency] = {each: each for each in _FREQUENCIES}
    found = (known | _ALSO | {"": "each"}).get(name)
    if found is None:
        message = f"write {listed(_FREQUENCIES, last='or')}, not {_told(cell)}"
        raise ValueError(message)
    return found


@lru_cache(maxsize=10_000)
def sections_named(cell: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """Return the sections in a cell, in the settings' order; none: all of them."""
    by_name = {folded(title): title for title in known}
    whole = by_name.get(folded(cell))
    wanted = [whole] if whole else [section_named(n, known) for n in separate(cell)]
    return tuple(title for title in known if title in wanted)


def section_named(name: str, known: Sequence[str]) -> str:
    """Return the settings' section of a name, whatever its capitals."""
    for title in known:
        if folded(title) == folded(name):
            return title
    likely = close(name, known)
    meant = f"did you mean {likely[0]}?" if likely else f"there are {listed(known)}"
    message = f"no section is called {_told(name)}: {meant}"
    raise ValueError(message)


def folded(title: str) -> str:
    """Return a section's title as it is compared."""
    return " ".join(title.casefold().split())


@lru_cache(maxsize=10_000)
def tags_in(cell: str) -> tuple[str, ...]:
    """Return the tags in a cell, each once, in the order of the alphabet."""
    tags = tuple(sorted({clean(tag) for tag in separate(cell)} - {""}))
    if len(tags) > _MAX_TAGS:
        message = f"{len(tags)} tags: take at most {_MAX_TAGS}"
        raise ValueError(message)
    return tags


def separate(cell: str) -> list[str]:
    """Return the parts of a cell between `,`, `;` or `|`; in quotes they may stand."""
    if (listing := _JSON_LIST.fullmatch(cell)) and '"' in cell:
        cell = listing[1]
    parts: list[str] = []
    at = 0
    while at < len(cell):
        found = _SEPARATED.match(cell, at)
        if found is None:  # a quotation mark where none belongs
            return [*parts, cell[at:].strip()]
        quoted, bare = found.groups()
        parts.append((bare or "").strip() if quoted is None else quoted)
        at = max(found.end(), at + 1)
    return [part.replace('""', '"') for part in parts if part]


def together(parts: Sequence[str]) -> str:
    """Return parts as one cell that `separate` takes apart again."""
    return ", ".join(map(_quoted, parts))


def _quoted(part: str) -> str:
    doubled = part.replace('"', '""')
    return f'"{doubled}"' if _SPECIAL.search(part) else part


@lru_cache(maxsize=10_000)
def instant(cell: str) -> datetime | None:
    """Return a day or an instant; None where there is none. Without a zone: UTC."""
    text = cell.strip().removesuffix(" UTC")
    if not text:
        return None
    try:
        found = datetime.fromisoformat(text)
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        message = (
            "write a day such as 2024-05-31 or an instant such as 2024-05-31T08:00:00Z"
        )
        raise ValueError(message) from None


class Since(NamedTuple):
    """Whether something is so, and since when; None: the list does not tell."""

    is_so: bool
    moment: datetime | None = None


def since(cell: str) -> Since:
    """Return what a yes, a no or a day says."""
    name = cell.strip().casefold()
    if name in _YES | _NO:
        return Since(name in _YES)
    moment = instant(cell)
    return Since(moment is not None, moment)


@lru_cache(maxsize=1_000)
def status_named(cell: str) -> SubscriberStatus | SuppressionReason | None:
    """Return what a word of another service means here; None where there is none."""
    name = cell.strip().casefold()
    if not name:
        return None
    found = _STATUSES.get(name)
    if found is None:
        likely = close(name, _STATUSES) or ("active", "pending", "unsubscribed")
        message = f"write {listed(likely, last='or')}, not {_told(cell)}"
        raise ValueError(message)
    return found


def _told(cell: str) -> str:
    """Return a cell as a message quotes it; an address may have slipped into it."""
    return "what stands there" if "@" in cell else shown(cell)
