r"""Plain text ⇄ the Markdown that stands for it, escaped only where it must be.

A manuscript is for people: `7-2.` stays `7-2.`, and `[sic]` stays `[sic]`. A character
gets its backslash only where CommonMark would take it for a mark.

Some characters separate fields: the ` · ` of a byline, the ` … ` of a quotation, the
marks typed round the whole of one. Where one of them belongs to a name or to the words
themselves, it is *guarded*: replaced by a
stand-in (a lone surrogate, which no text can hold) that is written as `&middot;`, `\,`
and so on. The reader turns what is written so into the same stand-in, splits the
fields, and only then puts the character back.
"""

import re
import unicodedata

_SEPARATORS = {
    " ": "&#32;",
    ",": "\\,",
    "-": "\\-",
    "·": "&middot;",
    "…": "&hellip;",
    # Those below may open a pair of marks round a whole quotation: read without them.
    '"': '\\"',
    "'": "\\'",
    "“": "&ldquo;",
    "”": "&rdquo;",
    "„": "&bdquo;",
    "‟": "&#8223;",
    "«": "&laquo;",
    "»": "&raquo;",
    "″": "&Prime;",
    "〝": "&#12317;",
    "〞": "&#12318;",
    "＂": "&#65282;",
    "❝": "&#10077;",
    "❞": "&#10078;",
    "‘": "&lsquo;",
    "‚": "&sbquo;",
    "‹": "&lsaquo;",
}
_STAND_INS = {mark: chr(0xD800 + at) for at, mark in enumerate(_SEPARATORS)}
_GUARD = str.maketrans(_STAND_INS)
_UNGUARD = str.maketrans({guard: mark for mark, guard in _STAND_INS.items()})
_WRITTEN = str.maketrans(
    {_STAND_INS[mark]: written for mark, written in _SEPARATORS.items()}
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff]")
_SPACE = re.compile(r"[ \t-\r\x1c-\x1f\x85\u2028\u2029]+")  # all but no-break spaces
_BRACKETED = re.compile(r"\[(?![ xX]\]|\^)[^\[\]]+\](?![(\[:])")
_MARK = re.compile(
    r"""
    \\(?=[!-/:-@\[-`{-~\ud800-\ud81f]|$)  # would escape what follows, or break the line
    | `
    | (?<=\ )\*+(?=\ )                    # between spaces: never emphasis
    | \*
    | (?<=[^\W_])_+(?=[^\W_])             # inside a word: never emphasis
    | _
    | [\[\]]
    | <(?=[A-Za-z/!?])                    # would open a tag, a comment, an address
    | &(?=\#?\w{1,40};)                   # would be an entity
    | ~~+                                 # a fence; struck out on code hosts
    """,
    re.VERBOSE,
)
_BLOCK_MARK = re.compile(
    r"(?:[#]{1,6}|[-+])(?= |$)|[0-9]{1,9}(?=[.)](?: |$))|>|-(?=[- ]*$)"
)
_CLOSING_HASHES = re.compile(r"(?:^|(?<= ))#+$")
_AWKWARD_URL = re.compile(r"[\s<>]")
_URL_MARK = re.compile(r"\\(?=[!-/:-@\[-`{-~]|$)|[<>]|&(?=#?\w{1,40};)")


def clean(text: str) -> str:
    """Return a text as it can stand on one line: composed, single-spaced, stripped."""
    spaced = _SPACE.sub(" ", _CONTROL.sub("", text))
    return unicodedata.normalize("NFC", spaced).strip()


def guard(text: str, where: re.Pattern[str] | None = None) -> str:
    """Replace the separators by their stand-ins: all, or those that `where` matches."""
    if where is None:
        return text.translate(_GUARD)
    return where.sub(lambda match: match.group().translate(_GUARD), text)


def first_guarded(text: str) -> str:
    """Guard the first character alone."""
    return guard(text[:1]) + text[1:]


def unguarded(text: str) -> str:
    """Put the separators back, and return the text clean."""
    return clean(text.translate(_UNGUARD))


def inline(text: str) -> str:
    """Return the Markdown for a text in the middle of a line."""
    harmless = {
        at
        for match in _BRACKETED.finditer(text)
        for at in (match.start(), match.end() - 1)
    }

    def escaped(match: re.Match[str]) -> str:
        mark = match.group()
        return mark if match.start() in harmless or _literal(match) else _escaped(mark)

    return _MARK.sub(escaped, text).translate(_WRITTEN)


def paragraph(text: str) -> str:
    """Return the Markdown for a text that begins a paragraph."""
    written = inline(text)
    mark = _BLOCK_MARK.match(written)
    if not mark:
        return written
    at = mark.end() if mark.group()[0].isdigit() else 0
    return f"{written[:at]}\\{written[at:]}"


def heading(text: str) -> str:
    """Return the Markdown for a text that is a whole heading."""
    return _CLOSING_HASHES.sub(lambda hashes: "\\" + hashes.group(), inline(text))


def link(text: str, url: str) -> str:
    """Return a Markdown link."""
    address = _URL_MARK.sub(lambda mark: _escaped(mark.group()), url)
    awkward = _AWKWARD_URL.search(url) or not _balanced(url)
    return f"[{inline(text)}]({f'<{address}>' if awkward else address})"


def _literal(match: re.Match[str]) -> bool:
    """Tell whether a run of `*` or `_` stands where it cannot be emphasis."""
    before = match.string[max(0, match.start() - 1) : match.start()]
    after = match.string[match.end() : match.end() + 1]
    if match.group()[0] == "*":
        return before == after == " "
    return match.group()[0] == "_" and before.isalnum() and after.isalnum()


def _escaped(mark: str) -> str:
    return "".join(f"\\{character}" for character in mark)


def _balanced(url: str) -> bool:
    """Tell whether a bare link ends where the address does, parentheses and all."""
    return not re.search(r"[()]", re.sub(r"\([^()]*\)", "", url))
