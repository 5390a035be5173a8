"""Markup whose characters no parser takes: mended, before one is asked."""

import re
from html.entities import html5

_CONTROLS = bytes(code for code in range(0x20) if code not in b"\t\n\r") + b"\x7f"
_CDATA = b"<![CDATA["
_CONTROL = re.compile(b"[%b]" % re.escape(_CONTROLS))
_NO_CHARACTERS = (b"\xef\xbf\xbe", b"\xef\xbf\xbf")  # U+FFFE and U+FFFF in UTF-8
_PAIR = re.compile(
    rb"&#(?:x0{0,8}(d[89ab][0-9a-f]{2})|0{0,8}(5[56]\d{3}));"
    rb"&#(?:x0{0,8}(d[c-f][0-9a-f]{2})|0{0,8}(5[67]\d{3}));",
    re.IGNORECASE,
)
_HEXADECIMAL = re.compile(rb"&#[xX]([0-9A-Fa-f]*+);")
_DECIMAL = re.compile(rb"&#([0-9]++);")
_NAMED = re.compile(rb"&(?!(?:lt|gt|amp|quot|apos);)([A-Za-z][A-Za-z0-9]{1,31});")
_UNKNOWN = b"&#xFFFD;"
_DIGITS = 10  # more do not make a character
_HIGHEST = 0x10FFFF
_HIGH, _LOW = range(0xD800, 0xDC00), range(0xDC00, 0xE000)  # UTF-16's halves


def mended(markup: bytes) -> bytes:
    """Return markup in UTF-8 whose references all lead to a character.

    Those that do not become U+FFFD, halves of a character beyond U+FFFF are put
    together, and names that only HTML knows become numbers. What stands in CDATA is
    text to a parser, and stays as it is.
    """
    first, *others = markup.split(_CDATA)
    parts = [_mended(first)]
    for other in others:
        inside, end, after = other.partition(b"]]>")
        parts += (_CDATA, inside, end, _mended(after))
    return b"".join(parts)


def without_controls(text: bytes) -> bytes:
    """Return a text in UTF-8 without the characters that are none in XML."""
    for odd in _NO_CHARACTERS:
        text = text.replace(odd, b"")
    return text.translate(None, _CONTROLS) if _CONTROL.search(text) else text


def _mended(markup: bytes) -> bytes:
    if b"&#" in markup:
        markup = _PAIR.sub(_joined, markup)
        markup = _HEXADECIMAL.sub(lambda found: _checked(found, 16), markup)
        markup = _DECIMAL.sub(lambda found: _checked(found, 10), markup)
    return _NAMED.sub(_numbered, markup)


def _is_character(code: int) -> bool:
    """Tell whether XML takes a code for a character."""
    if code < ord(" "):
        return code in b"\t\n\r"
    halves = _HIGH.start <= code < _LOW.stop
    return code <= _HIGHEST and not halves and code & 0xFFFE != 0xFFFE  # noqa: PLR2004  the last two of each plane


def _joined(found: re.Match[bytes]) -> bytes:
    high, low = _code(found[1], found[2]), _code(found[3], found[4])
    if high not in _HIGH or low not in _LOW:
        return found[0]
    return b"&#%d;" % (0x10000 + ((high - _HIGH.start) << 10) + low - _LOW.start)


def _code(hexadecimal: bytes | None, decimal: bytes | None) -> int:
    return int(hexadecimal, 16) if hexadecimal else int(decimal or b"0")


def _checked(found: re.Match[bytes], base: int) -> bytes:
    digits = found[1].lstrip(b"0")
    if len(digits) > _DIGITS or not _is_character(int(digits or b"0", base)):
        return _UNKNOWN
    return found[0]


def _numbered(found: re.Match[bytes]) -> bytes:
    characters = html5.get(f"{found[1].decode('ascii')};")
    if characters is None:
        return found[0]
    return "".join(f"&#{ord(each)};" for each in characters).encode("ascii")
