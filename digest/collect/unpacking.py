"""Packed answers, unpacked as they come in: never more of them than is wanted."""

import zlib
from typing import Protocol, Self

import brotli

from digest.collect.trouble import FetchError, Lasts

OFFERED = "gzip, deflate, br"  # what servers are told that we unpack

_GZIP = 16 + zlib.MAX_WBITS
_MAGIC = b"\x1f\x8b"


class _Unpacker(Protocol):
    """Unpacks one stream."""

    def unpacked(self, packed: bytes, most: int) -> bytes:
        """Return what some more bytes unpack to, `most` of it at most."""
        ...

    @property
    def is_over(self) -> bool:
        """Whether the stream has come to its end."""
        ...


class Body:
    """The body of one answer as it comes in, unpacked and counted.

    Raises:
        FetchError: it is packed in a way that nobody asked for.
    """

    def __init__(self, coding: str, *, max_bytes: int) -> None:
        self._unpacker = _unpacker(coding.strip().lower())
        self._max_bytes = max_bytes
        self._packed_bytes = 0
        self._came = bytearray()

    def take(self, packed: bytes) -> Self:
        """Take some more of it.

        Raises:
            FetchError: it is more than is wanted, or damaged.
        """
        room = self._max_bytes + 1 - len(self._came)
        self._packed_bytes += len(packed)
        try:
            self._came += self._unpacker.unpacked(packed, room)
        except (zlib.error, brotli.error) as error:
            raise _damaged() from error
        # packed, too: what follows the end of a stream unpacks to nothing, for ever
        if max(len(self._came), self._packed_bytes) > self._max_bytes:
            message = f"larger than {self._max_bytes:,} bytes"
            raise FetchError(message)
        return self

    def whole(self) -> bytes:
        """Return all of it.

        Raises:
            FetchError: its end is missing.
        """
        if self._packed_bytes and not self._unpacker.is_over:
            raise _damaged()
        return bytes(self._came)


def _damaged() -> FetchError:
    return FetchError("the answer is cut off or damaged", lasts=Lasts.A_MOMENT)


def _unpacker(coding: str) -> _Unpacker:
    match coding:
        case "" | "identity":
            return _Plain()
        case "gzip" | "x-gzip":
            return _Zlib(_GZIP)
        case "deflate":
            return _Deflate()
        case "br":
            return _Brotli()
        case _:
            message = f"the answer is packed in a way that was not asked for: {coding}"
            raise FetchError(message[:200])


class _Plain:
    """What is not packed at all."""

    is_over = True

    def unpacked(self, packed: bytes, _most: int) -> bytes:
        return packed


class _Zlib:
    """What gzip or zlib packed: of gzip there may be several streams in a row."""

    def __init__(self, window: int) -> None:
        self._window = window
        self._stream = zlib.decompressobj(window)
        self._held = b""

    @property
    def is_over(self) -> bool:
        return self._stream.eof

    def unpacked(self, packed: bytes, most: int) -> bytes:
        packed, self._held = self._held + packed, b""
        came = b""
        while packed and len(came) < most:
            if self._stream.eof:
                if packed == _MAGIC[:1]:
                    self._held = packed  # half a mark: the other half may be to come
                if not packed.startswith(_MAGIC):
                    break  # stuffing after the end
                self._stream = zlib.decompressobj(self._window)
            came += self._stream.decompress(packed, most - len(came))
            packed = self._stream.unused_data
        return came


class _Deflate:
    """What is called deflate: zlib's format, or from some servers the bare stream."""

    def __init__(self) -> None:
        self._inner: _Zlib | None = None

    @property
    def is_over(self) -> bool:
        return self._inner is not None and self._inner.is_over

    def unpacked(self, packed: bytes, most: int) -> bytes:
        if self._inner is None:
            bare = packed[:1] and packed[0] & 0xF != zlib.DEFLATED
            self._inner = _Zlib(-zlib.MAX_WBITS if bare else zlib.MAX_WBITS)
        return self._inner.unpacked(packed, most)


class _Brotli:
    """What brotli packed."""

    def __init__(self) -> None:
        self._stream = brotli.Decompressor()

    @property
    def is_over(self) -> bool:
        return bool(self._stream.is_finished())

    def unpacked(self, packed: bytes, most: int) -> bytes:
        came = b""
        while not self._stream.is_finished():
            came += self._stream.process(packed, output_buffer_limit=most - len(came))
            packed = b""
            if len(came) >= most or self._stream.can_accept_more_data():
                break
        return came
