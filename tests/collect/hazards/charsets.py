"""Hazards of encodings: undeclared, declared wrong, damaged, or none."""

from tests.collect.hazards.hazard import Family, Hazard
from tests.collect.hazards.saying import (
    HTML,
    at_page,
    fails,
    feed,
    first,
    http,
    item,
    page,
    reads,
    titled,
)

_UKRAINIAN = "Верховна Рада ухвалила бюджет, повідомляє пресслужба"
_RUSSIAN = "Съезд депутатов утвердил новый бюджет"
_FRENCH = "Le président a déclaré que l’été « était » très prêt"
_GERMAN = "Die Bundesregierung erklärte, die Maßnahmen könnten früher kommen"
_POLISH = "Rząd ogłosił, że środki będą dostępne w przyszłym roku"
_JAPANESE = "日本政府は新しい経済対策を発表した"
_CHINESE = "中国政府宣布新的经济措施"
_KOREAN = "정부는 새로운 경제 대책을 발표했다"


def _xml(title: str, *, declared: str = "") -> str:
    told = f'<?xml version="1.0"{f" encoding={declared!r}" if declared else ""}?>'
    return told + feed(item(title)).partition("?>")[2]


def _undeclared(title: str, encoding: str) -> Hazard:
    return reads(
        f"{encoding}, undeclared",
        _xml(title).encode(encoding),
        holds=titled(title),
        then="the right letters",
        guard="guessing",
        unguarded="mojibake",
    )


def _declared(
    name: str, title: str, encoding: str, *, xml: str = "", header: str = ""
) -> Hazard:
    told = f"Content-Type: text/xml{f'; charset={header}' if header else ''}"
    return reads(
        name,
        _xml(title, declared=xml).encode(encoding),
        told,
        holds=titled(title),
        then="the right letters",
    )


def _page(name: str, title: str, encoding: str, *, meta: str = "") -> Hazard:
    head = f"<meta charset={meta}>" if meta else ""
    markup = page(head=head, body=f"<p>{title}. {title}!</p>").encode(encoding)
    return at_page(
        name,
        http(markup, HTML),
        holds=lambda came: title in first(came).text,
        then="the right letters",
    )


_PLAIN = _xml("Київ — столиця", declared="utf-8").encode()
_BAD = _PLAIN.replace("столиця".encode(), "столи".encode() + b"\xff")

FAMILY = Family(
    name="encodings",
    about="What bytes stand for, whatever is declared, by whom, or by nobody.",
    guard="encodings",
    unguarded="mojibake, for ever in the store",
    hazards=(
        _undeclared(_UKRAINIAN, "windows-1251"),
        _undeclared(_UKRAINIAN, "koi8-u"),
        _undeclared(_RUSSIAN, "koi8-r"),
        _undeclared(_RUSSIAN, "iso-8859-5"),
        _undeclared(_FRENCH, "windows-1252"),
        _undeclared(_POLISH, "windows-1250"),
        _undeclared(_POLISH, "iso-8859-2"),
        _undeclared(_JAPANESE, "shift_jis"),
        _undeclared(_JAPANESE, "euc-jp"),
        _undeclared(_CHINESE, "gb18030"),
        _undeclared(_KOREAN, "euc-kr"),
        _undeclared(_UKRAINIAN, "utf-16"),
        _undeclared(_UKRAINIAN, "utf-16-le"),
        _undeclared(_UKRAINIAN, "utf-16-be"),
        _undeclared(_UKRAINIAN, "utf-32"),
        _undeclared(_UKRAINIAN, "utf-32-be"),
        _undeclared(_UKRAINIAN, "utf-8-sig"),
        _declared(
            "windows-1251 by the header", _UKRAINIAN, "cp1251", header="windows-1251"
        ),
        _declared(
            "windows-1251 by the XML declaration",
            _UKRAINIAN,
            "cp1251",
            xml="windows-1251",
        ),
        _declared(
            "windows-1251, and the header says latin-1",
            _UKRAINIAN,
            "cp1251",
            xml="windows-1251",
            header="iso-8859-1",
        ),
        _declared(
            "windows-1251, and the header says UTF-8",
            _UKRAINIAN,
            "cp1251",
            xml="windows-1251",
            header="utf-8",
        ),
        _declared(
            "windows-1251, and the declaration says UTF-8",
            _UKRAINIAN,
            "cp1251",
            xml="utf-8",
        ),
        _declared(
            "windows-1251, and all say latin-1",
            _UKRAINIAN,
            "cp1251",
            xml="iso-8859-1",
            header="iso-8859-1",
        ),
        _declared(
            "koi8-u by the header, windows-1251 by the declaration",
            _UKRAINIAN,
            "koi8-u",
            xml="windows-1251",
            header="koi8-u",
        ),
        _declared(
            "UTF-8, and all say windows-1251",
            _UKRAINIAN,
            "utf-8",
            xml="windows-1251",
            header="windows-1251",
        ),
        _declared(
            "UTF-8, and the header says us-ascii",
            _UKRAINIAN,
            "utf-8",
            header="us-ascii",
        ),
        _declared(
            "UTF-8, declared as UTF-16",
            _UKRAINIAN,
            "utf-8",
            xml="utf-16",
            header="utf-16",
        ),
        _declared(
            "a mark of UTF-8, declared as koi8-u",
            _UKRAINIAN,
            "utf-8-sig",
            xml="koi8-u",
            header="koi8-u",
        ),
        _declared(
            "a mark of UTF-16, declared as UTF-8",
            _UKRAINIAN,
            "utf-16",
            xml="utf-8",
            header="utf-8",
        ),
        _declared("latin-1 that is windows-1252", _FRENCH, "cp1252", xml="iso-8859-1"),
        _declared(
            "an encoding that does not exist",
            _GERMAN,
            "cp1252",
            xml="x-none",
            header="x-none",
        ),
        _declared(
            "an encoding that only Python knows",
            _GERMAN,
            "cp1252",
            xml="unicode_escape",
            header="rot13",
        ),
        reads(
            "UTF-8 with one bad byte",
            _BAD,
            holds=titled("Київ — столи\ufffd"),
            then="U+FFFD for that byte, and all else right",
            unguarded="feedparser reads all of it as MacRoman",
        ),
        reads(
            "UTF-8 with one bad byte, and nothing else",
            _xml("Tea\udcff", declared="utf-8").encode("utf-8", "surrogateescape"),
            holds=titled("Tea\ufffd"),
        ),
        reads(
            "overlong UTF-8",
            _xml("a\udcc0\udcafb", declared="utf-8").encode("utf-8", "surrogateescape"),
            holds=titled("a\ufffd\ufffdb"),
        ),
        reads(
            "a lone surrogate in UTF-8",
            _xml("Київ\udced\udca0\udc80", declared="utf-8").encode(
                "utf-8", "surrogateescape"
            ),
            holds=lambda came: first(came).entry.title.startswith("Київ"),
        ),
        reads(
            "UTF-7, which hides a script",
            _xml("+ADw-script+AD4-", declared="utf-7"),
            "Content-Type: text/xml; charset=utf-7",
            holds=titled("+ADw-script+AD4-"),
            then="taken for the letters that stand there",
        ),
        reads(
            "a byte order mark twice",
            b"\xef\xbb\xbf\xef\xbb\xbf" + _PLAIN,
            holds=titled("Київ — столиця"),
        ),
        reads(
            "NUL bytes here and there",
            _PLAIN.replace("столиця".encode(), b"\0st\0op\0"),
            holds=titled("Київ — stop"),
            then="without them",
        ),
        reads(
            "controls here and there",
            _PLAIN.replace("столиця".encode(), b"\x01st\x08op\x1b"),
            holds=titled("Київ — stop"),
            then="without them",
        ),
        fails("EBCDIC", _xml("A").encode("cp037"), says="no feed"),
        fails("random bytes", bytes(range(256)) * 300, says="no feed"),
        _page("a page in windows-1251, undeclared", _UKRAINIAN, "windows-1251"),
        _page("a page in koi8-u, undeclared", _UKRAINIAN, "koi8-u"),
        _page("a page in koi8-u by its meta", _UKRAINIAN, "koi8-u", meta="koi8-u"),
        _page("a page in windows-1252, undeclared", _FRENCH, "windows-1252"),
        _page(
            "a page in windows-1251, declared as UTF-8",
            _UKRAINIAN,
            "windows-1251",
            meta="utf-8",
        ),
        _page("a page in UTF-16", _UKRAINIAN, "utf-16"),
        at_page(
            "a page in UTF-8 with one bad byte",
            http(
                page(body=f"<p>{_UKRAINIAN} BAD!</p>")
                .encode()
                .replace(b"BAD", b"\xff"),
                HTML,
            ),
            holds=lambda came: f"{_UKRAINIAN} \ufffd!" in first(came).text,
            then="U+FFFD for that byte, and all else right",
        ),
    ),
)
