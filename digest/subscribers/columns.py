"""Which column of a list says what: by what headings it usually has, or as told."""

import re
from collections.abc import Mapping, Sequence
from typing import Literal, get_args

from digest.config.words import listed, shown

Field = Literal[
    "email",
    "name",
    "first name",
    "last name",
    "language",
    "sections",
    "frequency",
    "tags",
    "status",
    "joined",
    "confirmed",
    "source",
    "unsubscribed",
    "bounced",
]
FIELDS: tuple[Field, ...] = get_args(Field)

# As Mailchimp, Substack, Buttondown, listmonk, Ghost and spreadsheets head them, the
# likelier first; compared without case and marks.
_HEADINGS: dict[Field, tuple[str, ...]] = {
    "email": (
        "email",
        "e mail",
        "email address",
        "e mail address",
        "emailaddress",
        "mail",
        "subscriber email",
        "електронна пошта",
        "електронна адреса",
        "пошта",
    ),
    "name": ("name", "full name", "fullname", "subscriber name", "ім я"),
    "first name": ("first name", "firstname", "fname", "given name", "імя"),
    "last name": ("last name", "lastname", "lname", "surname", "прізвище"),
    "language": ("language", "lang", "locale", "preferred language", "мова"),
    "sections": ("sections", "section", "розділи"),
    "frequency": ("frequency", "частота"),
    "tags": ("tags", "tag", "labels", "мітки", "теги"),
    "status": ("status", "subscriber type", "type", "subscription status", "статус"),
    "joined": (
        "joined",
        "created at",
        "creation date",
        "optin time",
        "subscribed at",
        "subscription date",
        "signup date",
        "date added",
        "created",
    ),
    "confirmed": (
        "confirmed",
        "confirm time",
        "confirmed at",
        "confirmation date",
        "підтверджено",
    ),
    "source": ("source",),
    "unsubscribed": (
        "unsubscribed",
        "unsub time",
        "unsubscribed at",
        "unsubscribe date",
        "email disabled",
    ),
    "bounced": ("bounced", "clean time", "cleaned", "bounced at"),
}
_MARKS = re.compile(r"[\W_]+")


def columns(
    header: Sequence[str], named: Mapping[str, str]
) -> tuple[dict[Field, int], tuple[str, ...]]:
    """Return which column holds which field, and what is wrong with the headings.

    `named` says it for headings that tell it to nobody; "": a column is left alone.
    """
    folded = [_folded(heading) for heading in header]
    told = {_folded(heading): field for heading, field in named.items()}
    wrong = [
        f"there is no column {shown(heading)}: --column names a heading of the file"
        for heading in named
        if _folded(heading) not in folded
    ]
    found: dict[Field, int] = {}
    for field in FIELDS:
        places = [at for at, name in enumerate(folded) if told.get(name) == field]
        places = places or _usual(field, [name not in told and name for name in folded])
        if places:
            found[field] = places[0]
        if field == "email" and len(places) > 1:
            which = listed(str(at + 1) for at in places)
            wrong.append(f"columns {which} are addresses: name one with --column")
    if "email" not in found and not wrong:
        wrong.append("the first line must name the columns, one of them `email`")
    return found, tuple(wrong)


def _usual(field: Field, names: Sequence[str | Literal[False]]) -> list[int]:
    """Return the columns that usually hold a field, the likeliest first."""
    usual = _HEADINGS[field]
    return [at for heading in usual for at, name in enumerate(names) if name == heading]


def _folded(heading: str) -> str:
    return _MARKS.sub(" ", heading.casefold()).strip()
