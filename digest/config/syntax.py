"""What a YAML parser complains of, in plain words, with what to write instead."""

from ruamel.yaml.error import MarkedYAMLError, StringMark
from ruamel.yaml.reader import ReaderError

from digest.errors import Mistake

_UNCLOSED = "a bracket that is opened here is never closed"
_QUOTES = "a text that begins with one of * & ! @ ` % goes between single quotes"

# What the parser says (a part of it), and what that means to someone who writes.
_AT_THE_PROBLEM = {
    "mapping values are not allowed": (
        "a second colon in one value, or a line indented too far: put a text with a "
        "colon in quotes, as in title: 'Ukraine: the week'"
    ),
    "found character '\\t'": "a tab: indent with spaces",
    "cannot start any token": _QUOTES,
    "expected alphabetic or numeric character": _QUOTES,
    "expected <block end>": (
        "this line's indentation fits nothing above it: keys of one level begin in "
        "the same column, and so do the dashes of one list"
    ),
    "found unknown escape character": (
        "a backslash in double quotes: put a text with a backslash, as in '\\d+', "
        "between single quotes"
    ),
}
_AT_THE_START = {
    "could not find expected ':'": (
        "a colon is missing: write `key: value`, and indent the further lines of a "
        "longer text"
    ),
    "expected the node content": "a value is missing, or a bracket is never closed",
    "expected ',' or ']'": _UNCLOSED,
    "expected ',' or '}'": _UNCLOSED,
    "unexpected end of stream": "a quotation mark that is opened here is never closed",
    "unexpected document separator": "a quotation mark is opened here and never closed",
}


def in_plain_words(error: MarkedYAMLError | ReaderError, text: str) -> Mistake:
    """Return the mistake that a YAML parser stopped at."""
    if isinstance(error, ReaderError):
        return _unreadable_character(error, text)
    problem = (error.problem or error.context or "").replace("\t", "\\t")
    for part, message in _AT_THE_START.items():
        if part in problem:
            return _mistake(error.context_mark or error.problem_mark, message, text)
    for part, message in _AT_THE_PROBLEM.items():
        if part in problem:
            return _mistake(error.problem_mark, message, text)
    return _mistake(error.problem_mark, f"this is not YAML: {problem}", text)


def _mistake(mark: StringMark | None, message: str, text: str) -> Mistake:
    """Return a mistake in its line, or in the last one where the text ends too soon."""
    last = max(1, len(text.splitlines()))
    line = None if mark is None else min(int(mark.line) + 1, last)
    return Mistake(line=line, where="", message=message)


def _unreadable_character(error: ReaderError, text: str) -> Mistake:
    character = text[error.position] if error.position < len(text) else "\ufffd"
    return Mistake(
        line=text.count("\n", 0, error.position) + 1,
        where="",
        message=f"take away the character U+{ord(character):04X}: YAML forbids it",
    )
