"""What the bytes of a list stand for: the encodings that spreadsheets write."""

import codecs

_LOOK = 200  # bytes
_MARKED = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decoded(encoded: bytes) -> str:
    """Return a list as text.

    Raises:
        ValueError: it is neither UTF-8 nor UTF-16; the message says what to do.
    """
    encoding = _encoding(encoded)
    try:
        return encoded.decode(encoding)
    except UnicodeDecodeError as error:
        line = encoded.count(b"\n", 0, error.start) + 1
        message = (
            f"line {line} is not UTF-8 text: save the list as “CSV UTF-8”, or as"
            " “Unicode text”"
        )
        raise ValueError(message) from None


def _encoding(encoded: bytes) -> str:
    for mark, encoding in _MARKED:
        if encoded.startswith(mark):
            return encoding
    head = encoded[:_LOOK]  # the headings: every other byte of UTF-16 is 0 in them
    if len(head) > 1 and not any(head[1::2]):
        return "utf-16-le"
    return "utf-16-be" if len(head) > 1 and not any(head[::2]) else "utf-8"
