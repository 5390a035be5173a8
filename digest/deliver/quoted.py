"""Quoted-printable (RFC 2045, 6.7) in pieces, so that a text is encoded once for many.

Every piece begins on a fresh line and none has a line that begins with a dot or with
"From ", which some mail servers would change. Pieces can therefore be joined as they
are: in SMTP without a look for dots (RFC 5321, 4.5.2), under a signature in any case.
"""

import re
from collections.abc import Sequence

# With a "=" at its end, and what protects its first letter, a line has 76 characters.
_FOLD = re.compile(rb"(?=.{74})(?:.{73}|.{72}|.{71})(?<!=)(?<!=.)")
_UNSAFE = re.compile(rb"[^ -<>-~]+")
_CLOSING_SPACE = re.compile(rb"(?m) (?=\r?$)")
_ALTERED_BY_SERVERS = re.compile(rb"(?m)^(?:\.|F(?=rom ))")
_LINE_ENDS = re.compile(r"\r\n|\r|\n")
_PLAIN = re.compile(r"[!-<>-~]*")
_WIDTH = 73
_SOFT, _HARD = b"=\r\n", b"\r\n"


def lines(text: str) -> str:
    """Return a text with line ends as email has them, one at its end."""
    return _LINE_ENDS.sub("\r\n", text.rstrip("\r\n") + "\n")


def fixed(texts: Sequence[str]) -> list[bytes]:
    """Encode what stands between personal pieces: before the first, …, behind the last.

    The texts have line ends as `lines` makes them.
    """
    last = len(texts) - 1
    return [
        _fixed(text, opens=number == 0, closes=number == last)
        for number, text in enumerate(texts)
    ]


def personal(text: str) -> bytes:
    """Encode what stands between two fixed pieces; it holds no white space then."""
    written = text.encode("utf-8", "replace")
    if _PLAIN.fullmatch(text):  # an address, as a rule: this is done for each copy
        starts = range(0, len(written), _WIDTH)
        folds = [_opening(written[start : start + _WIDTH]) for start in starts]
        return _SOFT.join(folds)
    return _protected(_folded(_escaped(written).replace(b" ", b"=20")))


def _fixed(text: str, *, opens: bool, closes: bool) -> bytes:
    encoded = _HARD.join(
        map(_escaped, text.encode("utf-8", "replace").split(_HARD)),
    )
    encoded = _folded(_CLOSING_SPACE.sub(b"=20", encoded))
    if not opens and not encoded.startswith(_HARD):
        encoded = _SOFT + encoded
    if not closes and encoded and not encoded.endswith(_HARD):
        encoded += _SOFT
    return _protected(encoded)


def _escaped(line: bytes) -> bytes:
    """Return a line with all but plain letters in hexadecimal, control characters too.

    Line ends that are not ours are among these.
    """
    return _UNSAFE.sub(_hexadecimal, line)


def _hexadecimal(found: re.Match[bytes]) -> bytes:
    return b"=" + found.group().hex("=").upper().encode("ascii")


def _folded(encoded: bytes) -> bytes:
    return _FOLD.sub(rb"\g<0>=\r\n", encoded)


def _opening(line: bytes) -> bytes:
    return b"=2E" + line[1:] if line.startswith(b".") else line


def _protected(encoded: bytes) -> bytes:
    return _ALTERED_BY_SERVERS.sub(_first_in_hexadecimal, encoded)


def _first_in_hexadecimal(found: re.Match[bytes]) -> bytes:
    return b"=%02X" % found.group()[0]
