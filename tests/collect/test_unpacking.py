import gzip
import zlib

import brotli
import pytest

from digest.collect.unpacking import Body

TEXT = b"Twenty-four boats came back. " * 20
PACKED = {
    "identity": TEXT,
    "gzip": gzip.compress(TEXT[:200]) + gzip.compress(TEXT[200:]),
    "deflate": zlib.compress(TEXT),
    "br": brotli.compress(TEXT),
}


@pytest.mark.parametrize("size", [1, 2, 7, 100, 10_000])
@pytest.mark.parametrize("coding", PACKED)
def test_a_body_is_the_same_in_whatever_pieces_it_comes(coding: str, size: int):
    packed = PACKED[coding]
    body = Body(coding, max_bytes=10_000)
    for start in range(0, len(packed), size):
        body.take(packed[start : start + size])

    assert body.whole() == TEXT


@pytest.mark.parametrize("stuffing", [b"\0\0\0", b"\x1f"])
def test_what_stands_after_the_end_of_a_stream_is_left_alone(stuffing: bytes):
    body = Body("gzip", max_bytes=10_000).take(gzip.compress(TEXT) + stuffing)

    assert body.whole() == TEXT
