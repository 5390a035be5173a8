"""When two descriptions of a speaker mean the same one.

"Prime Minister Keir Starmer", "Starmer" and "Keir Starmer, the prime minister," do;
"Bill Clinton" and "Hillary Clinton" do not. A description is known by its heads: the
last name of a named person, else the noun that the description turns on ("a spokesman
for the company" → spokesman). The same head is the same speaker, unless other names
beside it contradict; a first name alone stands for a full one. It is a lenient rule,
made for US news: it asks who is meant, not how well the name is printed.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_PARTS = 3  # of a description, by its commas: those after are no longer its name
_FULL_NAME = 2  # words

_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-"})
_ASIDE = re.compile(r"\([^)]*\)")
_BREAK = re.compile(r",| - |--")
_WORD = re.compile(r"[^\W_][\w'.\-]*")
_PARTY = re.compile(r"[RDI]-")  # "R-Texas"


def _lexicon(words: str) -> frozenset[str]:
    return frozenset(words.split())


_PRONOUNS = _lexicon(
    "i me we us you he him his himself she her herself they them their it who that "
    "which one another others"
)
_COURTESY = _lexicon(
    "a an the mr mrs ms miss sir dr prof professor rev rabbi president vice former "
    "sen senator rep congressman congresswoman speaker gov governor mayor secretary "
    "chairman judge justice gen lt col sgt capt republican democratic gop"
)
_LINKS = _lexicon(
    "about after against and as at by during for from in near of on outside that to "
    "who whose which with"
)
_PARTICLES = _lexicon("al bin da de der di du la van von")
_GENERATIONS = _lexicon("jr sr ii iii iv")


class Head(NamedTuple):
    """What a description is known by: its last name or noun, and names beside it."""

    last: str
    others: tuple[str, ...]


def same_speaker(one: str, other: str) -> bool:
    """Tell whether two descriptions can mean the same speaker."""
    theirs = tuple(heads(other))
    return any(_agree(mine, its) for mine in heads(one) for its in theirs)


def is_pronoun(speaker: str) -> bool:
    """Tell whether an answer names nobody: "he", "they both"."""
    words = speaker.split()
    return 0 < len(words) <= _FULL_NAME and _folded(words[0]) in _PRONOUNS


def heads(speaker: str) -> Iterator[Head]:
    """Yield what a description may be known by."""
    plain = _ASIDE.sub(" ", speaker.translate(_PLAIN))
    parts = [part.strip(' .;:"') for part in _BREAK.split(" ".join(plain.split()))]
    parts = [part for part in parts if part]
    for number, part in enumerate(parts[:_PARTS]):
        words = _WORD.findall(part)
        if words and (number == 0 or _is_name(part, words)):
            yield from map(_head, _phrases(words))


def _is_name(part: str, words: Sequence[str]) -> bool:
    """Tell whether what follows a comma is a name: "the minister, Anna Lind"."""
    named = all(_is_capital(word) or word.lower() in _PARTICLES for word in words)
    return named and len(words) >= _FULL_NAME and not _PARTY.match(part)


def _phrases(words: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield the phrase before the first preposition, and a name that ends them all."""
    cut = next(
        (at for at, word in enumerate(words) if at and word.lower() in _LINKS),
        len(words),
    )
    first = list(words[:cut])
    while len(first) > 1 and _folded(first[-1]) in _GENERATIONS:
        first.pop()
    yield first
    ending = _capitals(words)
    before = words[: len(words) - len(ending)][-1:]
    if cut < len(words) and len(ending) >= _FULL_NAME and before:
        leads = before[0].lower()
        if leads not in _LINKS and leads not in _COURTESY - {"president", "secretary"}:
            yield ending


def _head(phrase: Sequence[str]) -> Head:
    name = _capitals(phrase)
    bare = [word for word in name if _folded(word) not in _COURTESY] or name
    if not bare:
        return Head(_folded(phrase[-1]), ())
    return Head(_folded(bare[-1]), tuple(map(_folded, bare[:-1])))


def _agree(one: Head, other: Head) -> bool:
    if one.last == other.last or _after_hyphen(one) == _after_hyphen(other):
        return not (one.others and other.others) or _beside(one, other)
    if one.others and other.others:
        return False
    full, alone = (one, other) if one.others else (other, one)
    return bool(full.others) and full.others[0] == alone.last


def _beside(one: Head, other: Head) -> bool:
    """Tell whether a first name, or its initial, is the same in both."""
    return any(mine[:1] == its[:1] for mine in one.others for its in other.others)


def _after_hyphen(head: Head) -> str:
    return head.last.rpartition("-")[2]


def _capitals(words: Sequence[str]) -> Sequence[str]:
    """Return the words that end a phrase and begin with capitals."""
    at = len(words)
    while at and _is_capital(words[at - 1]):
        at -= 1
    return words[at:]


def _is_capital(word: str) -> bool:
    return word[0].isupper()


def _folded(word: str) -> str:
    return word.translate(_PLAIN).strip(".'-").lower().removesuffix("'s")
