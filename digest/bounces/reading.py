"""What came to the bounce address: a report, a complaint, a farewell, or nothing.

Whom it is about is told by tokens and Message-IDs, never by an address: those
anybody can write, and a forged report must not sign others off.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from digest.bounces.kinds import code_in, kind_of, reply_in
from digest.bounces.mail import Fields, Mail, fields_in, first, opened
from digest.bounces.phrases import (
    ANSWERS,
    DAEMONS,
    DELAYS,
    FAILURES,
    MARKERS,
    SUBJECTS,
)
from digest.model import BounceKind

ReportKind = (
    BounceKind | Literal["unsubscribe", "delayed", "delivered", "auto-reply", "other"]
)

_COMPLAINTS = frozenset({"abuse", "fraud", "opt-out", "opt-out-list"})
_REACHED = frozenset({"delivered", "relayed", "expanded"})
_RECIPIENTS = frozenset(
    {
        "to",
        "delivered-to",
        "x-original-to",
        "envelope-to",
        "x-envelope-to",
        "x-rcpt-to",
        "original-recipient",
        "received",
    }
)
_OWN = frozenset({"return-path", "list-unsubscribe", "x-original-return-path"})
_MOST_TOKENS, _MOST_DETAIL, _MOST_HEAD = 10, 200, 20_000
_LONGEST_MARKER = 200
_TOKEN = re.compile(r"(?i)(?<![a-z0-9])[a-z2-7]{47}(?![a-z0-9])")
_FAREWELL = re.compile(r"(?i)^\s*(?:unsubscribe\s+)?([a-z2-7]{47})\s*$", re.MULTILINE)
_MESSAGE_ID = re.compile(r"<[^<>\s@]{1,200}@[^<>\s@]{1,200}>")
_ADDRESS = re.compile(r"[^\s@]*@[^\s@]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a mail says, and the signs by which to know whom and which copy it is about.

    `tokens` were in the addresses that it was sent to, or in the returned mail's own
    header; `message_ids` are the returned mail's. None of them is verified yet. `code`
    is an enhanced status code (RFC 3463), or ""; `detail` names no address.
    """

    kind: ReportKind
    code: str = ""
    detail: str = ""
    tokens: tuple[str, ...] = ()
    message_ids: tuple[str, ...] = ()


def reported(raw: bytes) -> Report:
    """Return what a mail reports; it may be of any bytes at all."""
    mail = opened(raw)
    if mail is None:
        return Report(kind="other", detail="too many parts")
    return _machine_report(mail) or _letter(mail)


def _machine_report(mail: Mail) -> Report | None:
    """Return what a mail server reports; None where it reports nothing."""
    if mail.feedback or _is_old_complaint(mail):
        return _complaint(mail)
    if mail.receipt:
        return Report(kind="auto-reply")
    if mail.status:
        return _status_report(mail)
    if _is_loose_report(mail):
        return _loose_report(mail)
    return None


def _letter(mail: Mail) -> Report:
    """Return what somebody wrote, or what answered in his absence."""
    if _is_answer(mail):
        return Report(kind="auto-reply")
    farewell = tuple(_farewells(mail))
    return Report(kind="unsubscribe" if farewell else "other", tokens=farewell)


# ── complaints ────────────────────────────────────────────────────────────────────


def _is_old_complaint(mail: Mail) -> bool:
    """Tell whether this is how Microsoft's JMRP complained before it spoke ARF."""
    subject = mail.header("subject").lower()
    return bool(mail.returned) and subject.startswith("complaint about message from")


def _complaint(mail: Mail) -> Report:
    said = first(mail.feedback, "feedback-type").strip().lower() or "abuse"
    is_complaint = said in _COMPLAINTS
    return Report(
        kind="complaint" if is_complaint else "other",
        detail=_nameless(said),
        tokens=_tokens(mail, mail.returned),
        message_ids=_message_ids(mail.returned),
    )


# ── reports with a part for machines ──────────────────────────────────────────────


def _status_report(mail: Mail) -> Report:
    """Return what the first recipient's fields say; those that failed go first."""
    groups = [group for group in mail.status if first(group, "action")]
    failed = [group for group in groups if _action(group) in {"failed", "error"}]
    group = next(iter(failed or groups or mail.status))
    action = _action(group)
    if action == "delayed":
        return Report(kind="delayed")
    if action in _REACHED:
        return Report(kind="delivered")
    words = first(group, "diagnostic-code").partition(";")[2].strip()
    words = words or first(group, "diagnostic-code") or mail.text[:_MOST_HEAD]
    return _failure(mail, code_in(first(group, "status")), words)


def _action(group: Fields) -> str:
    words = re.findall("[a-z]+", first(group, "action").lower()[:100])
    return words[0] if words else ""


def _failure(mail: Mail, status: str, words: str) -> Report:
    """Return a report of a failure; a status that says nothing gives way to words."""
    told = code_in(words)
    code = told if told and (not status or status.endswith(".0.0")) else status
    returned = mail.returned or _returned_in(mail.text)
    return Report(
        kind=kind_of(code, words),
        code=code,
        detail=_nameless(words),
        tokens=_tokens(mail, returned),
        message_ids=_message_ids(returned) or _message_ids(_grouped(mail.status)),
    )


def _grouped(groups: Iterable[Fields]) -> Fields:
    """Return the fields by which Exchange names the mail, as that mail would."""
    name = "x-original-message-id"
    return tuple(
        ("message-id", value) for group in groups for key, value in group if key == name
    )


# ── reports for people only ───────────────────────────────────────────────────────


def _is_loose_report(mail: Mail) -> bool:
    """Tell whether a mail server wrote it, and wrote of a failure or a delay."""
    sender = mail.header("from").lower()
    is_daemon = any(name in sender for name in DAEMONS)
    is_null = mail.header("return-path").strip() == "<>"
    if not (is_daemon or is_null or mail.header("x-failed-recipients")):
        return False
    subject = mail.header("subject").lower()
    head = _head(mail.text).lower()
    return any(each in subject for each in SUBJECTS) or any(
        each in head for each in (*FAILURES, *DELAYS)
    )


def _loose_report(mail: Mail) -> Report:
    head = _head(mail.text)
    said = f"{mail.header('subject')}\n{head}".lower()
    if any(each in said for each in DELAYS):
        return Report(kind="delayed")
    return _failure(mail, "", _telling(head))


def _telling(head: str) -> str:
    """Return the words from the line on that has a code: before it, it is polite."""
    lines = head.splitlines()
    numbers = [
        n for n, line in enumerate(lines) if code_in(line) or reply_in(f"{line} ")
    ]
    return "\n".join(lines[numbers[0] :] if numbers else lines)


def _head(text: str) -> str:
    """Return what stands before the mail that is sent back."""
    return "\n".join(_lines_before_marker(text[:_MOST_HEAD]))


def _lines_before_marker(text: str) -> Iterator[str]:
    for line in text.splitlines():
        if _is_marker(line):
            return
        yield line


def _returned_in(text: str) -> Fields:
    """Return the header that a text goes on with, where there is one."""
    lines = text.splitlines()
    marks = [number for number, line in enumerate(lines) if _is_marker(line)]
    return fields_in("\n".join(lines[marks[0] + 1 :])) if marks else ()


def _is_marker(line: str) -> bool:
    if len(line) > _LONGEST_MARKER:
        return False
    said = line.lower()
    return any(each in said for each in MARKERS)


# ── what is no report ─────────────────────────────────────────────────────────────


def _is_answer(mail: Mail) -> bool:
    """Tell whether a machine answered in somebody's absence: RFC 3834, and custom."""
    automatic = mail.header("auto-submitted").lower()
    if automatic and not automatic.startswith("no"):
        return True
    precedence = mail.header("precedence").lower()
    known = {name for name, _ in mail.headers}
    subject = mail.header("subject").lower()
    return (
        precedence in {"auto_reply", "bulk", "junk"}
        or bool(known & {"x-autoreply", "x-autorespond", "x-auto-response-suppress"})
        or any(subject.startswith(each) for each in ANSWERS)
    )


def _farewells(mail: Mail) -> Iterator[str]:
    """Yield tokens by which somebody may ask to be let go.

    In the addresses and the subject anywhere, in the text on a line of their own: an
    answer that quotes an edition quotes its links, too, and means nothing by it.
    """
    subject = _TOKEN.findall(mail.header("subject")[:1_000])
    text = _FAREWELL.findall(mail.text[:_MOST_HEAD])
    found = [*_addressed(mail), *subject, *text]
    yield from list(dict.fromkeys(each.lower() for each in found))[:_MOST_TOKENS]


# ── signs ─────────────────────────────────────────────────────────────────────────


def _tokens(mail: Mail, returned: Fields) -> tuple[str, ...]:
    own = [token for key, value in returned if key in _OWN for token in _in(value)]
    found = dict.fromkeys(each.lower() for each in [*_addressed(mail), *own])
    return tuple(found)[:_MOST_TOKENS]


def _addressed(mail: Mail) -> list[str]:
    return [
        token
        for key, value in mail.headers
        if key in _RECIPIENTS
        for token in _in(value)
    ]


def _in(value: str) -> list[str]:
    return _TOKEN.findall(value[:4_000])[:_MOST_TOKENS]


def _message_ids(fields: Fields) -> tuple[str, ...]:
    found = [
        match[0]
        for key, value in fields
        if key == "message-id" and (match := _MESSAGE_ID.search(value[:1_000]))
    ]
    return tuple(dict.fromkeys(found))[:_MOST_TOKENS]


def _nameless(words: str) -> str:
    """Return a server's words in one short line, without an address."""
    short = " ".join(words[: 4 * _MOST_DETAIL].split())
    shown = "".join(each if each.isprintable() else " " for each in short)
    return _ADDRESS.sub("…", shown)[:_MOST_DETAIL].strip()
