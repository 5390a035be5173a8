"""Hazards of packing and size: bombs, lies about the packing, bodies without end."""

import gzip
import zlib
from collections.abc import AsyncIterator

import brotli

from tests.collect.hazards.hazard import Family, Place, Says
from tests.collect.hazards.saying import (
    HTML,
    answers,
    at_page,
    feed,
    http,
    page,
    reads,
    whole,
)

_FEED = feed().encode()
_MB = 1_000_000
_LARGE = "larger than"
_CUT = "cut off or damaged"
_ODD = "packed in a way"


def _packed(body: bytes, coding: str, *more: str) -> bytes:
    return http(body, f"Content-Encoding: {coding}", *more)


def _bomb(_place: Place) -> bytes:
    return _packed(gzip.compress(b" " * _MB) * 200, "gzip")


def _brotli_bomb(_place: Place) -> bytes:
    return _packed(brotli.compress(b" " * 50 * _MB, quality=1), "br")


def _deflate_bomb(_place: Place) -> bytes:
    return _packed(zlib.compress(b" " * 30 * _MB, 1), "deflate")


def _page_bomb(_place: Place) -> bytes:
    return _packed(gzip.compress(b"<p>" * 4 * _MB, 1), "gzip", HTML)


def _bare(body: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(body) + packer.flush()


def _endless(head: bytes, more: bytes) -> Says:
    async def said(_place: Place) -> AsyncIterator[bytes]:
        yield head
        while True:
            yield more

    return said


_GZIPPED = gzip.compress(_FEED)
_OPEN = b"HTTP/1.1 200 OK\r\nContent-Type: application/xml\r\n"

FAMILY = Family(
    name="packing and size",
    about="Bombs, lies about the packing, and bodies larger than anybody wants.",
    guard="unpacking",
    unguarded="memory fills with what a few kilobytes unfold to",
    hazards=(
        answers("a gzip bomb of 200 MB", _bomb, says=_LARGE),
        answers("a deflate bomb of 30 MB", _deflate_bomb, says=_LARGE),
        answers("a brotli bomb of 50 MB", _brotli_bomb, says=_LARGE),
        answers(
            "a gzip within a gzip, both declared",
            _packed(gzip.compress(_GZIPPED), "gzip, gzip"),
            says=_ODD,
        ),
        answers(
            "a gzip within a gzip, one declared",
            _packed(gzip.compress(_GZIPPED), "gzip"),
            says="neither XML nor JSON",
        ),
        answers(
            "a gzip file that nobody declared",
            http(_GZIPPED),
            says="neither XML nor JSON",
        ),
        answers("gzip that is not", _packed(_FEED, "gzip"), says=_CUT),
        answers("brotli that is not", _packed(_FEED, "br"), says=_CUT),
        answers(
            "deflate that is not", _packed(b"\x78\x9c" + _FEED, "deflate"), says=_CUT
        ),
        answers(
            "gzip cut off half way",
            _packed(_GZIPPED[: len(_GZIPPED) // 2], "gzip"),
            says=_CUT,
        ),
        answers("gzip without its checksum", _packed(_GZIPPED[:-8], "gzip"), says=_CUT),
        answers(
            "gzip with a wrong checksum",
            _packed(_GZIPPED[:-8] + b"\0" * 8, "gzip"),
            says=_CUT,
        ),
        answers(
            "brotli cut off half way",
            _packed(brotli.compress(_FEED)[:-200], "br"),
            says=_CUT,
        ),
        answers(
            "deflate cut off half way",
            _packed(zlib.compress(_FEED)[:-200], "deflate"),
            says=_CUT,
        ),
        answers(
            "zstd that nobody asked for",
            _packed(b"(\xb5/\xfd" + _FEED, "zstd"),
            says=_ODD,
        ),
        answers(
            "compress that nobody asked for",
            _packed(b"\x1f\x9d" + _FEED, "compress"),
            says=_ODD,
        ),
        answers(
            "a packing that does not exist", _packed(_FEED, "\x1b[31mred"), says=_ODD
        ),
        answers(
            "10 MB of empty gzip streams",
            lambda _: _packed(gzip.compress(b"") * 550_000, "gzip"),
            says=_LARGE,
        ),
        answers(
            "stuffing without end behind a gzip",
            _endless(
                _OPEN + b"Content-Encoding: gzip\r\n\r\n" + _GZIPPED, b"\0" * 60_000
            ),
            says=_LARGE,
        ),
        answers(
            "a body without end",
            _endless(_OPEN + b"\r\n" + _FEED[:200], b"<item>" * 10_000),
            says=_LARGE,
        ),
        answers(
            "chunks without end",
            _endless(
                _OPEN + b"Transfer-Encoding: chunked\r\n\r\n",
                b"ea60\r\n" + b" " * 60_000 + b"\r\n",
            ),
            says=_LARGE,
        ),
        answers(
            "a body one byte too large",
            lambda _: http(b" " * (10 * _MB + 1)),
            says=_LARGE,
        ),
        answers(
            "a body of nothing but spaces",
            lambda _: http(b" " * 9 * _MB),
            says="empty answer",
        ),
        at_page("a page that is a gzip bomb", _page_bomb, says=_LARGE),
        at_page(
            "a page without end",
            _endless(
                _OPEN.replace(b"application/xml", b"text/html") + b"\r\n<p>",
                b"word " * 10_000,
            ),
            says=_LARGE,
        ),
        at_page(
            "a page whose gzip is cut off",
            _packed(gzip.compress(page().encode())[:-300], "gzip", HTML),
            says=_CUT,
            unguarded="aiohttp hands out half the article as if it were whole",
        ),
        reads(
            "deflate without its wrapper",
            _bare(_FEED),
            "Content-Encoding: deflate",
            holds=whole,
        ),
        reads(
            "gzip in two streams",
            gzip.compress(_FEED[:700]) + gzip.compress(_FEED[700:]),
            "Content-Encoding: gzip",
            holds=whole,
        ),
        reads(
            "stuffing behind a gzip",
            _GZIPPED + b"\0" * 500,
            "Content-Encoding: gzip",
            holds=whole,
        ),
        reads("X-GZIP in capitals", _GZIPPED, "Content-Encoding: X-GZIP", holds=whole),
    ),
)
