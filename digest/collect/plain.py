"""Plain text: what is left of a feed's words without markup and odd characters."""

import html
import re
import unicodedata

MAX_LINE = 1_000  # characters; no headline or name is longer

# Not white space and never text: controls, soft hyphens, zero-width spaces, bidi
# embeddings and overrides (they can make a reader see another order), lone surrogates
# (they cannot be encoded), interlinear marks and the invisible "tag" characters.
_UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b\u2060\ufeff"
    "\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufff9-\ufffb\ufffe\uffff"
    "\U000e0000-\U000e007f]"
)
_ACCENT = (
    "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
)
# How they begin in UTF-8, and a few others with them: looking for these is fast.
_ACCENT_BYTES = (b"\xcc", b"\xcd", b"\xd2", b"\xe1", b"\xe2\x83", b"\xef\xb8")
_PILED = re.compile(f"([{_ACCENT}]{{4}})[{_ACCENT}]+")  # no script piles up more
_TAG = re.compile(r"<!--.*?-->|</?[A-Za-z!][^<>]*>", re.DOTALL)
_HIDDEN = re.compile(r"<(script|style)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_ELEMENT = re.compile(  # of HTML, and to be met where plain text is expected
    r"<(?:!--|/?(?:a|abbr|b|big|br|cite|code|del|div|em|embed|font|form|frame|h[1-6]|hr"
    r"|html|i|iframe|img|input|ins|li|link|mark|math|meta|object|ol|p|pre|q|s|script"
    r"|small|span|strike|strong|style|sub|sup|svg|table|tt|u|ul|video|wbr)(?=[\s/>]))",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"\S+@\S+|https?://\S*", re.IGNORECASE)
_UNKNOWN = "und"  # BCP 47: undetermined
_SAMPLE = 8  # words
_ENGLISH = frozenset(
    ["the", "of", "and", "to", "that", "said", "for", "with", "is", "it"]
)
_UKRAINIAN = re.compile("[іїєґІЇЄҐ]")  # one letter in twelve, and of no other language
_BY = re.compile(r"(?:by|автор:?)\s+", re.IGNORECASE)
_NOBODY = frozenset(
    (
        "admin",
        "administrator",
        "author",
        "editor",
        "editors",
        "editorial",
        "staff",
        "webmaster",
        "unknown",
        "noreply",
        "user",
        "newsroom",
    )
)


def plain(text: str) -> str:
    """Return a text on one line: composed characters, single spaces, nothing hidden."""
    if _is_plain(text):
        return text.strip(" ")
    bare = _UNWANTED.sub("", text)
    # piled up first: composing takes the square of their number
    return " ".join(unicodedata.normalize("NFC", _PILED.sub(r"\1", bare)).split())


def _is_plain(text: str) -> bool:
    """Tell quickly whether only the outer spaces are too much, as it mostly is.

    Of white space only the space is printable, of what is unwanted nothing.
    """
    if not text.isprintable() or "  " in text:
        return False
    return text.isascii() or (
        not _is_piled(text) and unicodedata.is_normalized("NFC", text)
    )


def _is_piled(text: str) -> bool:
    encoded = text.encode("utf-8", "surrogatepass")
    accented = any(start in encoded for start in _ACCENT_BYTES)
    return accented and _PILED.search(text) is not None


def unmarked(markup: str) -> str:
    """Return the plain text of a short piece of markup, entities decoded once."""
    shown = _TAG.sub(" ", _HIDDEN.sub(" ", markup[: 4 * MAX_LINE]))
    return plain(html.unescape(shown))[:MAX_LINE]


def worded(text: str) -> str:
    """Return a line that is to be plain text, and may yet hold markup by mistake."""
    start = text[: 4 * MAX_LINE]
    return unmarked(start) if _ELEMENT.search(start) else plain(start)[:MAX_LINE]


def names(given: tuple[str, ...] | list[str], *, outlet: str = "") -> tuple[str, ...]:
    """Return the people among what a feed or page gives as authors, each once."""
    people: dict[str, None] = {}
    for raw in given[:20]:
        for part in re.split(
            r"\s*[,;|]\s*|\s+(?:and|&|та|і)\s+", plain(raw[:MAX_LINE])
        ):
            name = _BY.sub("", _ADDRESS.sub("", part), count=1).strip(" ()<>-–—")
            if _is_person(name, outlet):
                people[name] = None
    return tuple(people)


def _is_person(name: str, outlet: str) -> bool:
    folded = name.casefold()
    return (
        1 < len(name) <= 80  # noqa: PLR2004  a name of one letter is an initial
        and any(character.isalpha() for character in name)
        and folded not in _NOBODY
        and folded != outlet.casefold()
    )


def primary(language: object) -> str | None:
    """Return the primary tag of a language ("uk" of "uk-UA"); None: there is none."""
    tag = re.match(r"\s*([A-Za-z]{2,3})(?![A-Za-z])", str(language or ""))
    return tag[1].lower() if tag else None


def language_of(text: str, *declared: str | None) -> str:
    """Return the language of a text: as its letters tell, else the first declared."""
    start = text[:5_000]
    if len(_UKRAINIAN.findall(start)) * 100 > len(start):
        return "uk"
    tag = next((tag for tag in map(primary, declared) if tag), None)
    return tag or ("en" if _may_be_english(start) else _UNKNOWN)


def _may_be_english(text: str) -> bool:
    """Tell whether a text is short, or has one of the commonest English words."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    if any(word > "\u0250" for word in words[:_SAMPLE]):
        return False  # letters that are not Latin
    return len(words) < _SAMPLE or not _ENGLISH.isdisjoint(words)
