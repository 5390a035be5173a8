"""Letters and words as the other modules see them: what a capital is, what a word."""

import re
from functools import lru_cache
from typing import NamedTuple

# Python's expressions know no \p{Lu}; Latin, Greek and Cyrillic capitals are all below.
UPPER = "".join(chr(code) for code in range(0x41, 0x530) if chr(code).isupper())
# Bounded, since words are remembered: no real one is longer.
_TOKEN = re.compile(r"[^\W_]{1,60}(?:[.'’&\-][^\W_]{1,60}){0,8}|[^\w\s]")


class Word(NamedTuple):
    """One word or mark of a text, with its lower-case form and where it stands."""

    text: str
    lower: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        """Whether it is more than a mark."""
        return self.text[0].isalnum()

    @property
    def is_capital(self) -> bool:
        """Whether it begins as a name does."""
        return self.text[0].isupper()


def words(text: str, start: int, end: int) -> list[Word]:
    """Return the words and marks of `text[start:end]`, parentheses left out."""
    found: list[Word] = []
    depth = 0
    for match in _TOKEN.finditer(text, start, end):
        written = match.group()
        if written in "()[]":
            depth = max(0, depth + (1 if written in "([" else -1))
        elif depth == 0:
            found.append(Word(written, _bare(written), *match.span()))
    return found


@lru_cache(maxsize=20_000)
def _bare(written: str) -> str:
    """Return a word in lower case, without its possessive ending."""
    lower = written.lower().replace("’", "'").replace("ʼ", "'")
    return lower.removesuffix("'s")
