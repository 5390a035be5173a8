"""Expat, told to gather text before it hands it on: feedparser's driver here.

Without, each line and each entity of a text is a call of its own, and half of
feedparser's time goes into those. What comes out is the same.
"""

from typing import Any
from xml.sax.expatreader import ExpatParser

DRIVER = __name__

_BUFFERED = 65_536  # bytes of text at a time; longer ones come in several


class _Gathering(ExpatParser):
    """A reader of XML that hands on text in pieces as large as there are."""

    def reset(self) -> None:
        """Begin with a parser that buffers."""
        super().reset()
        parser: Any = self._parser  # type: ignore[attr-defined]  # not in the stubs
        parser.buffer_text = True
        parser.buffer_size = _BUFFERED


def create_parser() -> ExpatParser:
    """Return a parser, as `xml.sax.make_parser` asks its drivers for one."""
    return _Gathering()
