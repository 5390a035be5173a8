"""In which language to answer: as asked, as chosen, as the browser says, or our own."""

import re
from collections.abc import Iterable, Sequence

_LONGEST = 400  # characters of a header; browsers send about 50
_RANGE = re.compile(
    r"\s*([A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*)\s*(?:;\s*q=([0-9.]{1,5}))?"
)


def language(wanted: Iterable[str], accepted: str, known: Sequence[str]) -> str:
    """Return the first wanted language that is known, or the best accepted one.

    `accepted` is the header Accept-Language (RFC 9110, 12.5.4); the first known one is
    taken where nothing fits.
    """
    for tag in (*wanted, *_accepted(accepted)):
        if found := match(tag, known):
            return found
    return known[0]


def match(tag: str, known: Sequence[str]) -> str | None:
    """Return the known language that a tag means: that one, or it without regions."""
    by_name = {each.casefold(): each for each in known}
    name = tag.casefold()
    while name and name not in by_name:
        name = name.rpartition("-")[0]
    return by_name.get(name)


def _accepted(header: str) -> list[str]:
    found = [_RANGE.match(part) for part in header[:_LONGEST].split(",")]
    weighed = [(_weight(each[2]), each[1]) for each in found if each]
    wanted = [each for each in weighed if each[0] > 0]
    return [tag for _, tag in sorted(wanted, key=lambda each: -each[0])]


def _weight(q: str | None) -> float:
    try:
        return float(q) if q else 1.0
    except ValueError:
        return 0.0
