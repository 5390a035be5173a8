"""The finished message: its headers, its lines and the order of its parts."""

import re
from collections.abc import Iterator
from email import policy
from email.message import Message
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime

from digest.model import Finding
from digest.preflight.finding import error, warning

_ONCE = ("From", "To", "Subject", "Date", "Message-ID", "MIME-Version")
_LONGEST_LINE = 998  # RFC 5322, 2.1.1, without CRLF
_ENCODED_WORD = re.compile(rb"=\?[^?\s]{1,80}\?[bqBQ]\?[^?\s]{0,2000}\?=")
_LONGEST_WORD = 75  # RFC 2047, 2
_MESSAGE_ID = re.compile(r"<[^<>@\s]{1,200}@([^<>@\s]{1,255})>")
_ZONE = re.compile(r"[+-]\d{4}\s*(?:\([^)]{0,40}\))?\s*\Z")
_ONE_CLICK = "List-Unsubscribe=One-Click"  # RFC 8058, 3.1
_OURS = "this should not happen: tell us with the manuscript"


def message_findings(content: bytes) -> Iterator[Finding]:
    """Yield what is wrong with a message as it goes to a mail server."""
    head, _, _ = content.partition(b"\r\n\r\n")
    # Headers as they stand: the newer policy puts right what it reads.
    message = BytesParser(policy=policy.compat32).parsebytes(content)
    yield from _lines(content, head)
    yield from _headers(message)
    yield from _list_headers(message)
    yield from _parts(message)


def _lines(content: bytes, head: bytes) -> Iterator[Finding]:
    if re.search(rb"(?<!\r)\n|\r(?!\n)", content):
        yield _wrong("message-lines", "a line does not end in CRLF")
    if any(len(line) > _LONGEST_LINE for line in content.split(b"\r\n")):
        yield _wrong("message-lines", f"a line is longer than {_LONGEST_LINE} bytes")
    if not head.isascii():
        yield _wrong("header-form", "a header is not ASCII")
    if any(len(word) > _LONGEST_WORD for word in _ENCODED_WORD.findall(head)):
        yield _wrong("header-form", f"an encoded word is longer than {_LONGEST_WORD}")


def _headers(message: Message) -> Iterator[Finding]:
    for name in _ONCE:
        number = len(message.get_all(name, []))
        if number != 1:
            yield _wrong("header-missing", f"it has {number} headers {name}, not one")
    if message.defects:
        yield _wrong("header-form", f"it cannot be read: {message.defects[0]}")
    if message.get("Bcc") is not None:
        yield _wrong("header-form", "it tells who else gets it (Bcc)")
    name, address = parseaddr(str(message.get("From", "")))
    if not name or "@" not in address:
        text = "From has no name beside its address"
        remedy = "write `from: A name <address>` into the settings"
        yield warning("sender-name", text, remedy, place="header From")
    own = _MESSAGE_ID.fullmatch(str(message.get("Message-ID", "")).strip())
    if own is None or own[1].lower() != address.rpartition("@")[2].lower():
        yield _wrong("header-form", "its Message-ID is not of the sender's domain")
    if not _is_dated(str(message.get("Date", ""))):
        yield _wrong("header-form", "its Date cannot be read, or has no time zone")


def _list_headers(message: Message) -> Iterator[Finding]:
    if message.get("List-Id") is None:
        yield _wrong("header-missing", "it has no List-Id")
    automatic = str(message.get("Auto-Submitted", "")) == "auto-generated"
    if not automatic and str(message.get("Precedence", "")) != "bulk":
        yield _wrong("header-missing", "nothing says that a program sent it")
    leave = str(message.get("List-Unsubscribe", ""))
    one_click = message.get("List-Unsubscribe-Post")
    if "https:" in leave and one_click != _ONE_CLICK:
        yield _wrong("unsubscribe-header", "it cannot be unsubscribed by one click")
    if "https:" in leave and not leave.startswith("<https:"):
        yield _wrong("unsubscribe-header", "the https address is not the first")


def _parts(message: Message) -> Iterator[Finding]:
    kinds = [part.get_content_type() for part in message.walk()]
    if kinds != ["multipart/alternative", "text/plain", "text/html"]:
        yield _wrong("message-parts", f"its parts are {', '.join(kinds)}")


def _is_dated(value: str) -> bool:
    try:
        parsedate_to_datetime(value)
    except ValueError:
        return False
    return _ZONE.search(value) is not None


def _wrong(code: str, message: str) -> Finding:
    return error(code, message, _OURS, place="message")
