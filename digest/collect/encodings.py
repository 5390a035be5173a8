"""Which characters the bytes of a page stand for."""

import re

_SNIFFED = 4_096  # bytes
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_KNOWN = re.compile(  # of all that Python decodes, what is on the web
    r"utf-?(?:8|16(?:[lb]e)?)|iso-?8859-?\d{1,2}|windows-?\d{3,4}|cp\d{3,4}|koi8-[ru]"
    r"|gb(?:2312|k|18030)|big5|shift[_-]jis|euc-(?:jp|kr)|latin-?1|us-ascii",
    re.IGNORECASE,
)


def decoded(html: bytes, *, content_type: str = "") -> str | bytes:
    """Return a page's characters as it declares them; its bytes where it does not.

    UTF-8 that can be read as such is taken at its word, whatever is declared.
    """
    try:
        return html.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    start = html[:_SNIFFED].decode("ascii", "ignore")
    declared = _CHARSET.search(content_type) or _CHARSET.search(start)
    if html.startswith(_MARKS) or not declared or not _KNOWN.fullmatch(declared[1]):
        return html
    try:
        return html.decode(declared[1], "replace")
    except LookupError:
        return html
