"""What is fuzzed with: sample feeds, the hazards' bodies, and damage done to them."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from tests.collect.hazards.hazard import Hazard
from tests.collect.hazards.saying import feed, item, page, raw_item
from tests.collect.hazards.table import FAMILIES

Damage = Callable[[bytes], bytes]

LARGEST = 60_000  # bytes of one body: what is larger is measured elsewhere
_FEEDS = Path(__file__).parents[2] / "examples" / "feeds"
_CHARSETS = (
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "utf-16-be",
    "utf-32",
    "windows-1251",
    "koi8-u",
    "windows-1252",
    "shift_jis",
    "gb18030",
)
_TOKENS = (
    "<",
    ">",
    "&",
    '"',
    "]]>",
    "<![CDATA[",
    "<!--",
    "-->",
    "<?xml",
    "?>",
    "<!DOCTYPE rss [",
    '<!ENTITY a "b">',
    "]>",
    "<item>",
    "</item>",
    "<entry>",
    "</entry>",
    "</channel></rss>",
    "<title>",
    "<link>",
    "<link href='javascript:alert(1)'/>",
    "<guid>",
    "<pubDate>",
    "<script>alert(1)</script>",
    "<p>“We are here now,” said Bob Smith.</p>",
    "<p>Some 1,000 people left the town on Monday, the mayor said.</p>",
    "<p>«Ми тут давно», — сказав Іван Гай.</p>",
    "<div hidden>",
    "&#xD83D;",
    "&#55357;&#56832;",
    "&#99999999999;",
    "&#0;",
    "&#x1b;",
    "&amp;#xD800;",
    "&eacute;",
    "&a;",
    "\x00",
    "\x0b",
    "\x1b[31m",
    "\x85",
    "\u2028",
    "\u202e",
    "\u2066",
    "\ufeff",
    "\ufffe",
    "\u0301" * 9,
    "e\u0301",
    "\u1100\u1161\u11a8",
    "\U000e0041",
    "https://",
    "http://[::1",
    "//a.example/b",
    "-1",
    "9999-99-99",
    "{",
    "}",
    '"items": [',
    "null,",
    "\\ud800",
)


@cache
def feeds() -> tuple[bytes, ...]:
    """Return whole feeds, ours and the hazards'."""
    ours = [path.read_bytes() for path in sorted(_FEEDS.iterdir()) if path.is_file()]
    own = [feed(), feed(item("One"), item("Two", link="/2")), feed(raw_item(""))]
    hazards = [hazard for family in FAMILIES for hazard in family.hazards]
    said = [body for hazard in hazards for body in _body(hazard, "/feed")]
    return (*ours, *(each.encode() for each in own), *said)


@cache
def pages() -> tuple[bytes, ...]:
    """Return whole pages."""
    hazards = [hazard for family in FAMILIES for hazard in family.hazards]
    said = [body for hazard in hazards for body in _body(hazard, "/page")]
    return (page().encode(), *said)


def _body(hazard: Hazard, path: str) -> list[bytes]:
    """Return the body a hazard answers with, where that is bytes and not too many."""
    said = hazard.answers.get(path)
    if not isinstance(said, bytes) or len(said) > LARGEST:
        return []
    return [said.partition(b"\r\n\r\n")[2]]


def damaged(bodies: tuple[bytes, ...]) -> st.SearchStrategy[bytes]:
    """Return bodies with some damage, such as the web does to them, and worse."""
    whole = st.sampled_from(bodies)
    damage = st.one_of(
        _cut(), _replaced(), _inserted(), _doubled(), _recoded(), _spliced(whole)
    )
    return st.builds(_done, whole, st.lists(damage, max_size=5))


def _done(body: bytes, damages: list[Damage]) -> bytes:
    for damage in damages:
        body = damage(body)[:LARGEST]
    return body


_PLACES = st.floats(0, 1)


def _at(body: bytes, place: float) -> int:
    return int(place * len(body))


def _cut() -> st.SearchStrategy[Damage]:
    return _PLACES.map(lambda place: lambda body: body[: _at(body, place)])


def _replaced() -> st.SearchStrategy[Damage]:
    def damage(place: float, new: bytes) -> Damage:
        return lambda body: (
            body[: (at := _at(body, place))] + new + body[at + len(new) :]
        )

    return st.builds(damage, _PLACES, st.binary(max_size=20))


def _inserted() -> st.SearchStrategy[Damage]:
    def damage(place: float, new: str, times: int) -> Damage:
        token = new.encode("utf-8", "surrogatepass") * times
        return lambda body: body[: (at := _at(body, place))] + token + body[at:]

    words = st.sampled_from(_TOKENS) | st.text(max_size=20)
    return st.builds(damage, _PLACES, words, st.sampled_from((1, 1, 1, 2, 50)))


def _doubled() -> st.SearchStrategy[Damage]:
    def damage(start: float, end: float, times: int) -> Damage:
        def done(body: bytes) -> bytes:
            first, last = sorted((_at(body, start), _at(body, end)))
            return body[:last] + body[first:last] * times + body[last:]

        return done

    return st.builds(damage, _PLACES, _PLACES, st.sampled_from((1, 1, 2, 10)))


def _recoded() -> st.SearchStrategy[Damage]:
    def damage(charset: str) -> Damage:
        return lambda body: body.decode("utf-8", "replace").encode(charset, "replace")

    return st.sampled_from(_CHARSETS).map(damage)


def _spliced(whole: st.SearchStrategy[bytes]) -> st.SearchStrategy[Damage]:
    def damage(other: bytes, here: float, there: float) -> Damage:
        return lambda body: body[: _at(body, here)] + other[_at(other, there) :]

    return st.builds(damage, whole, _PLACES, _PLACES)


def content_types() -> st.SearchStrategy[str]:
    """Return what servers say that their answers are."""
    declared = st.sampled_from((*_CHARSETS, "utf-7", "none", "unicode_escape", ""))
    return declared.map(lambda name: f"text/xml; charset={name}" if name else "")
