"""What of other people's text may be printed: its characters, and its bare words."""

import re
import unicodedata

_NONCHARACTERS = "".join(
    chr(plane << 16 | last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF)
)
# Not text: control characters, halves of surrogate pairs, noncharacters, the mark of a
# failed decoding; invisible ones that break words in plain text; and embeddings and
# overrides of direction, which would run on into whatever is printed next.
_UNPRINTABLE = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u034f\u200b\u202a-\u202e\u2060-\u206f"
    r"\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff0-\ufffb\ufffd-\uffff\U000e0000-\U000e001f"
    f"{_NONCHARACTERS}]"
)
_SPACE = re.compile(r"[^\S\u00a0\u202f]+")
_OUTER_MARKS = re.compile(r"\A[\W_]+|[\W_]+\Z")


def clean(text: str) -> str:
    """Return a text as one line that any reader can show: NFC, nothing unprintable."""
    printable = _SPACE.sub(" ", _UNPRINTABLE.sub("", text))
    return unicodedata.normalize("NFC", printable).strip()


def bare(text: str) -> str:
    """Return a text without the marks and spaces around it."""
    return _OUTER_MARKS.sub("", text)
