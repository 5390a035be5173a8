"""The message as it goes to a mail server: headers, lines, parts."""

import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from digest.deliver import addressed
from digest.preflight import preflight
from tests.preflight.emails import Sent, a_good_one, a_ukrainian_one

NOW = datetime(2025, 1, 17, 6, tzinfo=UTC)


def content(sent: Sent) -> bytes:
    return addressed(
        sent.email,
        recipient="ada@reader.example",
        newsletter=sent.newsletter,
        now=NOW,
    ).content


def codes(sent: Sent, message: bytes) -> set[str]:
    found = preflight(
        sent.email,
        edition=sent.edition,
        newsletter=sent.newsletter,
        message=message,
    )
    return {finding.code for finding in found.findings}


@pytest.mark.parametrize("sent", [a_good_one(), a_ukrainian_one()], ids=["en", "uk"])
def test_nothing_is_said_of_a_message_of_ours(sent: Sent):
    assert codes(sent, content(sent)) == set()


def without(name: bytes):
    return lambda whole: b"\r\n".join(
        line for line in whole.split(b"\r\n") if not line.startswith(name)
    )


def swapped(old: bytes, new: bytes):
    def broken(whole: bytes) -> bytes:
        assert old in whole
        return whole.replace(old, new, 1)

    return broken


@pytest.mark.parametrize(
    ("broken", "code"),
    [
        (without(b"Date:"), "header-missing"),
        (without(b"List-Id:"), "header-missing"),
        (swapped(b"To: ", b"To: x@x.example\r\nTo: "), "header-missing"),
        (
            lambda whole: without(b"Auto-Submitted")(without(b"Precedence")(whole)),
            "header-missing",
        ),
        (swapped(b"To: ", b"Bcc: x@x.example\r\nTo: "), "header-form"),
        (swapped(b"+0000", b""), "header-form"),
        (
            lambda whole: re.sub(
                rb"(Message-ID: <[^@]*@)[^>]*", rb"\1x.example", whole
            ),
            "header-form",
        ),
        (swapped(b"Subject: ", b"Subject: \xd0\x9f "), "header-form"),
        (
            swapped(b"Subject: ", b"Subject: =?utf-8?q?" + b"x" * 80 + b"?= "),
            "header-form",
        ),
        (swapped(b'"The Harbour Letter" <', b"<"), "sender-name"),
        (without(b"List-Unsubscribe-Post"), "unsubscribe-header"),
        (
            swapped(
                b"<https://harbour.example/leave", b"<mailto:x@x.example>, <https://x"
            ),
            "unsubscribe-header",
        ),
        (swapped(b"\r\n", b"\n"), "message-lines"),
        (lambda whole: whole + b"x" * 999, "message-lines"),
        (swapped(b"text/plain", b"text/markdown"), "message-parts"),
    ],
    ids=(
        "no date",
        "no list",
        "two readers",
        "no program",
        "a blind copy",
        "no zone",
        "another domain",
        "not ASCII",
        "a long word",
        "no name",
        "no click",
        "mail first",
        "bare lines",
        "a long line",
        "other parts",
    ),
)
def test_what_is_broken_in_a_message_is_caught(
    broken: Callable[[bytes], bytes], code: str
):
    sent = a_good_one()

    assert code in codes(sent, broken(content(sent)))
