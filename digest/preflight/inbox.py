"""What an inbox shows before an email is opened: its subject, and what follows it."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from digest.model import Email, Finding
from digest.preflight.finding import error, warning
from digest.preflight.mail import Mail
from digest.preflight.plain import key, plain

_SUBJECT, _PREHEADER = (10, 70), (40, 140)  # characters, least and most
_LEAST_FILLER = 40  # groups; else Gmail and Apple Mail go on with the body
_FILLER = re.compile(r"[\u034f\u200b-\u200d\u2007\u00ad\ufeff]+")
_CAPITALS = re.compile(r"[^\W\d_]{2,}")
_SHOUTED = 0.6  # of the letters
_FEW_LETTERS = 12  # an acronym or two
_MANY_MARKS = re.compile(r"[!?]{2,}|!.*!|[$€£₴]{2,}")
_WORD = re.compile(r"[\w%]+")
_TRAPS = Path(__file__).with_name("traps.toml")
_HEADLINE = "reword the first headline in the manuscript, which is the subject"


def subject_findings(email: Email) -> Iterator[Finding]:
    """Yield what is wrong with the subject."""
    subject, (least, most) = email.subject.strip(), _SUBJECT
    if not subject:
        yield error("subject-missing", "it is empty", _HEADLINE, place="subject")
        return
    if not least <= len(subject) <= most:
        message = f"it has {len(subject)} characters, not {least} to {most}"
        yield warning("subject-length", message, _HEADLINE, place="subject")
    if _shouts(subject):
        message = f"“{subject}” shouts: spam filters and people pass over it"
        yield warning("subject-shouts", message, _HEADLINE, place="subject")
    if trap := _trap(subject):
        message = f"“{trap}” is what spam filters look for"
        yield warning("subject-trap", message, _HEADLINE, place="subject")


def preheader_findings(mail: Mail) -> Iterator[Finding]:
    """Yield what is wrong with the line that an inbox shows after the subject."""
    element = mail.preheader
    if element is None:
        message = "no hidden text comes first in the body: an inbox shows the date line"
        remedy = "print page.preheader in a hidden element, first thing in the body"
        yield error("preheader-missing", message, remedy, place="email.html")
        return
    whole = "".join(element.itertext())
    text, (least, most) = plain(whole), _PREHEADER
    if not least <= len(text) <= most:
        message = f"it has {len(text)} characters, not {least} to {most}"
        remedy = "print page.preheader, or write longer headlines"
        yield warning("preheader-length", message, remedy, place="preheader")
    if key(text) == key(mail.email.subject):
        message = "it says the same as the subject"
        remedy = "print page.preheader, which goes on where the subject ends"
        yield warning("preheader-repeats", message, remedy, place="preheader")
    if len(_FILLER.findall(whole)) < _LEAST_FILLER:
        message = (
            f"fewer than {_LEAST_FILLER} fillers follow it: inboxes go on from there"
        )
        remedy = "print &#847;&#8204;&#160; that often behind it"
        yield warning("preheader-unpadded", message, remedy, place="preheader")


def _shouts(subject: str) -> bool:
    letters = "".join(_CAPITALS.findall(subject))
    loud = sum(letter.isupper() for letter in letters)
    is_loud = len(letters) >= _FEW_LETTERS and loud >= _SHOUTED * len(letters)
    return is_loud or _MANY_MARKS.search(subject) is not None


def _trap(subject: str) -> str:
    folded = f" {' '.join(_WORD.findall(subject.casefold()))} "
    return next((trap for trap in _traps() if f" {trap} " in folded), "")


@cache
def _traps() -> tuple[str, ...]:
    lists = tomllib.loads(_TRAPS.read_text(encoding="utf-8"))["phrases"]
    return tuple(phrase for language in sorted(lists) for phrase in lists[language])
