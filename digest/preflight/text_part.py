"""The plain-text part of an email: as clean, and as complete, as the HTML."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from digest.model import Finding
from digest.preflight.finding import error, warning
from digest.preflight.mail import Mail
from digest.preflight.plain import around, plain, same
from digest.text.columns import columns

_WIDEST = 78  # columns: RFC 5322, 2.1.1
_LEAST_WORDS, _LEAST_LINKS = 0.85, 0.80  # of the HTML's
_ELEMENTS = (
    "a|b|blockquote|body|br|div|em|h[1-6]|head|html|i|img|li|ol|p|span|strong|style|"
    "table|tbody|td|th|tr|ul"
)
_MARKUP = re.compile(
    rf"</?(?:{_ELEMENTS})(?:\s[^<>]{{0,500}})?/?>|&(?:[a-z]{{2,8}}|#\d{{2,6}});",
    re.IGNORECASE,
)
_FILLER = re.compile("[\u034f\u00ad\u200b\u2060\ufeff]")
_URL = re.compile(r"(?:https?://|mailto:)\S+")
_BLANKS = re.compile(r"\n[^\S\n]*\n[^\S\n]*\n[^\S\n]*\n")
_WORD = re.compile(r"\w+")
_TEMPLATE = "correct email.txt.j2"


def text_findings(mail: Mail) -> Iterator[Finding]:
    """Yield what is wrong with the text part."""
    if not mail.email.text.strip():
        message = "the email has no text part: some readers and filters want one"
        yield error("text-missing", message, _TEMPLATE, place="email.txt")
        return
    lines = mail.email.text.split("\n")
    for number, (line, below) in enumerate(pairwise((*lines, "")), 1):
        for finding in _of_line(line, below, mail):
            yield replace(finding, place=f"email.txt line {number}")
    if found := _BLANKS.search(mail.email.text):
        number = mail.email.text.count("\n", 0, found.start()) + 2
        message = "three blank lines stand together"
        place = f"email.txt line {number}"
        yield warning("text-blank-lines", message, _TEMPLATE, place=place)
    yield from _opening(lines, mail)
    yield from _unsubscribe(mail)
    yield from _completeness(mail)


def _of_line(line: str, below: str, mail: Mail) -> Iterator[Finding]:
    addresses = _URL.findall(line)
    found = _MARKUP.search(line)
    if found and not mail.printed.says(around(found)) and not addresses:
        message = f"“{found.group()[:40]}” is HTML, and stands there as it is"
        yield error("text-markup", message, _TEMPLATE)
    if _FILLER.search(line):
        message = "invisible characters stand in it, which some readers show"
        yield error("text-filler", message, _TEMPLATE)
    if line != line.rstrip():
        message = "it ends in spaces: with format=flowed it runs on"
        yield warning("text-trailing-space", message, _TEMPLATE)
    if not addresses and columns(line) > _WIDEST:
        message = f"it is {columns(line)} columns wide, more than {_WIDEST}"
        yield warning("text-wide", message, "use the filter `fill`")
    if addresses and line.strip() != addresses[0]:
        message = "an address shares its line with other words"
        yield warning("text-address", message, "put each address on a line of its own")
    if addresses and _is_broken(addresses[0], below, mail):
        message = f"the address {addresses[0][:60]} is broken off: it leads elsewhere"
        yield error("text-address-broken", message, "never break a line in an address")


def _is_broken(address: str, below: str, mail: Mail) -> bool:
    """Tell whether an address is the start of one that a link leads to.

    One that the edition's own words have is whole, unless the next line goes on.
    """
    start = same(address)
    if start in mail.addresses:
        return False
    rests = {to[len(start) :] for to in mail.addresses if to.startswith(start)}
    if not mail.printed.says(address):
        return bool(rests)
    goes_on = same(below.strip())
    return bool(goes_on) and any(rest.startswith(goes_on) for rest in rests)


def _opening(lines: list[str], mail: Mail) -> Iterator[Finding]:
    first = next((line for line in lines if line.strip()), "")
    names = (plain(mail.edition.title), plain(mail.newsletter.title))
    if not any(name and plain(first) in name for name in names) and not any(
        name and name in plain(first) for name in names
    ):
        message = "the first line does not name the newsletter"
        remedy = "print page.title there"
        yield warning("text-opening", message, remedy, place="email.txt line 1")


def _unsubscribe(mail: Mail) -> Iterator[Finding]:
    leave = mail.newsletter.unsubscribe
    if leave and same(leave) not in same(mail.email.text):
        message = f"{leave} is not in the text part: nobody can sign off there"
        remedy = "print page.footer.unsubscribe"
        yield error("text-unsubscribe", message, remedy, place="email.txt")


def _completeness(mail: Mail) -> Iterator[Finding]:
    told = _share(
        _WORD.findall(mail.visible.lower()), _WORD.findall(mail.email.text.lower())
    )
    if told < _LEAST_WORDS:
        message = f"it has {told:.0%} of the HTML's words, less than {_LEAST_WORDS:.0%}"
        yield warning("text-words", message, _TEMPLATE, place="email.txt")
    wanted = mail.addresses
    there = set(map(same, _URL.findall(mail.email.text)))
    share = len(wanted & there) / len(wanted) if wanted else 1
    if share < _LEAST_LINKS:
        message = (
            f"it has {share:.0%} of the HTML's links, less than {_LEAST_LINKS:.0%}"
        )
        yield warning("text-links", message, _TEMPLATE, place="email.txt")


def _share(wanted: list[str], there: list[str]) -> float:
    counted = Counter(wanted)
    common = counted & Counter(there)
    return common.total() / counted.total() if counted else 1
