"""The signs for and against a candidate: what stands around it, in parts of a sentence.

A sign is a short text, such as "before leads to verb :"; what each weighs was learned,
see `weights`. Signs never speak of words, so that they hold in every language.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from digest.summarise.beside import MAX_BESIDE, Shape
from digest.summarise.letters import Word
from digest.summarise.marks import Stretch
from digest.summarise.page import Page
from digest.summarise.parts import gist, parts
from digest.summarise.phrases import Kind

_GIST = 5  # parts between a candidate and the stretch that are told one by one
_FAR = (1, 2, 4, 8, 15)  # words between the two
_MOST_BREAKS = 2
_MOST_SENTENCES = 4
_MOST_WORDS = 6
_MAX_ASKING = 40  # characters in which a question is said to be asked
BEHIND = frozenset(("after", "below"))  # places where the stretch comes first


def around(
    at: tuple[int, int], played: Sequence[str], place: str, shape: Shape
) -> list[str]:
    """Return what stands around the words `at` of a clause, given its words' parts."""
    first, last = at
    behind = place in BEHIND
    before = played[first - 1] if first else ""
    earlier = played[first - 2] if first > 1 else ""
    after, later = (*played[last : last + 2], "", "")[:2]
    between = played[:first] if behind else played[last:]
    breaks = min(_MOST_BREAKS, between.count("and") + between.count("who"))
    found = [
        f"{place} follows {before}",
        f"{place} follows {earlier} {before}",
        f"{place} leads to {after}",
        f"{place} leads to {after} {later}",
        f"{place} far {bisect_right(_FAR, len(between))}",
        f"{place} verbs between {min(_MOST_BREAKS, between.count('verb'))}",
        f"{place} breaks between {breaks}",
        f"{place} quoted {shape.begin}…{shape.end}",
    ]
    told = gist(between)
    if len(told) <= _GIST:
        edge = shape.end if behind else shape.begin
        found.append(f"{place} between {' '.join(told)} {edge}")
    return found


def of_kind(kind: Kind, played: Sequence[str], place: str) -> list[str]:
    """Return what a phrase itself is; for a description, what it is made of."""
    if kind != "nominal":
        return [f"{place} {kind}"]
    role = "role" if "role" in played else "no role"
    return [
        f"{place} {kind}",
        f"description {role} {played[0]}",
        f"description of {min(_MOST_WORDS, len(played))} {role}",
    ]


def from_last(
    page: Page, last: Stretch, this: Stretch, shape: Shape, before: Sequence[Word]
) -> Iterator[str]:
    """Yield what parts a stretch from the one before it."""
    how = _nearness(page, last, this)
    ended = page.sentence_number(last.outer.end - 1)
    gap = min(_MOST_SENTENCES, page.sentence_number(this.outer.start) - ended)
    yield f"last {how}"
    yield f"last {how} gap {gap}"
    yield f"last {how} {shape.around}"
    yield f"last {how} {shape.around} gap {gap}"
    yield f"last {how} {shape.around} {shape.begin}"
    yield f"last {how} {shape.begin}…{shape.end}"
    yield f"last {how} {shape.around} {_manner(page, last)}"
    told = gist(parts(before, page.language))
    if how in ("sentence", "paragraph") and len(told) < _GIST:
        yield f"last {how} between {' '.join(told)}"


def from_other(page: Page, last: Stretch, this: Stretch) -> Iterator[str]:
    """Yield what speaks for a dialogue: its other speaker answers."""
    how = _nearness(page, last, this)
    yield f"other {how}"
    yield f"other {how} {_manner(page, last)}"


def _manner(page: Page, stretch: Stretch) -> str:
    """Tell a question that somebody asks from a rhetorical one."""
    end = stretch.outer.end
    if page.text[stretch.inner.end - 1] != "?":
        return "said"
    after = page.text[end : end + _MAX_ASKING].lower().split()
    asking = page.language.asking
    return "asked" if any(word.strip(".,:") in asking for word in after) else "said"


def from_next(
    page: Page, this: Stretch, following: Stretch, shape: Shape
) -> Iterator[str]:
    """Yield what parts a stretch from the one after it."""
    how = _nearness(page, this, following)
    start, end = this.outer.end, following.outer.start
    own = page.text[start : min(end, start + MAX_BESIDE)].split()
    gap = sum(word[0].isalnum() for word in own)
    size = "none" if not gap else "few" if gap < _MOST_WORDS else "many"
    yield f"next {how}"
    yield f"next {how} {size}"
    yield f"next {how} {size} {shape.around}"
    yield f"next {how} {shape.around} {shape.begin}…{shape.end}"


def of_nobody(shape: Shape, count: int) -> Iterator[str]:
    """Yield what speaks for nobody, given how many words the stretch has."""
    yield "nobody"
    yield f"nobody {shape.begin}…{shape.end}"
    yield f"nobody {shape.around}"
    yield f"nobody in {min(_MOST_WORDS, count)}"


def _nearness(page: Page, earlier: Stretch, later: Stretch) -> str:
    if earlier.continued:
        return "continued"
    if later.outer.start < page.around(earlier).end:
        return "sentence"
    gap = later.paragraph - earlier.paragraph
    return "paragraph" if gap == 0 else "under" if gap == 1 else "far"
