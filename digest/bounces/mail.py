"""A mail that anybody may have sent, taken apart within bounds and without a fault."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from email.parser import Parser

MOST_BYTES = 256 * 1024
_MOST_PARTS = 24
_MOST_TEXT = 64 * 1024
_LONGEST_TYPE = 2_000
_TYPES = re.compile(r"(?i)^content-type:[^\n]*(?:\n[ \t][^\n]*)*", re.MULTILINE)
_TAG = re.compile(r"<[^<>]*>")
_FIELD = re.compile(r"([!-9;-~]{1,100})[ \t]*:[ \t]*(.*)", re.DOTALL)
_FOLD = re.compile(r"\r?\n[ \t]+")

Fields = tuple[tuple[str, str], ...]

_RETURNED = frozenset(
    {
        "message/rfc822",
        "message/global",
        "message/rfc822-headers",
        "message/global-headers",
        "text/rfc822-headers",
    }
)
_STATUS = frozenset({"message/delivery-status", "message/global-delivery-status"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """What there is in a mail that a report may stand in.

    Names of fields are lower-case. `status` has a group of fields for each recipient
    that a machine reports on, `feedback` those of a complaint, `returned` the header
    of the mail that it is about; each is empty where there is none.
    """

    headers: Fields
    kind: str
    text: str
    status: tuple[Fields, ...]
    feedback: Fields
    returned: Fields
    receipt: bool

    def header(self, name: str) -> str:
        """Return the first header of a name, or ""."""
        return first(self.headers, name)


def first(fields: Fields, name: str) -> str:
    """Return the first value of a name among fields, or ""."""
    return next((value for each, value in fields if each == name), "")


def opened(raw: bytes) -> Mail | None:
    """Take a mail apart; None where it is built to wear its reader out."""
    whole = raw[:MOST_BYTES].decode("utf-8", "replace").replace("\r\n", "\n")
    types = _TYPES.findall(whole)
    if len(types) > _MOST_PARTS or any(len(each) > _LONGEST_TYPE for each in types):
        return None
    message: Message = Parser().parsestr(whole)
    parts = list(_parts(message))
    return Mail(
        headers=_fields_of(message),
        kind=message.get_content_type(),
        text=_text(parts),
        status=_groups(parts),
        feedback=_feedback(parts),
        returned=_returned(parts),
        receipt=any(
            part.get_content_type() == "message/disposition-notification"
            for part in parts
        ),
    )


def fields_in(text: str) -> Fields:
    """Return the fields among lines of text: what looks like none is passed over."""
    lines = _FOLD.sub(" ", text).splitlines()
    found = (_FIELD.fullmatch(line.strip()) for line in lines)
    return tuple((match[1].lower(), match[2]) for match in found if match)


def _parts(message: Message) -> Iterator[Message]:
    """Yield the parts that hold something; a mail within the mail is one of them."""
    waiting = [message]
    while waiting:
        part = waiting.pop()
        children = part.get_payload()
        if isinstance(children, list) and part.get_content_maintype() == "multipart":
            waiting.extend(each for each in children[::-1] if isinstance(each, Message))
        else:
            yield part


def _fields_of(message: Message) -> Fields:
    return tuple(
        (str(name).lower(), " ".join(str(value).split())[:_MOST_TEXT])
        for name, value in message.items()
    )


def _text(parts: list[Message]) -> str:
    """Return what a person would read: plain text, or else HTML without its marks."""
    plain = [_decoded(p) for p in parts if p.get_content_type() == "text/plain"]
    if any(map(str.strip, plain)):
        return "\n".join(plain)[:_MOST_TEXT]
    html = [_decoded(p) for p in parts if p.get_content_type() == "text/html"]
    return _TAG.sub(" ", "\n".join(html)[:_MOST_TEXT])


def _decoded(part: Message) -> str:
    """Return a part's text; what matters of it is ASCII in all that mail is in."""
    payload = part.get_payload()
    encoding = str(part.get("content-transfer-encoding", "")).strip().lower()
    if encoding in {"base64", "quoted-printable"}:
        payload = part.get_payload(decode=True)
    if isinstance(payload, bytes):
        return payload.decode("utf-8", "replace")
    return payload if isinstance(payload, str) else ""


def _groups(parts: list[Message]) -> tuple[Fields, ...]:
    return tuple(
        group
        for part in parts
        if part.get_content_type() in _STATUS
        for block in _within(part)
        if (group := _fields_of(block) + fields_in(_decoded(block)))
    )


def _feedback(parts: list[Message]) -> Fields:
    return next(
        (
            tuple(
                field
                for block in _within(part)
                for field in _fields_of(block) + fields_in(_decoded(block))
            )
            for part in parts
            if part.get_content_type() == "message/feedback-report"
        ),
        (),
    )


def _returned(parts: list[Message]) -> Fields:
    return next(
        (
            tuple(
                field
                for block in _within(part)
                for field in _fields_of(block) or fields_in(_decoded(block))
            )
            for part in parts
            if part.get_content_type() in _RETURNED
        ),
        (),
    )


def _within(part: Message) -> list[Message]:
    """Return the mails within a part; one that is text is read as one."""
    payload = part.get_payload()
    if isinstance(payload, list):
        return [each for each in payload if isinstance(each, Message)]
    return [Parser().parsestr(_decoded(part)[:_MOST_TEXT], headersonly=True)]
