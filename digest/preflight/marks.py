"""Marks that only programs read, where people read: subject, text part, HTML."""

import re
from collections.abc import Iterator

from digest.model import Finding
from digest.preflight.finding import error
from digest.preflight.leftovers import NO_VALUE
from digest.preflight.mail import Mail
from digest.preflight.plain import around, shortened

_TEMPLATES = re.compile(
    r"\{\{|\{%|</?mj-|\$\{[^{}\n]{1,40}\}|\*\|[A-Za-z0-9_:.]{1,40}\|\*|%%\w{1,40}%%"
    r"|(?<![\w%])%(?:s|\(\w{1,40}\)s)(?!\w)"
)
_MARKDOWN = re.compile(
    r"\*\*[^\s*][^*\n]{0,300}\*\*|\[[^\[\]\n]{1,200}\]\((?:#|https?:)[^()\s]{0,500}\)"
)
# UTF-8 that was read as Windows-1252, or as Latin-1: “’” becomes “â€™”.
# Without what may follow those letters where they end a word: spaces, marks, dots.
_GARBLED = re.compile(
    "â€|[ÃÂÐ][\u0080-\u009f]|Ã[©¨¼¶¤¡³±§]|Â[©®°²³]|Ð[°±²³´µ¶¸¹º¼½¾]|ï¿½|ï»¿"
)
# What ends a line or turns the text around; a text part has its line breaks.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_BREAKS = re.compile("[\n\u2028\u2029]")
_NO_VALUE = re.compile(rf"\W*({NO_VALUE})\W*")
_LISTED = re.compile(r"[·|,;()]")  # between values on a line
_TEMPLATE = "correct the template that prints it"


def mark_findings(mail: Mail) -> Iterator[Finding]:
    """Yield what templates, Markdown or a wrong decoding left for readers to see."""
    subject = mail.email.subject
    yield from _of_text(subject, "subject", mail)
    if _BREAKS.search(subject):
        message = "a line break stands in it: what follows may be read as a header"
        yield error("control-character", message, _TEMPLATE, place="subject")
    for number, line in enumerate(mail.email.text.split("\n"), 1):
        place = f"email.txt line {number}"
        yield from _of_text(line, place, mail)
        yield from _no_values(line, place, mail)
    for run in mail.light:
        for finding in _of_text(run.text, "", mail):
            yield mail.at(run.element, finding)


def _of_text(text: str, place: str, mail: Mail) -> Iterator[Finding]:
    if text.isalpha():
        return
    if (found := _TEMPLATES.search(text)) and not mail.printed.says(around(found)):
        message = f"“{found.group()}” is left where readers see it"
        yield error("template-leftover", message, _TEMPLATE, place=place)
    if (found := _MARKDOWN.search(text)) and not mail.printed.says(around(found)):
        message = f"“{shortened(found.group())}” is Markdown, and stands there as it is"
        yield error("markdown-leftover", message, _TEMPLATE, place=place)
    if (found := _GARBLED.search(text)) and not mail.printed.says(around(found)):
        message = f"“{around(found)}” was decoded wrongly"
        yield error("letters-garbled", message, "save the file as UTF-8", place=place)
    if "\ufffd" in text and place:  # in the HTML: see `leftovers`
        message = "a letter was lost in decoding (U+FFFD)"
        remedy = "put back the letter in the manuscript"
        yield error("letter-lost", message, remedy, place=place)
    if found := _CONTROLS.search(text):
        message = f"a character that is no text stands in it (U+{ord(found[0]):04X})"
        yield error("control-character", message, _TEMPLATE, place=place)


def _no_values(line: str, place: str, mail: Mail) -> Iterator[Finding]:
    for part in _LISTED.split(line):
        found = _NO_VALUE.fullmatch(part)
        if found and not mail.printed.says(found[1]):
            message = f"the text “{found[1]}” has no value where one should stand"
            yield error("value-missing", message, _TEMPLATE, place=place)
