"""What a mail server's answer means for a message, and whose fault it is.

RFC 5321, 4.2.1 has the reply codes, RFC 3463 and the registry of RFC 5248 the enhanced
ones. Some large receivers use the vague ones for unknown users: for those, and where
there is none, the words decide, and in doubt it is not the address: one that stays on
the list costs a message, one that is taken off wrongly a reader.
"""

import re

from digest.deliver.outboxes import Outcome
from digest.model import Blame, DeliveryStatus

_MAX_REPLY = 200  # bytes
_ENHANCED = re.compile(rb"([245]\.[0-9]{1,3}\.[0-9]{1,3})(?![0-9.])")
# No such mailbox, domain or route; moved; closed; owned by somebody else by now.
_ADDRESS = frozenset(
    (
        *("5.1.1", "5.1.2", "5.1.3", "5.1.4", "5.1.6", "5.1.10", "5.2.1", "5.4.4"),
        *("5.7.13", "5.7.17", "5.7.18"),
    )
)
# A full mailbox, a system out of room or out of order, a loop, a time that ran out.
_PASSING = frozenset(
    ("5.2.2", "5.3.0", "5.3.1", "5.3.2", "5.3.5", "5.4.2", "5.4.3", "5.4.6", "5.4.7")
)
# Exchange Online says 5.4.1 and outlook.com 5.5.0 of unknown users, others 5.1.0.
_VAGUE = frozenset(("", "5.0.0", "5.1.0", "5.4.0", "5.4.1", "5.5.0"))
_NOT_WELCOME = re.compile(
    r"block|spam|black ?list|deny ?list|reputation|polic|dkim|spf\b|dmarc|sender|relay"
    r"|virus|complain|unsolicited|banned|\brate\b|too many",
    re.IGNORECASE,
)
_FULL = re.compile(r"quota|full\b|storage", re.IGNORECASE)
_NOBODY = re.compile(
    r"(?:user|recipient|mailbox|account|address|customer)s?\b.{0,40}"
    r"\b(?:unknown|unavailable|not|no longer|doesn't|invalid|disabled|inactive"
    r"|rejected)\b"
    r"|(?:unknown|no such|invalid|bad|inactive|disabled) "
    r"(?:user|recipient|mailbox|account|address|destination|local)",
    re.IGNORECASE,
)
_NO_SUCH = frozenset((551, 553))  # RFC 5321, 4.2.3: not here; no such name
_NO_ROOM = 552


def outcome(
    code: int, reply: bytes, recipient: str, *, otherwise: DeliveryStatus
) -> Outcome:
    """Return what an answer means; `otherwise` where it is none that we know."""
    statuses: dict[int, DeliveryStatus] = {2: "sent", 4: "deferred", 5: "refused"}
    status = statuses.get(code // 100, otherwise)
    if status == "sent":
        return Outcome(status=status)
    return Outcome(
        status=status,
        detail=f"{code} {_nameless(reply, recipient)}".strip(),
        code=enhanced(code, reply),
        blame=blame(code, reply),
    )


def enhanced(code: int, reply: bytes) -> str:
    """Return the enhanced status code that an answer begins with, or ""."""
    found = _ENHANCED.match(reply)
    status = found[1].decode("ascii") if found else ""
    return status if status.startswith(str(code)[:1]) else ""


def blame(code: int, reply: bytes) -> Blame:
    """Return whose fault it is that a server did not take a message."""
    if code // 100 != 5:  # noqa: PLR2004 - RFC 5321, 4.2.1: not for good
        return "passing"
    status = enhanced(code, reply)
    if status in _ADDRESS:
        return "address"
    if status in _PASSING:
        return "passing"
    if status in _VAGUE:
        return _blame_by_words(code, reply[:_MAX_REPLY].decode("ascii", "replace"))
    return "policy"


def _blame_by_words(code: int, words: str) -> Blame:
    if _NOT_WELCOME.search(words):
        return "policy"
    if code == _NO_ROOM or _FULL.search(words):
        return "passing"
    if code in _NO_SUCH or _NOBODY.search(words):
        return "address"
    return "policy"


def _nameless(reply: bytes, recipient: str) -> str:
    """Return the server's words without the address, which it likes to repeat."""
    words = reply[:_MAX_REPLY].decode("ascii", "replace")
    words = "".join(letter if letter.isprintable() else " " for letter in words)
    mailbox = re.escape(recipient.partition("@")[0])
    words = re.sub(rf"\S*@\S*|(?<!\w){mailbox}(?!\w)", "…", words, flags=re.IGNORECASE)
    return " ".join(words.split())
