"""How other people's text is laid out: paragraphs, what stays together, how much."""

import re

from digest.text.printable import clean

_BLANK_LINE = re.compile(r"\n\s*\n")
_ELLIPSIS = "…"
_SHORT = 25  # characters: they fit beside others on a phone


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
