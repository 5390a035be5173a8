"""Which characters bytes stand for, with and without a word from whoever sent them."""

import gzip
import time
import zlib

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.collect.encodings import decoded, utf8
from digest.collect.mending import mended, without_controls
from digest.collect.trouble import FetchError
from digest.collect.unpacking import Body

UKRAINIAN = "Верховна Рада ухвалила закон про бюджет, а їхній з'їзд у Києві."


@given(st.text())
def test_utf8_stays_as_it_is(text: str):
    body = text.encode("utf-8", "replace")

    assert decoded(body).encode() == utf8(body) or body.startswith(b"\xef\xbb\xbf")
    if not text.startswith("\ufeff") and "\0" not in text[:256] and "\x1b" not in text:
        assert utf8(body) == body


@given(st.binary(), st.text(max_size=30))
def test_any_bytes_stand_for_something(body: bytes, content_type: str):
    assert isinstance(decoded(body, content_type=content_type), str)


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-u", "iso-8859-5"])
def test_a_few_letters_tell_what_encoding_they_are_in(encoding: str):
    title = "Новини України"

    assert decoded(f"<title>{title}</title>".encode(encoding))[7:-8] == title


@given(st.integers(0, 40))
def test_one_bad_byte_costs_one_character(at: int):
    body = UKRAINIAN.encode()
    start = body[: 2 * at].decode("utf-8", "ignore").encode()

    text = decoded(start + b"\xff" + body[len(start) :])

    assert text == f"{start.decode()}\ufffd{body[len(start) :].decode()}"


@pytest.mark.parametrize(
    "body",
    [
        b"\xe9" * 5_000_000,
        bytes(range(128, 256)) * 40_000,
        "абвгґдеєж ".encode("cp1251") * 500_000,
        b"\x81" * 5_000_000,
        b"<meta " * 800_000 + b"\xff",
        b"<?xml " * 800_000 + b"\xff",
    ],
    ids=lambda body: repr(body[:6]),
)
def test_no_bytes_take_long_to_make_out(body: bytes):
    started = time.process_time()

    decoded(body)

    assert time.process_time() - started < 3


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (b"&#65;&#x41;&amp;&lt;", b"&#65;&#x41;&amp;&lt;"),
        (b"&#xD83D;&#xDE00;", b"&#128512;"),
        (b"&#55357;&#56832;", b"&#128512;"),
        (b"&#xD83D;&#xD83D;", b"&#xFFFD;&#xFFFD;"),
        (b"&#x110000;&#x;&#0;&#27;", b"&#xFFFD;" * 4),
        (b"&eacute;&nbsp;&none;", b"&#233;&#160;&none;"),
        (b"AT&T; & co", b"AT&T; & co"),
    ],
)
def test_references_lead_to_characters(markup: bytes, expected: bytes):
    assert mended(markup) == expected


@given(st.binary())
def test_mending_twice_is_mending_once(markup: bytes):
    once = mended(without_controls(markup))

    assert mended(without_controls(once)) == once


@pytest.mark.parametrize(
    "markup",
    [b"&" * 3_000_000, b"&#" * 2_000_000, b"&#x" + b"0" * 3_000_000, b"&a" * 2_000_000],
    ids=lambda markup: repr(markup[:4]),
)
def test_no_markup_takes_long_to_mend(markup: bytes):
    started = time.process_time()

    mended(markup)

    assert time.process_time() - started < 3


PACKED = {"gzip": gzip.compress, "deflate": zlib.compress, "br": brotli.compress}


@given(st.binary(min_size=1), st.sampled_from(sorted(PACKED)), st.integers(1, 50))
def test_a_packed_body_comes_out_whole_in_any_pieces(
    body: bytes, coding: str, piece: int
):
    packed = PACKED[coding](body)
    came = Body(coding, max_bytes=1_000_000)

    for at in range(0, len(packed), piece):
        came.take(packed[at : at + piece])

    assert came.whole() == body


@given(st.binary(min_size=1), st.sampled_from(sorted(PACKED)), st.data())
def test_a_packed_body_without_its_end_is_an_error(
    body: bytes, coding: str, data: st.DataObject
):
    packed = PACKED[coding](body)
    end = data.draw(st.integers(1, len(packed) - 1))

    with pytest.raises(FetchError, match="cut off or damaged"):
        Body(coding, max_bytes=1_000_000).take(packed[:end]).whole()


@pytest.mark.parametrize("coding", sorted(PACKED))
def test_no_more_is_unpacked_than_is_wanted(coding: str):
    packed = PACKED[coding](bytes(1_001))

    assert Body(coding, max_bytes=1_001).take(packed).whole() == bytes(1_001)
    with pytest.raises(FetchError, match="larger than 1,000 bytes"):
        Body(coding, max_bytes=1_000).take(packed)


def test_a_dash_of_windows_1252_does_not_make_it_japanese():
    text = "This pattern—the gradual tightening of finance—is “new” to the region."

    body = f'<?xml version="1.0" encoding="iso-8859-1"?><p>{text}</p>'.encode("cp1252")

    assert text in decoded(body)
    assert text in decoded(body.partition(b"?>")[2])
