"""Where a changed text most likely stood, and which of its words were changed first."""

from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher

from digest.text.verbatim import find, folded

_WINDOW = 40  # words that are compared at once: difflib is quadratic
_MARGIN = 4  # words on either side of the nearest passage, for what was left out
_LIKE = 0.5  # share of the words that a passage must hold to be called the same
_SHOWN = 12  # words of a difference that a message shows

NOTHING_LIKE_IT = "nothing like it stands in the source"


def described(claim: str, text: str) -> str:
    """Return in words where a claim first leaves its source."""
    wanted = _first_missing(claim.split(), text)
    words = text.split()
    passage = _nearest([*map(key, wanted)], [*map(key, words)], margin=_MARGIN)
    if passage is None:
        return NOTHING_LIKE_IT
    here, source = _first_difference(wanted, words[passage])
    if not here:
        return f"the source has “{source}” where nothing stands here"
    if not source:
        return f"“{here}” does not stand in the source"
    return f"the source has “{source}” where “{here}” stands here"


def nearest_run(claim: str, keys: Sequence[str]) -> range | None:
    """Return the run of a text's words that shares most with a claim; None: none does.

    `keys` are these words as they are compared.
    """
    run = _nearest([*map(key, claim.split())], keys, margin=0)
    return range(*run.indices(len(keys))) if run else None


def _first_missing(words: list[str], text: str) -> list[str]:
    """Return the first stretch of words that the source does not have in one piece."""
    for start in range(0, max(1, len(words) - _WINDOW // 2), _WINDOW // 2):
        window = words[start : start + _WINDOW]
        if find(" ".join(window), text) is None:
            return window
    return words[:_WINDOW]


def _nearest(
    wanted: Sequence[str], words: Sequence[str], *, margin: int
) -> slice | None:
    """Return the run of words that shares most with what is wanted; None: no run."""
    needed = Counter(wanted)
    shared = best = 0
    last = 0
    for at, word in enumerate(words):
        needed[word] -= 1
        shared += needed[word] >= 0
        if at >= len(wanted):
            leaving = words[at - len(wanted)]
            shared -= needed[leaving] >= 0
            needed[leaving] += 1
        if shared > best:
            best, last = shared, at
    if best < max(1, _LIKE * len(wanted)):
        return None
    return slice(max(0, last + 1 - len(wanted) - margin), last + 1 + margin)


def _first_difference(wanted: list[str], passage: list[str]) -> tuple[str, str]:
    """Return the first words that differ: as they are wanted, and as they stand.

    The passage reaches beyond what is wanted: what only it has at its ends is no
    difference, unless there is no other.
    """
    matcher = SequenceMatcher(
        None, [*map(key, wanted)], [*map(key, passage)], autojunk=False
    )
    changes = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    changes.sort(key=lambda code: _at_edge(code[1], code[2], len(wanted)))
    if not changes:
        return _shown(wanted), _shown(passage)
    _, begin, end, source_begin, source_end = changes[0]
    return _shown(wanted[begin:end]), _shown(passage[source_begin:source_end])


def _at_edge(begin: int, end: int, length: int) -> int:
    """Rank a change: within what is wanted, at its edge, or outside it."""
    if begin > 0 and end < length:
        return 0
    return 1 if begin < end else 2


def key(word: str) -> str:
    """Return a word as it is compared: the marks of a quotation may stand at it."""
    return folded(word).strip("\"'")


def _shown(words: list[str]) -> str:
    more = " …" if len(words) > _SHOWN else ""
    return " ".join(words[:_SHOWN]) + more
