"""Which characters the bytes of a feed or page stand for."""

import codecs
import re

from digest.collect.guessing import likeliest

_SNIFFED = 4_096  # bytes
_PIECE = 250_000  # bytes
_XML = re.compile(r"<\?xml[^>]{0,200}?\bencoding\s*=\s*[\"']\s*([\w.:-]{1,40})")
_META = re.compile(
    r"<meta\b[^>]{0,400}?\bcharset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE
)
_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_KNOWN = re.compile(  # of all that Python decodes, what is on the web
    r"utf-?8|utf-?(?:16|32)(?:-?[lb]e)?|iso-?8859-?\d{1,2}|windows-?\d{3,4}|cp-?\d{3,4}"
    r"|koi8-[ru]|gb(?:2312|k|18030)|big5(?:-hkscs)?|shift[_-]jis|x-sjis|euc-(?:jp|kr)"
    r"|ks_c_5601-1987|iso-2022-jp|latin-?1|(?:us-)?ascii|tis-620|x-mac-cyrillic",
    re.IGNORECASE,
)
# What is declared, and the superset of it that is meant (encoding.spec.whatwg.org).
_MEANT = {
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "iso-8859-9": "cp1254",
    "iso-8859-11": "cp874",
    "tis-620": "cp874",
    "windows-874": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "x-mac-cyrillic": "mac-cyrillic",
}
_MARKS = (  # the longer first: UTF-32's begins as UTF-16's
    (b"\xff\xfe\0\0", "utf-32-le"),
    (b"\0\0\xfe\xff", "utf-32-be"),
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_DEFAULTS = frozenset(("utf-8", "utf8", "cp1252"))  # declared by servers, not people
_FEW = 3  # bytes that are damage in UTF-8 rather than another encoding


def utf8(body: bytes, *, content_type: str = "") -> bytes:
    """Return a feed or page in UTF-8: as it came, where it is that already."""
    marked = body.startswith(tuple(mark for mark, _ in _MARKS))
    odd = marked or b"\0" in body[:256] or b"\x1b" in body
    if not odd and _is_valid(body):
        return body
    return decoded(body, content_type=content_type).encode("utf-8", "replace")


def decoded(body: bytes, *, content_type: str = "") -> str:
    """Return the characters of a feed or page, whatever is declared or not.

    A byte order mark counts first, then what can be read as UTF-8, then what is
    declared and can be read so; where nothing helps, what the letters look like. What
    cannot be read becomes U+FFFD, byte by byte.
    """
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(encoding, "replace").lstrip("\ufeff")
    return body.decode(_encoding(body, content_type), "replace").lstrip("\ufeff")


def _encoding(body: bytes, content_type: str) -> str:
    wide = _wide(body)
    if wide:
        return wide
    declared = _declared(body, content_type)
    if "iso-2022-jp" in declared and b"\x1b" in body:
        return "iso-2022-jp"
    if _is_utf8(body, declared):
        return "utf-8"
    return _legacy(body, tuple(name for name in declared if _fits(name)))


def _legacy(body: bytes, declared: tuple[str, ...]) -> str:
    """Return the encoding of what is not UTF-8.

    Declarations that agree are believed, unless they are what servers say by default.
    """
    believed = set(declared) - _DEFAULTS
    if len(believed) == 1 and len(set(declared)) == 1:
        return declared[0]
    guess = likeliest(body, declared="cp1252" if "cp1252" in declared else None)
    if guess in declared or not declared:
        return guess or "cp1252"
    if believed:
        return next(name for name in declared if name in believed)
    return guess or next((name for name in declared if name != "utf-8"), "utf-8")


def _declared(body: bytes, content_type: str) -> tuple[str, ...]:
    """Return the encodings declared that are known: the document's own first."""
    start = body[:_SNIFFED].decode("ascii", "ignore")
    own = _XML.search(start[:300]) or _META.search(start)
    header = _HEADER.search(content_type[:1_000])
    names = (found[1].lower() for found in (own, header) if found)
    return tuple(_MEANT.get(name, name) for name in names if _KNOWN.fullmatch(name))


def _fits(name: str) -> bool:
    """Tell whether what is declared can be so: bytes without NUL are no UTF-16."""
    try:
        return not name.startswith(("utf-16", "utf16", "utf-32", "utf32")) and bool(
            "a".encode(name)
        )
    except LookupError:
        return False


def _wide(body: bytes) -> str | None:
    """Return the encoding of markup in UTF-16 or UTF-32 that has no mark."""
    start = body[:256]
    zeros = [start[place::4].count(0) * 2 > len(start) // 4 for place in range(4)]
    match zeros:
        case [False, True, True, True]:
            return "utf-32-le"
        case [True, True, True, False]:
            return "utf-32-be"
        case [False, True, False, True]:
            return "utf-16-le"
        case [True, False, True, False]:
            return "utf-16-be"
        case _:
            return None


def _is_utf8(body: bytes, declared: tuple[str, ...]) -> bool:
    """Tell whether bytes are UTF-8, be it with some damage."""
    if _is_valid(body):
        return True
    text = body.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = len(text) - len(text.encode("ascii", "ignore")) - bad
    said = not {"utf-8", "utf8"}.isdisjoint(declared)
    return good >= 2 * bad or (said and bad <= _FEW)


def _is_valid(body: bytes) -> bool:
    """Tell whether bytes are UTF-8, a piece at a time: as text they take four times."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for at in range(0, len(body), _PIECE):
            decoder.decode(body[at : at + _PIECE])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
