"""What of other people's text may be printed: its characters, and how much of it."""

import re
import unicodedata

_NONCHARACTERS = "".join(
    chr(plane << 16 | last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF)
)
# Not text: control characters, halves of surrogate pairs, noncharacters, the mark of a
# failed decoding; invisible ones that break words in plain text; and embeddings and
# overrides of direction, which would run on into whatever is printed next.
_UNPRINTABLE = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b\u202a-\u202e\u2060-\u206f"
    r"\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff0-\ufffb\ufffd-\uffff\U000e0000-\U000e001f"
    f"{_NONCHARACTERS}]"
)
_SPACE = re.compile(r"[^\S\u00a0\u202f]+")
_BLANK_LINE = re.compile(r"\n\s*\n")
_ELLIPSIS = "…"
_SHORT = 25  # characters: they fit beside others on a phone


def clean(text: str) -> str:
    """Return a text as one line that any reader can show: NFC, nothing unprintable."""
    printable = _SPACE.sub(" ", _UNPRINTABLE.sub("", text))
    return unicodedata.normalize("NFC", printable).strip()


def cleaned_paragraphs(text: str) -> tuple[str, ...]:
    """Return the paragraphs of a text, each cleaned; none is empty."""
    found = (clean(paragraph) for paragraph in _BLANK_LINE.split(text))
    return tuple(paragraph for paragraph in found if paragraph)


def tied(text: str) -> str:
    """Return a short text, such as a date or a name, so that it stays on one line."""
    return text.replace(" ", "\u00a0") if len(text) <= _SHORT else text


def cut(text: str, limit: int) -> str:
    """Return a text of at most `limit` characters, cut after a whole word.

    A word that would take more than a third of the room with it is cut itself.
    """
    if len(text) <= limit:
        return text
    room = text[: limit - len(_ELLIPSIS)]
    inside_word = not text[len(room)].isspace()
    start = room.rpartition(" ")[0] if inside_word else room
    whole = start if len(start) * 3 > limit * 2 else room
    return _without_loose_end(whole) + _ELLIPSIS


def _without_loose_end(text: str) -> str:
    return re.sub(r"[\s,;:.–—\-…\u200d]+\Z", "", text)
