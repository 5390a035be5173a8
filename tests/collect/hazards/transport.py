"""Hazards of the connection: answers that never come, never end, or are none."""

import asyncio
from collections.abc import AsyncIterator

from tests.collect.hazards.hazard import RESET, Family, Hazard, Place, Says
from tests.collect.hazards.saying import XML, answers, feed, http, reads, whole

_FEED = feed().encode()
_HEAD = f"HTTP/1.1 200 OK\r\n{XML}\r\n".encode()
_LATE = "no answer within"
_ODD = "not an answer of the web"
_BROKE = "broke"
_CUT = "cut off or damaged"


def _chunked(*chunks: bytes) -> bytes:
    return _HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + b"".join(chunks)


def _chunk(content: bytes) -> bytes:
    return b"%x\r\n%b\r\n" % (len(content), content)


def _kept(answer: bytes) -> bytes:
    """An answer that does not say that it is the last."""
    return answer.replace(b"Connection: close\r\n", b"")


def _slowly(start: bytes, drop: bytes, pause: float = 0.05) -> Says:
    """Say a start, and then a drop from time to time, for ever."""

    async def said(_place: Place) -> AsyncIterator[bytes]:
        yield start
        while True:
            await asyncio.sleep(pause)
            yield drop

    return said


def _then_nothing(start: bytes) -> Says:
    """Say a start, and then nothing, with the line open."""

    async def said(_place: Place) -> AsyncIterator[bytes]:
        if start:
            yield start
        await asyncio.Event().wait()

    return said


def _then_reset(start: bytes) -> Says:
    async def said(_place: Place) -> AsyncIterator[bytes]:
        if start:
            yield start
            await asyncio.sleep(0.05)  # so that it is under way
        yield RESET

    return said


def _for_ever(start: bytes, more: bytes) -> Says:
    """Say a start, and then the same as fast as it is taken."""

    async def said(_place: Place) -> AsyncIterator[bytes]:
        yield start
        while True:
            yield more
            await asyncio.sleep(0)

    return said


_LENGTH = b"Content-Length: %d\r\n\r\n" % len(_FEED)
_NEVER: tuple[Hazard, ...] = (
    answers("accepts and never answers", _then_nothing(b""), says=_LATE),
    answers(
        "hangs after the status line", _then_nothing(b"HTTP/1.1 200 OK\r\n"), says=_LATE
    ),
    answers("hangs after the headers", _then_nothing(_HEAD + _LENGTH), says=_LATE),
    answers(
        "hangs in the middle of the body",
        _then_nothing(_HEAD + _LENGTH + _FEED[:500]),
        says=_LATE,
    ),
    answers(
        "hangs after the body, without its last byte",
        _then_nothing(_HEAD + _LENGTH + _FEED[:-1]),
        says=_LATE,
    ),
    answers(
        "drips headers, byte by byte",
        _slowly(b"HTTP/1.1 200 OK\r\nX: ", b"a"),
        says=_LATE,
    ),
    answers(
        "drips headers, line by line",
        _slowly(b"HTTP/1.1 200 OK\r\n", b"X: a\r\n"),
        says=_LATE,
    ),
    answers(
        "drips the body, byte by byte",
        _slowly(_HEAD + b"\r\n" + _FEED[:200], b" "),
        says=_LATE,
    ),
    answers(
        "drips chunks without end",
        _slowly(_chunked(_chunk(_FEED[:200])), _chunk(b" ")),
        says=_LATE,
    ),
    answers(
        "hangs in the middle of a chunk",
        _then_nothing(_chunked(b"fff\r\nabc")),
        says=_LATE,
    ),
    answers(
        "a flood of 100 Continue without end",
        _slowly(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 50, pause=0.01),
        says=_LATE,
    ),
    answers(
        "a flood of 103 Early Hints without end",
        _slowly(
            b"", b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" * 50, pause=0.01
        ),
        says=_LATE,
    ),
)
_BROKEN: tuple[Hazard, ...] = (
    answers("resets at once", _then_reset(b""), says=_BROKE),
    answers("resets after the headers", _then_reset(_HEAD + _LENGTH), says=_CUT),
    answers(
        "resets in the middle of the body",
        _then_reset(_HEAD + _LENGTH + _FEED[:500]),
        says=_CUT,
    ),
    answers("closes without a word", b"", says=_BROKE),
    answers("closes after the status line", b"HTTP/1.1 200 OK\r\n", says=_BROKE),
    answers("closes in the middle of the headers", _HEAD[:-5], says=_BROKE),
    answers(
        "Content-Length is larger than the body",
        http(_FEED, length=len(_FEED) + 500),
        says=_CUT,
    ),
    answers(
        "Content-Length cuts the body short",
        _kept(http(_FEED, length=len(_FEED) - 200)),
        says=_ODD,
    ),
    answers(
        "Content-Length is 0 before a feed", _kept(http(_FEED, length=0)), says=_ODD
    ),
    answers(
        "no Content-Length, and closed half way",
        _HEAD + b"\r\n" + _FEED[:900],
        says="cut off",
    ),
    answers("chunks without the last", _chunked(_chunk(_FEED)), says=_CUT),
    answers(
        "chunks cut off half way",
        _chunked(b"%x\r\n" % len(_FEED), _FEED[:500]),
        says=_CUT,
    ),
)
_WRONG: tuple[Hazard, ...] = (
    answers("a status line of garbage", b"\x16\x03\x01 garbage\r\n\r\n", says=_ODD),
    answers("a status without a number", b"HTTP/1.1 OK\r\n\r\n", says=_ODD),
    answers("a status of 99999", b"HTTP/1.1 99999 Odd\r\n\r\n", says=_ODD),
    answers("a status of -1", b"HTTP/1.1 -1 Odd\r\n\r\n", says=_ODD),
    answers("a version of HTTP that is none", b"HTTP/9.99.9 200 OK\r\n\r\n", says=_ODD),
    answers("HTTP/0.9: a body without headers", _FEED, says=_ODD),
    answers("the preface of HTTP/2", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", says=_ODD),
    answers("a settings frame of HTTP/2", b"\0\0\0\4\0\0\0\0\0\r\n\r\n", says=_ODD),
    answers("TLS on a plain port", b"\x15\x03\x03\x00\x02\x02\x28\r\n\r\n", says=_ODD),
    answers(
        "the greeting of a mail server", b"220 mail.example ESMTP\r\n\r\n", says=_ODD
    ),
    answers("the greeting of SSH", b"SSH-2.0-OpenSSH_9.9\r\n\r\n", says=_ODD),
    answers(
        "a header line without a colon", _HEAD + b"nothing\r\n\r\n" + _FEED, says=_ODD
    ),
    answers("a header with a NUL", _HEAD + b"X: a\0b\r\n\r\n" + _FEED, says=_ODD),
    answers(
        "a header of 1 MB", _HEAD + b"X: " + b"a" * 1_000_000 + b"\r\n\r\n", says=_ODD
    ),
    answers(
        "headers without end", _for_ever(_HEAD, b"X-More: and more\r\n" * 50), says=_ODD
    ),
    answers("a header without end", _for_ever(_HEAD + b"X: ", b"a" * 1_000), says=_ODD),
    answers(
        "two Content-Lengths that differ",
        _HEAD + b"Content-Length: 5\r\n" + _LENGTH + _FEED,
        says=_ODD,
    ),
    answers(
        "a negative Content-Length",
        _HEAD + b"Content-Length: -5\r\n\r\n" + _FEED,
        says=_ODD,
    ),
    answers(
        "a Content-Length of words",
        _HEAD + b"Content-Length: ten\r\n\r\n" + _FEED,
        says=_ODD,
    ),
    answers(
        "both Content-Length and chunks",
        _HEAD
        + b"Transfer-Encoding: chunked\r\n"
        + _LENGTH
        + _chunk(_FEED)
        + b"0\r\n\r\n",
        says=_ODD,
    ),
    answers("a chunk whose size is no number", _chunked(b"zz\r\n", _FEED), says=_ODD),
    answers("a chunk of a negative size", _chunked(b"-5\r\n", _FEED), says=_ODD),
    answers(
        "a chunk of 16 exabytes", _chunked(b"ffffffffffffffff\r\n", _FEED), says=_CUT
    ),
    answers(
        "a chunk's size without end", _for_ever(_chunked(), b"0" * 1_000), says=_LATE
    ),
)
_STATUS: tuple[Hazard, ...] = (
    answers("204 No Content", b"HTTP/1.1 204 No Content\r\n\r\n", says="204"),
    answers("204 with a body", _kept(http(_FEED, status="204 No Content")), says=_ODD),
    answers(
        "206 Partial Content that nobody asked for",
        http(_FEED[:900], status="206 Partial Content"),
        says="206",
    ),
    answers(
        "304 Not Modified to a first request",
        http(b"", status="304 Not Modified"),
        says="304",
    ),
    answers(
        "101 Switching Protocols",
        b"HTTP/1.1 101 Switching\r\nUpgrade: h2c\r\nConnection: upgrade\r\n\r\n",
        says="101",
    ),
    answers(
        "300 Multiple Choices", http(_FEED, status="300 Multiple Choices"), says="300"
    ),
    answers(
        "305 Use Proxy",
        http(b"", "Location: http://127.0.0.2/", status="305 Use Proxy"),
        says="305",
    ),
    answers("a status of 999", http(_FEED, status="999 Request denied"), says="999"),
    answers("500 that never passes", http(b"", status="500 Error"), says="500"),
    answers(
        "503 for a century",
        http(b"", "Retry-After: 3155760000", status="503 Wait"),
        says="503",
    ),
    answers(
        "429 until a date that is none",
        http(b"", "Retry-After: soon", status="429 Wait"),
        says="429",
    ),
    reads(
        "100 Continue before the answer",
        lambda _: b"HTTP/1.1 100 Continue\r\n\r\n" + http(_FEED),
        holds=whole,
    ),
    reads(
        "a second answer behind the first",
        lambda _: _kept(http(_FEED)) + http(b"<rss>other</rss>"),
        holds=whole,
    ),
    reads(
        "headers to set cookies, log in and refresh",
        _FEED,
        "Set-Cookie: a=b",
        "WWW-Authenticate: Basic",
        "Refresh: 0; url=http://127.0.0.2/",
        holds=whole,
    ),
    reads(
        "validators of 8,000 characters", _FEED, f'ETag: "{"a" * 7_900}"', holds=whole
    ),
    reads(
        "validators with controls",
        _FEED,
        "ETag: a\tb",
        "Last-Modified: \x01",
        holds=whole,
    ),
    reads(
        "max-age of a million years",
        _FEED,
        "Cache-Control: max-age=99999999999999",
        holds=whole,
    ),
)

FAMILY = Family(
    name="transport",
    about="The connection itself: never answering, never ending, or no HTTP at all.",
    guard="fetch",
    unguarded="a reader without a deadline waits for ever",
    hazards=(*_NEVER, *_BROKEN, *_WRONG, *_STATUS),
)
