"""An email's two parts as bytes, cut where its recipient's own addresses stand."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Literal

from digest.deliver.quoted import fixed, lines, personal
from digest.model import Email

Own = Literal["unsubscribe", "preferences"]
_Subtype = Literal["plain", "html"]
_Slot = tuple[_Subtype, Own]

_SAFE_MARK = re.compile(r"(?:[A-Za-z0-9:/._-]{16,200})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """The stand-in addresses that an email was rendered with; "" is none.

    They must be unguessable: whatever else holds one, such as a link of a feed, would
    have the recipient's own address put into it.
    """

    unsubscribe: str = ""
    preferences: str = ""

    def __post_init__(self) -> None:
        """Refuse marks that could be mistaken, or that HTML writes otherwise."""
        both = (self.unsubscribe, self.preferences)
        if not all(map(_SAFE_MARK.fullmatch, both)):
            message = "a mark has 16 or more letters, digits and : / . _ -"
            raise ValueError(message)
        if all(both) and (both[0] in both[1] or both[1] in both[0]):
            message = "one mark must not be a part of the other"
            raise ValueError(message)

    @property
    def pattern(self) -> re.Pattern[str] | None:
        """What finds any of the marks; None where there is none."""
        marks = filter(None, (self.unsubscribe, self.preferences))
        return re.compile(both) if (both := "|".join(map(re.escape, marks))) else None

    def own(self, mark: str) -> Own:
        """Return which of the recipient's addresses a mark stands for."""
        return "unsubscribe" if mark == self.unsubscribe else "preferences"


class Body:
    """Both parts, the plainest first: readers show the last that they can show.

    `wants` says which of a recipient's own addresses stand in it.
    """

    def __init__(self, email: Email, marks: Marks, boundary: str) -> None:
        plain, plain_slots = _part("plain", email.text, marks)
        html, html_slots = _part("html", email.html, marks)
        line = b"--" + boundary.encode("ascii")
        plain[0] = line + b"\r\n" + plain[0]
        html[0] = plain.pop() + line + b"\r\n" + html[0]
        html[-1] += line + b"--\r\n"
        self._slots = (*plain_slots, *html_slots)
        self._kinds = tuple(dict.fromkeys(self._slots))
        self.wants = frozenset(own for _, own in self._slots)
        self._pieces = [b""] * (2 * len(self._slots) + 1)
        self._pieces[::2] = plain + html

    @property
    def fixed(self) -> list[bytes]:
        """The pieces that are the same for all."""
        return self._pieces[::2]

    def pieces(self, addresses: Mapping[Own, str]) -> list[bytes]:
        """Return the body for somebody whose own addresses are given, in pieces.

        Every second one is personal.
        """
        pieces = self._pieces.copy()
        if self._slots:
            written = {
                kind: _written(kind[0], addresses[kind[1]]) for kind in self._kinds
            }
            pieces[1::2] = [written[slot] for slot in self._slots]
        return pieces


def _part(
    subtype: _Subtype, text: str, marks: Marks
) -> tuple[list[bytes], list[_Slot]]:
    """Return a part's fixed pieces, and what comes between them."""
    head = (
        f'Content-Type: text/{subtype}; charset="utf-8"\r\n'
        "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
    )
    texts = [lines(text)]
    found: list[str] = []
    if any_mark := marks.pattern:
        found = any_mark.findall(texts[0])
        texts = any_mark.split(texts[0])
    pieces = fixed(texts)
    pieces[0] = head.encode("ascii") + pieces[0]
    pieces[-1] += b"\r\n"  # which belongs to the boundary
    return pieces, [(subtype, marks.own(mark)) for mark in found]


def _written(subtype: _Subtype, address: str) -> bytes:
    return personal(escape(address) if subtype == "html" else address)
