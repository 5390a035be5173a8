"""Mails that somebody built to break their reader."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.bounces import MOST_BYTES, code_in, kind_of, reported
from tests.bounces.samples import EXCHANGE, QMAIL, arf, dsn, loose

WHOLE = (dsn(), arf(), loose(QMAIL), loose(EXCHANGE))
SECONDS = 2.0


@given(st.binary(max_size=2_000))
def test_any_bytes_are_read(raw):
    reported(raw)


@given(st.sampled_from(WHOLE), st.data())
def test_any_damage_is_read(raw, data):
    start = data.draw(st.integers(0, len(raw)))
    end = data.draw(st.integers(start, min(len(raw), start + 200)))
    put = data.draw(st.binary(max_size=50) | st.sampled_from([b"\n\n", b"--cut\n"]))

    reported(raw[:start] + put + raw[end:])


@given(st.text(max_size=500))
def test_any_words_are_judged(words):
    assert kind_of(code_in(words), words) in {"hard", "soft", "policy"}


def nested(depth: int) -> bytes:
    levels = [
        f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n'
        for n in range(depth)
    ]
    return "".join(levels).encode()


REPORT = b"Return-Path: <>\nFrom: mailer-daemon@x.example\nSubject: failure notice\n"
NASTY = {
    "nested": nested(5_000),
    "a little nested": nested(23) + b"\n" * MOST_BYTES,
    "mails in mails": b"Content-Type: message/rfc822\n\n" * 20_000,
    "lines": REPORT + b"\n" * MOST_BYTES,
    "parameters": b'Content-Type: multipart/x; ";' + b'";' * 200_000,
    "folded parameters": b"Content-Type: multipart/x;\n" + b' ";\n' * 100_000,
    "a long subject": b"Subject: " + b"=?utf-8?q?a?=" * 30_000,
    "many fields": b"X: y\n" * 100_000,
    "dashes": REPORT + b"\n" + b"-" * 400_000,
    "angles": REPORT + b"Content-Type: text/html\n\n" + b"<" * 400_000,
    "ats": REPORT + b"\n550 " + b"a@" * 200_000,
    "digits": REPORT + b"\n" + b"5.1." * 100_000,
    "spaces": REPORT + b"\n" + b" " * 400_000 + b"x",
    "user user": REPORT + b"\n550 " + b"user " * 80_000,
    "tokens": b"To: " + b"a" * 400_000 + b"\n\n",
    "strange encoding": REPORT + b"Content-Transfer-Encoding: x-uuencode\n\nbegin 6\n",
    "strange charset": REPORT + b"Content-Type: text/plain; charset=idna\n\n\xff\xfe",
    "bomb": REPORT + b"Content-Type: text/plain; charset=zlib\n\n" + b"x\x9c" * 99_999,
    "control characters": b"Subject: \x00\x1b\r\r\r\nFrom\x00: a\n\n\x85\x0c",
    "no boundary": b"Content-Type: multipart/report\n\n--\n\n",
    "only a status": b"Content-Type: message/delivery-status\n\n",
    "only a complaint": b"Content-Type: message/feedback-report\n\n",
}


@pytest.mark.parametrize("name", NASTY)
def test_what_is_built_to_wear_its_reader_out_does_not(name):
    before = time.process_time()

    reported(NASTY[name])

    assert time.process_time() - before < SECONDS


def test_what_stands_beyond_the_limit_is_not_read():
    raw = dsn(original="Subject: x\n\n" + "y" * 3 * MOST_BYTES)

    assert reported(raw).kind == "hard"
