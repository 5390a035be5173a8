"""A byline ⇄ its line: `Outlet · Author and Author · 14 January 2025 · 5 min`."""

import re
from datetime import date

from digest.manuscript.escape import clean, guard, inline, unguarded
from digest.manuscript.misplaced import Misplaced
from digest.model import Byline, Source

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DATE = re.compile(r"([0-9]{1,2}) ([A-Z][a-z]{2,8})\.? ([0-9]{1,4})")
_MINUTES = re.compile(r"([0-9]{1,6}) min")
DOT = re.compile(r"(?:^|(?<= ))·(?= |$)")
_JOINTS = re.compile(r" (?=and(?: |$))|(?<=^and) |,(?= |$)")
_BETWEEN_AUTHORS = re.compile(r", and (?!and )| and |, ")
_ALL = re.compile(r".+")
_HELP = "write *Outlet · Author and Author · 14 January 2025 · 5 min*"


def named(outlet: str, url: str) -> str:
    """Return what a reader sees for a source: its outlet, or else its address."""
    return clean(outlet) or clean(url)


def outlet_written(source: Source) -> str:
    """Return an outlet as the beginning of a byline."""
    return inline(guard(named(source.outlet, source.url), DOT))


def rest_written(byline: Byline, language: str) -> str:
    """Return a byline after its outlet: ` · Author · 14 January 2025 · 5 min`."""
    parts = [
        _authors_written([clean(author) for author in byline.authors]),
        _date_written(byline.published, language) if byline.published else "",
        f"{byline.minutes} min" if byline.minutes is not None else "",
    ]
    return "".join(f" · {part}" for part in parts if part)


def parsed(text: str, url: str | None, line: int) -> Byline:
    """Read a byline whose text, still guarded, begins with its outlet."""
    outlet, *parts = text.split(" · ")
    minutes = _MINUTES.fullmatch(parts[-1].strip()) if parts else None
    if minutes:
        parts.pop()
    published = _date(parts[-1].strip(), line) if parts else None
    if published:
        parts.pop()
    if len(parts) > 1 or not unguarded(outlet):
        shown = unguarded(parts[-1]) if parts else ""
        raise Misplaced(line, f"the byline is not clear at “{shown}”; {_HELP}")
    return Byline(
        source=Source(outlet=unguarded(outlet), url=url or ""),
        authors=_authors(parts[0]) if parts else (),
        published=published,
        minutes=int(minutes[1]) if minutes else None,
    )


def _authors_written(authors: list[str]) -> str:
    written = [inline(_guarded_author(author)) for author in authors if author]
    head, tail = written[:-1], written[-1:]
    return " and ".join([", ".join(head), *tail] if head else tail)


def _guarded_author(author: str) -> str:
    """Keep a name from being read as two names, a date or a reading time."""
    if _DATE.fullmatch(author) or _ISO.fullmatch(author) or _MINUTES.fullmatch(author):
        return guard(author, _ALL)
    return guard(guard(author, DOT), _JOINTS)


def _authors(text: str) -> tuple[str, ...]:
    names = (unguarded(name) for name in _BETWEEN_AUTHORS.split(text))
    return tuple(name for name in names if name)


def _date_written(day: date, language: str) -> str:
    """Return a date in English, or in digits where the edition is not English."""
    if language != "en":
        return day.isoformat()
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _date(text: str, line: int) -> date | None:
    """Read a date; None: the text is not one."""
    english = _DATE.fullmatch(text)
    if not english and not _ISO.fullmatch(text):
        return None
    try:
        if not english:
            return date.fromisoformat(text)
        return date(int(english[3]), _month(english[2]), int(english[1]))
    except ValueError as error:
        message = f"“{text}” is not a date; write it as 14 January 2025"
        raise Misplaced(line, message) from error


def _month(name: str) -> int:
    """Return a month's number; raises ValueError where there is none of that name."""
    for number, month in enumerate(_MONTHS, start=1):
        if month.startswith(name):
            return number
    raise ValueError(name)
